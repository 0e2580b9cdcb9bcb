import * as cognito from 'aws-cdk-lib/aws-cognito';

const claim = (name: string) => cognito.ProviderAttribute.other(name);

/** What the scopes below bring (OpenID Connect Core, section 5.4), and nothing that describes a person further. */
export const PROFILE_SCOPES = ['openid', 'email', 'profile'];

/** A profile whose e-mail address nobody vouches for. */
export const UNVERIFIED_CLAIMS: cognito.AttributeMapping = {
  email: claim('email'),
  givenName: claim('given_name'),
  familyName: claim('family_name'),
};

/**
 * A profile with the provider's own word whether the address is verified: without it every address would count as
 * unverified, and with a constant every address as verified.
 *
 * @see https://openid.net/specs/openid-connect-core-1_0.html#StandardClaims
 */
export const STANDARD_CLAIMS: cognito.AttributeMapping = {
  ...UNVERIFIED_CLAIMS,
  emailVerified: claim('email_verified'),
};

/**
 * The claims that directories of enterprises send over SAML, Active Directory and Entra ID by themselves. SAML knows no
 * claim that an address is verified.
 *
 * @see https://learn.microsoft.com/en-us/entra/identity-platform/saml-claims-customization
 */
export const SAML_CLAIMS: cognito.AttributeMapping = {
  email: claim('http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress'),
  givenName: claim('http://schemas.xmlsoap.org/ws/2005/05/identity/claims/givenname'),
  familyName: claim('http://schemas.xmlsoap.org/ws/2005/05/identity/claims/surname'),
};
