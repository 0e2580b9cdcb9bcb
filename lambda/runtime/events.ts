import type {
  CustomMessageTriggerEvent,
  PostAuthenticationTriggerEvent,
  PostConfirmationTriggerEvent,
  PreAuthenticationTriggerEvent,
  PreSignUpTriggerEvent,
  PreTokenGenerationTriggerEvent,
  PreTokenGenerationV2TriggerEvent,
  PreTokenGenerationV3TriggerEvent,
} from 'aws-lambda';

/** The event that Cognito sends to each trigger. */
export interface TriggerEvents {
  readonly PreSignUp: PreSignUpTriggerEvent;
  readonly CustomMessage: CustomMessageTriggerEvent;
  readonly PreAuthentication: PreAuthenticationTriggerEvent;
  readonly PostAuthentication: PostAuthenticationTriggerEvent;
  readonly PostConfirmation: PostConfirmationTriggerEvent;
  readonly PreTokenGeneration:
    PreTokenGenerationTriggerEvent | PreTokenGenerationV2TriggerEvent | PreTokenGenerationV3TriggerEvent;
}

export type TriggerEvent = TriggerEvents[keyof TriggerEvents];
