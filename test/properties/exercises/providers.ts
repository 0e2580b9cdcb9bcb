import { SecretValue, Stack } from 'aws-cdk-lib';
import { AuthDomain, CognitoAuth, IdentityProvider } from 'cdk-cognito-auth';

/** A provider of an enterprise, chosen by the domain of the address. */
export function providers(stack: Stack): void {
  const auth = new CognitoAuth(stack, 'Auth');
  auth.addDomain('Domain', AuthDomain.prefix('notes-example'));
  auth.addIdentityProvider(
    'Oidc',
    IdentityProvider.oidc({
      clientId: 'notes',
      clientSecret: SecretValue.secretsManager('oidc'),
      issuerUrl: 'https://login.example.net',
      emailDomains: ['example.net'],
    }),
  );
}
