import { Duration } from 'aws-cdk-lib';
import { EMAIL_CODE } from '../contract/custom-auth';
import * as defaults from '../defaults';
import { emailCodeSessions, sequenceStep } from './private/challenge-sequences';
import { codeForm } from './private/code-digits';
import { mailedSecret } from './private/mailed-secret';
import { requireOnlyMethod } from './private/only-method';
import { BoundHandler, TriggerScope, TriggerStep } from './private/trigger-step';
import { SignInMailOptions } from './sign-in-mail-options';
import { TriggerHandler } from './trigger-handler';

/**
 * Options of `CustomAuth.emailCode`.
 */
export interface EmailCodeOptions extends SignInMailOptions {
  /**
   * How many digits a code has, from 6 to 12. Who tries all day has some 1,500 guesses at an account: one in a million is not
   * enough for that.
   *
   * @default 8
   */
  readonly digits?: number;

  /**
   * How long a code works, from 1 to 15 minutes.
   *
   * @default Duration.minutes(5)
   */
  readonly validity?: Duration;
}

const HANDLER = 'CustomAuth.emailCode';
const KEY = 'emailCode';

export function emailCode(options: EmailCodeOptions): TriggerHandler {
  return new BoundHandler((scope) => bind(scope, options));
}

function bind(scope: TriggerScope, options: EmailCodeOptions): TriggerStep[] {
  requireOnlyMethod(scope.where, HANDLER);
  const { digits = defaults.CODE_DIGITS, validity = defaults.CODE_VALIDITY } = options;
  const form = codeForm(scope.where, `digits of ${HANDLER}`, digits);
  const secret = { handler: HANDLER, gaps: ['{####}'], validity, validMinutes: [1, 15] } as const;
  const { config, issue, verify } = mailedSecret(scope, secret, options);
  const sources = ['CreateAuthChallenge_Authentication'];
  return [
    sequenceStep(KEY, emailCodeSessions(defaults.CODE_ATTEMPTS_IN_SESSION)),
    {
      trigger: 'CreateAuthChallenge',
      phase: 'GUARD',
      exclusive: true,
      wire: { step: KEY, key: KEY, sources, config: { ...config, digits } },
      ...issue,
    },
    verify([{ kind: 'code', about: [EMAIL_CODE], form, attempts: defaults.CODE_ATTEMPTS }], KEY),
  ];
}
