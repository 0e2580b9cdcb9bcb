import { SecretValue, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import {
  AppClient,
  AuthDomain,
  ClaimValue,
  CognitoAuth,
  CognitoAuthProps,
  CustomAuth,
  IdentityProvider,
  PreTokenGeneration,
} from 'cdk-cognito-auth';
import { CALLBACK } from '../support/auth';
import { findingsOf } from '../support/template';

const OPEN = 'users may write through Stack/Auth/UserPool/Portal.';
const MAPPED =
  'Okta maps it, so that clients must have it in writeAttributes: close them to users with managedLoginOnly and without OAuthScope.COGNITO_ADMIN, and leave selfSignUpEnabled out.';
const ATTRIBUTES = new cognito.ClientAttributes()
  .withStandardAttributes({ email: true })
  .withCustomAttributes('tenant');
const CLOSED: cognito.UserPoolClientOptions = {
  // without any, Cognito would open flows of its own choice
  authFlows: { user: false },
  oAuth: { scopes: [cognito.OAuthScope.OPENID], callbackUrls: [CALLBACK] },
  readAttributes: ATTRIBUTES,
  writeAttributes: ATTRIBUTES,
};

interface Setting {
  readonly client?: Partial<cognito.UserPoolClientOptions>;
  readonly pool?: CognitoAuthProps;
  readonly isMapped?: boolean;
  readonly claim?: string;
  readonly more?: (auth: CognitoAuth) => void;
}

const customSignIn = (auth: CognitoAuth) =>
  void auth.addTrigger(CustomAuth.emailCode({ fromEmail: 'no-reply@example.com' }));

/** What is said of a pool whose provider writes the tenant, and whose identity pool decides by it. */
const findings = ({ client, pool, isMapped = true, claim = 'custom:tenant', more }: Setting) =>
  findingsOf((stack: Stack) => {
    const customAttributes = { tenant: new cognito.StringAttribute({ mutable: true }) };
    const auth = new CognitoAuth(stack, 'Auth', { customAttributes, ...pool });
    const { userPool } = auth;
    const custom = isMapped ? { 'custom:tenant': cognito.ProviderAttribute.other('tenant') } : undefined;
    new cognito.UserPoolIdentityProviderOidc(stack, 'Okta', {
      ...{ userPool, name: 'Okta', clientId: 'id', clientSecret: 'secret', issuerUrl: 'https://okta.example' },
      attributeMapping: { custom },
    });
    const portal = userPool.addClient('Portal', { ...CLOSED, ...client });
    more?.(auth);
    auth.addIdentityPool('Aws', { clients: [portal], principalTags: { tenant: claim } });
  });

test('a claim that a provider maps is safe where users cannot write through its clients', () => {
  expect(findings({})).toEqual([]);
});

test.each<[string, Setting]>([
  ['the flows of the SDK', { client: { authFlows: { userSrp: true } } }],
  ['flows of the choice of Cognito', { client: { authFlows: undefined } }],
  ['custom sign-in', { client: { authFlows: { custom: true } }, more: customSignIn }],
  ['passwords on a backend', { client: { authFlows: { adminUserPassword: true } } }],
  ['the scope of self-service', { client: { oAuth: { scopes: [cognito.OAuthScope.COGNITO_ADMIN] } } }],
  ['sign-up', { pool: { selfSignUpEnabled: true } }],
])('with %s they can, and one refusal says what closes them', (_, setting) => {
  expect(findings(setting)).toEqual([
    `Stack/Auth/Aws: principalTags maps 'tenant' to the claim 'custom:tenant', which ${OPEN} ${MAPPED}`,
  ]);
});

test('the same for a claim that a handler fills from it', () => {
  const tenant = ClaimValue.attribute('custom:tenant');
  const more = (auth: CognitoAuth) => auth.addTrigger(PreTokenGeneration.claim({ name: 'tenant', value: tenant }));
  expect(findings({ claim: 'tenant', more })).toEqual([]);
  expect(findings({ claim: 'tenant', more, pool: { selfSignUpEnabled: true } })).toContainEqual(
    `Stack/Auth/Aws: principalTags maps 'tenant' to the claim 'tenant', which PreTokenGeneration.claim fills from 'custom:tenant', which ${OPEN} ${MAPPED}`,
  );
});

test('what no provider maps is to be left out of writeAttributes', () => {
  expect(findings({ isMapped: false, client: { authFlows: { userSrp: true } } })).toEqual([
    `Stack/Auth/Aws: principalTags maps 'tenant' to the claim 'custom:tenant', which ${OPEN} Leave it out of writeAttributes there; administrators and triggers can still write it.`,
  ]);
});

test('with clients and providers of this library, one way satisfies every room', () => {
  const found = findingsOf((stack: Stack) => {
    const auth = new CognitoAuth(stack, 'Auth', {
      customAttributes: { tenant: new cognito.StringAttribute({ mutable: true }) },
      authorizationAttributes: ['custom:tenant'],
    });
    auth.addDomain('Domain', AuthDomain.prefix('portal-acme'));
    const okta = IdentityProvider.oidc({
      ...{ clientId: 'id', clientSecret: SecretValue.secretsManager('okta'), issuerUrl: 'https://okta.example' },
      attributeMapping: { custom: { 'custom:tenant': cognito.ProviderAttribute.other('tenant') } },
    });
    auth.addIdentityProvider('Okta', okta);
    const additionalWriteAttributes = new cognito.ClientAttributes().withCustomAttributes('tenant');
    const options = { callbackUrls: [CALLBACK], managedLoginOnly: true, additionalWriteAttributes };
    const clients = [auth.addClient('Portal', AppClient.spa(options))];
    auth.addIdentityPool('Aws', { clients, principalTags: { tenant: 'custom:tenant' } });
  });
  expect(found).toEqual([]);
});
