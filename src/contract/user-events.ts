/** What is told about users: the words of both sides, and of docs/lifecycle-events.md. */

export const EVENT_SOURCE = 'cdk-cognito-auth';

/** Changes when a field changes its meaning or goes; new fields may come at any time. */
export const EVENT_VERSION = '1';

export type UserEventType =
  'User Sign-Up' | 'User Confirmation' | 'User Sign-In' | 'User Password Reset' | 'User Linking';

/** What each source tells; a sign-up that ends in a link tells of that instead. */
export const EVENT_TYPES: Readonly<Record<string, UserEventType>> = {
  PreSignUp_SignUp: 'User Sign-Up',
  PreSignUp_AdminCreateUser: 'User Sign-Up',
  PreSignUp_ExternalProvider: 'User Sign-Up',
  PostConfirmation_ConfirmSignUp: 'User Confirmation',
  PostConfirmation_ConfirmForgotPassword: 'User Password Reset',
  PostAuthentication_Authentication: 'User Sign-In',
};

/** What is common to all steps that tell somebody about a user. */
export interface TellingConfig {
  readonly types: readonly UserEventType[];
  /** Attributes of the user that are told; all others stay here. */
  readonly attributes: readonly string[];
  /** Whether people get on only when it was told. */
  readonly required: boolean;
}

export interface EventConfig extends TellingConfig {
  /** The default bus of the account when absent. */
  readonly busArn?: string;
}

export interface PublishToConfig extends TellingConfig {
  readonly topicArn: string;
  readonly fifo: boolean;
}

export interface SendToConfig extends TellingConfig {
  readonly queueUrl: string;
  readonly fifo: boolean;
}
