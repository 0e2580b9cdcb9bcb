import type { Relaxation } from '../../private/relaxations';

/** What an attribute of the pool is taken from, by Cognito's name of the attribute. */
export type Mapping = Readonly<Record<string, string>>;

/** What is judged of a provider. */
export interface MappedProvider {
  readonly providerType: string;
  readonly mapping: Mapping;
  /** Whether its word about addresses is known to be nobody's. */
  readonly verifiesNoAddress: boolean;
}

/** What never changes and belongs to one user, by the type of the provider; with SAML Cognito takes the NameID itself. */
const SUBJECTS: Record<string, string> = {
  Facebook: 'id',
  Google: 'sub',
  LoginWithAmazon: 'user_id',
  OIDC: 'sub',
  SignInWithApple: 'sub',
};

/** Which types have a claim of their own about addresses, and how they call it. */
const VERDICTS: Record<string, string> = {
  Google: 'email_verified',
  OIDC: 'email_verified',
  SignInWithApple: 'email_verified',
};

/**
 * Mappings with which somebody could sign in as somebody else.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-specifying-attribute-mapping.html
 */
export function mappingFindings({ providerType, mapping, verifiesNoAddress }: MappedProvider): string[] {
  const { username, email_verified: verdict } = mapping;
  const subject = SUBJECTS[providerType];
  const instead = subject === undefined ? 'Leave it out' : `Leave it out, or map '${subject}'`;
  return [
    ...(username !== undefined && username !== subject
      ? [
          `attributeMapping takes username from '${username}', by which users are told apart: whoever can change that claim becomes another user. ${instead}.`,
        ]
      : []),
    ...(verifiesNoAddress && verdict !== undefined
      ? [
          'attributeMapping has emailVerified, and Entra ID verifies no address. Leave it out, and name the domains of your tenant in the trust of PreSignUp.allowEmailDomains.',
        ]
      : []),
  ];
}

/** A verdict about addresses that is not the provider's own. */
export function mappingRelaxations({ providerType, mapping, verifiesNoAddress }: MappedProvider): Relaxation[] {
  const { email_verified: verdict } = mapping;
  const own = VERDICTS[providerType];
  const instead = own === undefined ? 'Leave it out' : `Map '${own}', leave it out`;
  return [
    {
      // what is refused needs no warning
      isMade: verdict !== undefined && verdict !== own && verdict !== mapping.email && !verifiesNoAddress,
      id: 'borrowedVerification',
      sentence: `attributeMapping takes email_verified from '${verdict}', with which the provider may mean something else: whoever can set it owns the addresses of others. ${instead}, or acknowledge the warning.`,
    },
    {
      isMade: verdict !== undefined && verdict === own && mapping.email !== undefined && mapping.email !== 'email',
      id: 'borrowedVerification',
      sentence: `attributeMapping takes email from '${mapping.email}', and email_verified from '${verdict}', by which the provider means what it calls 'email': whoever can set '${mapping.email}' owns the addresses of others. Map 'email', leave email_verified out, or acknowledge the warning.`,
    },
  ];
}
