import { Reference, Token, Tokenization } from 'aws-cdk-lib';
import { MOST_URLS, requireEntries, urlFault, webUrlFault } from './redirect-urls';
import { AuthConfigError } from '../../private/errors';
import { literalPart, shownText } from '../../private/tokens';

/** Labels between dots, the last of which begins with a letter: what ends in a number is an address. */
const HOST = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;
const CALLBACK_PATH = '/oauth2/idpresponse';

export function callbacksOfHosts(where: string, hosts: readonly string[]): string[] {
  requireEntries(where, 'hostNames', hosts);
  if (hosts.length > MOST_URLS) {
    throw new AuthConfigError(
      where,
      `hostNames has ${hosts.length} names. Cognito allows ${MOST_URLS} callback URLs: use fewer, or a second client.`,
    );
  }
  return [...new Set(hosts.map((host) => callbackOfHost(where, host)))];
}

/** Where a load balancer takes the code. It sends the host as browsers do, in lower case, and Cognito compares letters. */
function callbackOfHost(where: string, host: string): string {
  refuseLoadBalancerName(where, host);
  const callback = `https://${Token.isUnresolved(host) ? host : host.toLowerCase()}${CALLBACK_PATH}`;
  // what follows may have the dots
  const literal = literalPart(host, 'x.xx');
  if (literal !== undefined && (!HOST.test(literal) || urlFault(callback, webUrlFault))) {
    throw new AuthConfigError(
      where,
      `hostNames has '${shownText(host)}', which is not the name of a host. Pass what stands between https:// and the next slash, such as app.example.com.`,
    );
  }
  return callback;
}

/** It has capitals that nothing can lower at deployment, and no certificate that a browser would believe. */
function refuseLoadBalancerName(where: string, host: string): void {
  const references = Tokenization.reverseString(host).tokens.filter(Reference.isReference);
  if (!references.some(({ displayName }) => displayName === 'DNSName')) return;
  throw new AuthConfigError(
    where,
    'hostNames has the DNS name of a load balancer, whose capitals Cognito would not find in any callback, and for which there is no certificate. Pass the host name of your certificate, such as app.example.com.',
  );
}
