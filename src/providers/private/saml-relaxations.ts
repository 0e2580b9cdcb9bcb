import { Relaxation } from '../../private/relaxations';

interface SamlSettings {
  readonly signedRequests: boolean;
  readonly encryptedResponses: boolean;
  readonly idpInitiated: boolean;
}

/** What a SAML provider gives up against the defaults, each with what it invites. */
export function samlRelaxations({ signedRequests, encryptedResponses, idpInitiated }: SamlSettings): Relaxation[] {
  return [
    {
      isMade: !signedRequests,
      id: 'unsignedSamlRequests',
      sentence:
        'the provider cannot tell requests of Cognito from those of others. Leave signedRequests on, or acknowledge the warning.',
    },
    {
      isMade: !encryptedResponses,
      id: 'unencryptedAssertions',
      sentence:
        'what the provider says of a user can be read in the browser and by its extensions. Leave encryptedResponses on, or acknowledge the warning.',
    },
    {
      isMade: idpInitiated,
      id: 'idpInitiatedSignIn',
      sentence:
        'Cognito accepts assertions that it did not ask for, so that a foreign page can sign a browser in to an account of its own. Let sign-in begin at Cognito (idpInitiated off), or acknowledge the warning.',
    },
  ];
}
