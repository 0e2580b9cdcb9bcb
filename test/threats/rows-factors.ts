import { about, list, type Check } from './checks';
import { changing, type Mutation } from './mutants';
import type { Threat } from './threat';
import { allOf, type TemplateJson } from '../support/template';

const POOL = 'AWS::Cognito::UserPool';

/** Names below which everybody has some. */
const PUBLIC_SUFFIX =
  /^(?:[^.]+|(?:ac|co|com|edu|gov|net|or|org)\.[a-z]{2}|github\.io|(?:auth\.[^.]+\.)?amazoncognito\.com)$/;

const firstFactors = (pool: Record<string, any>) => list(pool.Policies?.SignInPolicy?.AllowedFirstAuthFactors);

/** Passkeys are bound to a domain of the pool's owner, and made by a device that knows its user. */
const row40: Check = (template) =>
  about(POOL, (pool): Record<string, boolean> => {
    const {
      WebAuthnRelyingPartyID: id,
      WebAuthnUserVerification,
      WebAuthnFactorConfiguration,
      MfaConfiguration,
    } = pool;
    if (!firstFactors(pool).includes('WEB_AUTHN')) return {};
    return {
      'has passkeys that Cognito binds to what it finds': id === undefined,
      'has passkeys of a public suffix': typeof id === 'string' && PUBLIC_SUFFIX.test(id),
      'has passkeys of another domain than its own':
        typeof id === 'string' && !customDomains(template).every((name) => name === id || name.endsWith(`.${id}`)),
      'lets in who found a security key': WebAuthnUserVerification !== 'required',
      'has passkeys that its MFA does not accept':
        MfaConfiguration === 'ON' && WebAuthnFactorConfiguration !== 'MULTI_FACTOR_WITH_USER_VERIFICATION',
    };
  })(template);

function customDomains(template: TemplateJson): string[] {
  const domains = allOf(template, 'AWS::Cognito::UserPoolDomain').map(([, { Properties }]) => Properties);
  return domains.filter(({ CustomDomainConfig }) => CustomDomainConfig).map(({ Domain }) => Domain);
}

/** Passkeys as they should be, but for one fault; and a custom domain, so that they have one to fit to. */
export const passkeys =
  (fault: Record<string, unknown> = {}): Mutation =>
  (template) => {
    const copy = changing(POOL, ({ Properties }) => {
      Properties.Policies.SignInPolicy = { AllowedFirstAuthFactors: ['PASSWORD', 'WEB_AUTHN'] };
      Properties.WebAuthnRelyingPartyID = 'login.example.com';
      Properties.WebAuthnUserVerification = 'required';
      Properties.WebAuthnFactorConfiguration = 'SINGLE_FACTOR';
      Object.assign(Properties, fault);
    })(template);
    const Properties = { Domain: 'login.example.com', CustomDomainConfig: { CertificateArn: 'arn' } };
    return { Resources: { ...copy.Resources, Login: { Type: 'AWS::Cognito::UserPoolDomain', Properties } } };
  };

/** Threats to how people sign in. */
export const THREATS_TO_FACTORS: readonly Threat[] = [
  {
    row: 40,
    title: 'Passkeys bound to the wrong domain, or made without knowing the user',
    secureDefault:
      'No passkeys until asked for; then bound to the custom domain, with user verification, and two factors where MFA is required',
    check: row40,
    mutants: {
      'bound to what Cognito finds': passkeys({ WebAuthnRelyingPartyID: undefined }),
      'bound to a public suffix': passkeys({ WebAuthnRelyingPartyID: 'com' }),
      'bound to another domain': passkeys({ WebAuthnRelyingPartyID: 'example.org' }),
      'bound to a name that ends alike': passkeys({ WebAuthnRelyingPartyID: 'ogin.example.com' }),
      'bound to a name below the domain': passkeys({ WebAuthnRelyingPartyID: 'a.login.example.com' }),
      'without user verification': passkeys({ WebAuthnUserVerification: 'preferred' }),
      'user verification left to Cognito': passkeys({ WebAuthnUserVerification: undefined }),
      'one factor where MFA is required': passkeys({ MfaConfiguration: 'ON' }),
    },
    alsoTestedBy: ['threats/row-40.test.ts', 'user-pool/passkeys.test.ts'],
  },
];
