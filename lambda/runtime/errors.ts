import type { TriggerName } from '../../src/contract/steps';

/** Everything that a step of this library may say to a person who is refused; Cognito adds the full stop. */
const REFUSALS = {
  emailNotAllowed: 'Sign-up with this e-mail address is not allowed',
} as const;

/** What a person was doing when something broke. They read one sentence about it, the same for every cause. */
const ACTIVITIES: Readonly<Record<TriggerName, string>> = {
  PreSignUp: 'Sign-up',
  PostConfirmation: 'Account set-up',
  PreTokenGeneration: 'Sign-in',
};

const RELAYED_CHARACTERS = 200;

/** The only error that leaves a handler: Cognito shows its text in the browser, and in the URL of the callback. */
export class UserFacingError extends Error {
  static refusal(reason: keyof typeof REFUSALS): UserFacingError {
    return new UserFacingError(REFUSALS[reason], reason);
  }

  /** The text of the application's own function, which marked it as meant for people. */
  static relayed(text: string): UserFacingError {
    return new UserFacingError([...text].slice(0, RELAYED_CHARACTERS).join(''), 'relayed');
  }

  static neutral(trigger: TriggerName): UserFacingError {
    return new UserFacingError(`${ACTIVITIES[trigger]} is not possible right now. Please try again later`, 'neutral');
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
