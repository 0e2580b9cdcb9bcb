import { Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { urlFault, type UrlFault, webUrlFault } from './redirect-urls';
import { Relaxation } from '../../private/relaxations';
import { shownText } from '../../private/tokens';

/**
 * Apps take schemes as they please; one that is a domain name backwards is at least nobody else's by accident.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8252#section-7.1
 */
export function schemeRelaxation(client: cognito.CfnUserPoolClient, schemeFault: UrlFault = webUrlFault): Relaxation {
  const urls: unknown = Stack.of(client).resolve(client.callbackUrLs);
  const common = (Array.isArray(urls) ? urls : []).filter(
    (url) => urlFault(url, schemeFault) === undefined && isCommon(shownText(url)),
  );
  return {
    isMade: common.length > 0,
    id: 'schemeWithoutDomain',
    sentence: `any app may take the scheme of ${common.map((url) => `'${shownText(url)}'`).join(', ')}, and the code with it; some belong to a browser or the system. Use a domain name of yours backwards (com.example.notes:/callback), or an https link that the app claims, or acknowledge the warning.`,
  };
}

/** A token may have the dot. */
function isCommon(text: string): boolean {
  const scheme = text.split(':')[0];
  return /^[a-z][a-z0-9+-]*$/i.test(scheme) && !/^https?$/i.test(scheme);
}
