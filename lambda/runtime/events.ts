import type {
  PostConfirmationTriggerEvent,
  PreSignUpTriggerEvent,
  PreTokenGenerationV2TriggerEvent,
  PreTokenGenerationV3TriggerEvent,
} from 'aws-lambda';

/** The event that Cognito sends to each trigger. */
export interface TriggerEvents {
  readonly PreSignUp: PreSignUpTriggerEvent;
  readonly PostConfirmation: PostConfirmationTriggerEvent;
  readonly PreTokenGeneration: PreTokenGenerationV2TriggerEvent | PreTokenGenerationV3TriggerEvent;
}

export type TriggerEvent = TriggerEvents[keyof TriggerEvents];
