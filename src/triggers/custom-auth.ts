import * as lambda from 'aws-cdk-lib/aws-lambda';
import { captcha, CaptchaOptions } from './captcha';
import { CustomAuthFunctions } from './custom-auth-functions';
import { emailCode, EmailCodeOptions } from './email-code';
import { magicLink, MagicLinkOptions } from './magic-link';
import { EVERY_SOURCE, TriggerName } from '../contract/steps';
import { checkedHandler } from './private/checked-handler';
import { invokeStep } from './private/invoke-step';
import { requireOnlyMethod } from './private/only-method';
import { BoundHandler } from './private/trigger-step';
import { TriggerHandler } from './trigger-handler';

/**
 * Custom authentication: one handler for the three triggers by which Cognito lets an application decide how users prove who
 * they are. A pool has one method. Clients use it by the SDK (`CUSTOM_AUTH`), and only those with `customAuth: true`; managed
 * login does not know it. Each method allows the exact sequences of challenges that its description names; any other ends
 * the sign-in. Fails closed.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-challenge.html
 */
export class CustomAuth {
  /**
   * A code by e-mail. `InitiateAuth` answers with a challenge and sends a code; the answer is the code; three answers may be
   * wrong or right. One code per user is outstanding and works once, also in a sign-in that begins anew; within a minute
   * nobody gets another, and after three that nobody answered it takes longer, at most as long as a code works. Mails go to
   * verified addresses of confirmed users; for others, and for users who do not exist, all looks alike and no mail is sent. A
   * mail that cannot be sent leaves a line in the function's log, and looks like one that was. Cognito asks for no second
   * factor afterwards.
   *
   * Anybody who knows a name can cause mails to its owner, and use up their codes with five wrong answers each, again and again:
   * an event has no IP address. Put a rate rule of AWS WAF before the pool, or take `magicLink`: no wrong answer uses up a link, though a newer mail
   * takes its place.
   *
   * @param options who sends, what mails say, digits and validity
   */
  public static emailCode(options: EmailCodeOptions): TriggerHandler {
    return checkedHandler('CustomAuth.emailCode', [options], () => emailCode(options));
  }

  /**
   * A link by e-mail, which works once, in any browser. `InitiateAuth` answers with a challenge and sends nothing. Who wants a
   * link answers it with `send`, and with `{ sendLink: 'true' }` in `ClientMetadata`. The page of the link finds `user` and
   * `token` in its fragment, begins a sign-in of that user, and answers the challenge with the token. To whom mails go, and how
   * often, is as in `emailCode`. Let people press a button on that page: some mail systems open links, and a token works once.
   * With `codeDigits` the mail has a code too, which is an answer to the challenge that follows `send`; three answers may be
   * wrong or right, and a wrong one sends no other mail. Who spends a code with wrong answers leaves the link as it is.
   *
   * @param options who sends, what mails say, to which pages links lead, validity
   */
  public static magicLink(options: MagicLinkOptions): TriggerHandler {
    return checkedHandler('CustomAuth.magicLink', [options], () => magicLink(options));
  }

  /**
   * A CAPTCHA after the password, in the order that Cognito permits: SRP first, then its password, then the challenge. It keeps
   * programs from tokens, and only where clients have no other way for passwords: give them `userSrpAuth: false` beside
   * `customAuth: true`. Managed login takes passwords without it, so the user pool should have no domain. Users with a second
   * factor meet that instead, because Cognito ends the sign-in with it.
   *
   * @param options provider, secret key, host names
   */
  public static captcha(options: CaptchaOptions): TriggerHandler {
    return checkedHandler('CustomAuth.captcha', [options], () => captcha(options));
  }

  /**
   * Your own functions. Each gets Cognito's event and returns it, and shares the 5 seconds of its trigger. Let `define` check the
   * whole session, with each challenge's name, result and metadata, and issue tokens to nobody with `request.userNotFound`. Pass
   * functions that do not refer to the user pool (the pool's id is in the event as `userPoolId`).
   *
   * @param functions one per trigger, in any language
   */
  public static invoke(functions: CustomAuthFunctions): TriggerHandler {
    return checkedHandler('CustomAuth.invoke', [functions], () => invokeThree(functions));
  }

  private constructor() {}
}

function invokeThree({ define, create, verify }: CustomAuthFunctions): TriggerHandler {
  const own: [TriggerName, lambda.IFunction][] = [
    ['DefineAuthChallenge', define],
    ['CreateAuthChallenge', create],
    ['VerifyAuthChallengeResponse', verify],
  ];
  return new BoundHandler((scope) => {
    requireOnlyMethod(scope.where, 'CustomAuth.invoke');
    return own
      .flatMap(([trigger, each]) => invokeStep(trigger, 'GUARD', [EVERY_SOURCE], each)._bind(scope))
      .map((step) => ({ ...step, exclusive: true }));
  });
}
