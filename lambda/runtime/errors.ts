import type { TriggerName } from '../../src/contract/steps';

/** What a person was doing when something broke. They read one sentence about it, the same for every cause. */
const ACTIVITIES: Readonly<Partial<Record<TriggerName, string>>> = {
  PreSignUp: 'Sign-up',
  PostConfirmation: 'Account set-up',
};

const RELAYED_CHARACTERS = 200;

/** The only error that leaves a handler: Cognito shows its text in the browser, and in the URL of the callback. */
export class UserFacingError extends Error {
  /** A sentence from the closed list in `refusals.ts`. */
  static refusal(reason: string, text: string): UserFacingError {
    return new UserFacingError(text, reason);
  }

  /** The text of the application's own function or configuration, which meant it for people. */
  static relayed(text: string): UserFacingError {
    return new UserFacingError([...text].slice(0, RELAYED_CHARACTERS).join(''), 'relayed');
  }

  static neutral(trigger: TriggerName): UserFacingError {
    const activity = ACTIVITIES[trigger] ?? 'Sign-in';
    return new UserFacingError(`${activity} is not possible right now. Please try again later`, 'neutral');
  }

  // a minifier renames the class, and Lambda reports the name
  override readonly name = 'UserFacingError';

  private constructor(
    text: string,
    readonly reason: string,
  ) {
    super(text);
  }
}

/** Something broke, and the message is ours: it holds no data of the event, so it may be logged. */
export class InternalError extends Error {
  override readonly name = 'InternalError';
}
