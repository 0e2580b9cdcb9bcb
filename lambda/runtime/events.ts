import type {
  CreateAuthChallengeTriggerEvent,
  CustomEmailSenderTriggerEvent,
  CustomMessageTriggerEvent,
  CustomSMSSenderTriggerEvent,
  DefineAuthChallengeTriggerEvent,
  InboundFederationTriggerEvent,
  PostAuthenticationTriggerEvent,
  PostConfirmationTriggerEvent,
  PreAuthenticationTriggerEvent,
  PreSignUpTriggerEvent,
  PreTokenGenerationTriggerEvent,
  PreTokenGenerationV2TriggerEvent,
  PreTokenGenerationV3TriggerEvent,
  UserMigrationTriggerEvent,
  VerifyAuthChallengeResponseTriggerEvent,
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
  readonly DefineAuthChallenge: DefineAuthChallengeTriggerEvent;
  readonly CreateAuthChallenge: CreateAuthChallengeTriggerEvent;
  readonly VerifyAuthChallengeResponse: VerifyAuthChallengeResponseTriggerEvent;
  readonly UserMigration: UserMigrationTriggerEvent;
  readonly CustomEmailSender: CustomEmailSenderTriggerEvent;
  readonly CustomSMSSender: CustomSMSSenderTriggerEvent;
  readonly InboundFederation: InboundFederationTriggerEvent;
}

export type TriggerEvent = TriggerEvents[keyof TriggerEvents];
