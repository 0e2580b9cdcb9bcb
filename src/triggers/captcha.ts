import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { IConstruct } from 'constructs';
import { CaptchaProvider } from './captcha-provider';
import { CaptchaConfig } from '../contract/custom-auth';
import { isDomain } from '../contract/email';
import { AuthConfigError } from '../private/errors';
import { madeBy, requireKind } from '../private/kinds';
import { requireLiteral } from '../private/tokens';
import { CAPTCHA_SESSIONS, sequenceStep } from './private/challenge-sequences';
import { distinct } from './private/content-list';
import { requireOnlyMethod } from './private/only-method';
import { BoundHandler, TriggerScope, TriggerStep } from './private/trigger-step';
import { TriggerHandler } from './trigger-handler';
import { ADVICE } from '../private/advice';

/**
 * Options of `CustomAuth.captcha`.
 */
export interface CaptchaOptions {
  /**
   * Who makes the CAPTCHAs, with the site key.
   */
  readonly provider: CaptchaProvider;

  /**
   * The secret key of the site. The function reads it when it needs it; it is in no variable and no template.
   */
  readonly secret: secretsmanager.ISecret;

  /**
   * Field of the secret that holds the key, if the secret is a JSON object.
   *
   * @default - the whole secret is the key
   */
  readonly secretField?: string;

  /**
   * Names of the hosts on whose pages people sign in, such as `app.example.com`: a CAPTCHA that was solved elsewhere is none.
   */
  readonly hostnames: string[];
}

const HANDLER = 'CustomAuth.captcha';
const KEY = 'captcha';
const PROVIDER = madeBy(CaptchaProvider, ADVICE.CaptchaProvider);

export function captcha(options: CaptchaOptions): TriggerHandler {
  return new BoundHandler((scope) => bind(scope, options));
}

function bind({ where }: TriggerScope, options: CaptchaOptions): TriggerStep[] {
  requireOnlyMethod(where, HANDLER);
  const { secret } = options;
  const { siteKey, ...verdict } = readSite(where, options.provider);
  const config: CaptchaConfig = {
    ...verdict,
    secretArn: secret.secretArn,
    secretField: options.secretField,
    hostnames: readHostnames(where, options.hostnames),
  };
  const own = { phase: 'GUARD', exclusive: true, poolActions: [] } as const;
  const sourceOf = (trigger: string) => [`${trigger}_Authentication`];
  return [
    sequenceStep(KEY, CAPTCHA_SESSIONS),
    {
      ...own,
      trigger: 'CreateAuthChallenge',
      wire: { step: KEY, key: KEY, sources: sourceOf('CreateAuthChallenge'), config: { siteKey } },
      ports: [],
    },
    {
      ...own,
      trigger: 'VerifyAuthChallengeResponse',
      wire: { step: KEY, key: KEY, sources: sourceOf('VerifyAuthChallengeResponse'), config },
      ports: ['captcha', 'secrets'],
      grant: (role) => void secret.grantRead(role),
    },
  ];
}

function readSite(where: IConstruct, provider: CaptchaProvider) {
  requireKind(where, `provider of ${HANDLER}`, provider, PROVIDER);
  const { siteKey, verifyUrl, minimumScore } = provider._bind();
  requireLiteral(where, `the site key of ${HANDLER}`, siteKey);
  if (siteKey === '') throw new AuthConfigError(where, `${HANDLER} has an empty site key. Pass that of your site.`);
  const url = requireLiteral(where, `verifyUrl of ${HANDLER}`, verifyUrl);
  if (!url.startsWith('https://') || !URL.canParse(url)) {
    throw new AuthConfigError(where, `verifyUrl of ${HANDLER} is '${url}'. Pass an https URL: the secret key goes there.`);
  }
  if (minimumScore !== undefined && !(minimumScore > 0 && minimumScore <= 1)) {
    throw new AuthConfigError(where, `minimumScore of ${HANDLER} is ${minimumScore}. Pass a number above 0, at most 1.`);
  }
  return { siteKey, verifyUrl, minimumScore };
} // prettier-ignore

function readHostnames(where: IConstruct, hostnames: readonly string[]): string[] {
  if (hostnames.length === 0) {
    throw new AuthConfigError(where, `${HANDLER} has no hostnames, so nobody could sign in. Pass at least one.`);
  }
  return distinct(
    hostnames.map((hostname) => {
      const lower = requireLiteral(where, `a host name of ${HANDLER}`, hostname).toLowerCase();
      if (isDomain(lower) || lower === 'localhost') return lower;
      throw new AuthConfigError(
        where,
        `${HANDLER} has the host name '${hostname}'. Pass what stands between https:// and the next slash, such as app.example.com.`,
      );
    }),
  );
}
