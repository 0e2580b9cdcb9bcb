import { CfnParameter, SecretValue, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { AppClient, CognitoAuth, CognitoAuthProps, IdentityProvider, WebClientOptions } from 'cdk-cognito-auth';
import { authIn, CALLBACK } from '../support/auth';
import { findingsOf, propertiesOf, synth } from '../support/template';
import { row02 } from '../threats/provider-checks';

/** A provider that says which tenant a user belongs to, by which the app authorizes. */
const TENANT: CognitoAuthProps = {
  customAttributes: { tenant: new cognito.StringAttribute({ mutable: true }) },
  authorizationAttributes: ['custom:tenant'],
};
const SAFE: Partial<WebClientOptions> = {
  managedLoginOnly: true,
  additionalWriteAttributes: new cognito.ClientAttributes().withCustomAttributes('tenant'),
};
const { OPENID, COGNITO_ADMIN } = cognito.OAuthScope;

function mapTenant(auth: CognitoAuth) {
  return auth.addIdentityProvider(
    'Google',
    IdentityProvider.google({
      clientId: 'id',
      clientSecret: SecretValue.secretsManager('google'),
      attributeMapping: {
        email: cognito.ProviderAttribute.GOOGLE_EMAIL,
        custom: { 'custom:tenant': cognito.ProviderAttribute.other('hd') },
      },
    }),
  );
}

const web = (options: Partial<WebClientOptions>) => AppClient.web({ callbackUrls: [CALLBACK], ...options });

const findingsWith = (options: Partial<WebClientOptions>, props: CognitoAuthProps = {}) =>
  findingsOf((stack) => {
    const auth = authIn(stack, { ...TENANT, ...props });
    auth.addClient('Web', web(options));
    mapTenant(auth);
  });

const REFUSED = (reach: string) =>
  `Stack/Auth/Web: the provider Google maps 'custom:tenant', which authorizationAttributes says decides what a user may do, and the client would let users write it: ${reach}. Change that, leave the provider out of identityProviders, or take a group or a claim of PreTokenGeneration instead.`;
const BY_SDK = 'tokens of the SDK may write attributes (pass managedLoginOnly: true)';
const BY_SCOPE = 'its scopes have aws.cognito.signin.user.admin (leave it out)';
const BY_SIGN_UP = 'whoever signs up writes attributes (leave selfSignUpEnabled off)';

test('a provider may write what the app authorizes by, where users cannot', () => {
  expect(findingsWith(SAFE)).toEqual([]);
  const template = synth((stack) => {
    const auth = authIn(stack, TENANT);
    mapTenant(auth);
    auth.addClient('Web', web(SAFE));
  });
  expect(propertiesOf(template, 'AWS::Cognito::UserPoolClient').WriteAttributes).toContain('custom:tenant');
  expect(row02(template)).toEqual([]);
});

test.each<[string, Partial<WebClientOptions>, CognitoAuthProps, string]>([
  ['a client of the SDK', {}, {}, BY_SDK],
  ['a token that may change the user', { managedLoginOnly: true, scopes: [OPENID, COGNITO_ADMIN] }, {}, BY_SCOPE],
  ['an open pool', SAFE, { selfSignUpEnabled: true }, BY_SIGN_UP],
  [
    'all of it',
    { scopes: [OPENID, COGNITO_ADMIN] },
    { selfSignUpEnabled: true },
    `${BY_SDK}; ${BY_SCOPE}; ${BY_SIGN_UP}`,
  ],
])('refuses a provider that maps what the app authorizes by, with %s', (_, options, props, reach) => {
  expect(findingsWith(options, props)).toEqual([REFUSED(reach)]);
});

test('refuses flows that the escape hatch opened, too', () => {
  const findings = findingsOf((stack) => {
    const auth = authIn(stack, TENANT);
    mapTenant(auth);
    const client = auth.addClient('Web', web(SAFE)).node.defaultChild as cognito.CfnUserPoolClient;
    client.explicitAuthFlows = undefined;
  });
  expect(findings).toEqual([REFUSED(BY_SDK)]);
});

test('a client that does not offer the provider is as it was', () => {
  expect(findingsWith({ identityProviders: [] })).toEqual([]);
});

test('a client that is safe still has to say that the provider may write', () => {
  expect(findingsWith({ managedLoginOnly: true })).toEqual([
    "Stack/Auth/Web: writeAttributes lacks 'custom:tenant', which the provider Google maps, so that every sign-in with it would fail. Add it, or leave it out of attributeMapping.",
  ]);
});

test('nothing is opened that no provider of the client maps', () => {
  expect(findingsWith({ ...SAFE, identityProviders: [] })).toEqual([
    "Stack/Auth/Web: additionalWriteAttributes opens 'custom:tenant', which authorizationAttributes says decides what a user may do, and no provider of this client maps it. Leave it out; administrators and triggers can still write it.",
  ]);
});

describe('a client that was made beside addClient', () => {
  const AUTHORIZING: CognitoAuthProps = { ...TENANT, authorizationAttributes: ['custom:tenant', 'profile'] };
  const writing = (...names: string[]) => new cognito.ClientAttributes().withCustomAttributes(...names);
  const CLOSED: cognito.CfnUserPoolClientProps = {
    userPoolId: '',
    explicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
    allowedOAuthFlows: ['code'],
    allowedOAuthScopes: ['openid'],
    writeAttributes: ['custom:tenant'],
  };
  const refused = (name: string, path: string) =>
    `Stack/Auth: users may write '${name}', which authorizationAttributes says decides what a user may do, through the client ${path}. Leave it out of writeAttributes there (without a list, all standard attributes are in it), or make the client with addClient().`;
  const findingsBeside = (make: (auth: CognitoAuth) => void, props: CognitoAuthProps = {}) =>
    findingsOf((stack) => make(authIn(stack, { ...AUTHORIZING, ...props })));

  test('is held to what authorizes: on the L2', () => {
    const findings = findingsBeside(({ userPool }) =>
      userPool.addClient('Raw', { writeAttributes: writing('tenant') }),
    );
    expect(findings).toEqual([refused('custom:tenant', 'Stack/Auth/UserPool/Raw')]);
  });

  test.each([undefined, []])(
    'is held to what authorizes: with the list %j, which opens all standard attributes',
    (list) => {
      const findings = findingsBeside(({ userPool: { userPoolId }, userPool }) => {
        new cognito.CfnUserPoolClient(userPool.stack, 'Raw', { userPoolId, writeAttributes: list });
      });
      expect(findings).toEqual([refused('profile', 'Stack/Raw')]);
    },
  );

  test('is held to what authorizes: in another stack', () => {
    const findings = findingsBeside(({ userPool: { userPoolId, stack } }) => {
      const other = new Stack(stack.node.root, 'Other');
      new cognito.CfnUserPoolClient(other, 'Raw', { userPoolId, writeAttributes: ['custom:tenant'] });
    });
    expect(findings).toEqual([refused('custom:tenant', 'Other/Raw')]);
  });

  test('is held to what authorizes: where anybody may sign up', () => {
    const make = ({ userPool: { userPoolId, stack } }: CognitoAuth) =>
      void new cognito.CfnUserPoolClient(stack, 'Raw', { ...CLOSED, userPoolId });
    expect(findingsBeside(make)).toEqual([]);
    expect(findingsBeside(make, { selfSignUpEnabled: true })).toEqual([refused('custom:tenant', 'Stack/Raw')]);
  });

  test('may leave it out, know its list at deployment only, or be of another pool', () => {
    const findings = findingsBeside(({ userPool }) => {
      const { userPoolId, stack } = userPool;
      userPool.addClient('Raw', {
        writeAttributes: new cognito.ClientAttributes().withStandardAttributes({ email: true }),
      });
      const late = new CfnParameter(stack, 'List', { type: 'CommaDelimitedList' }).valueAsList;
      new cognito.CfnUserPoolClient(stack, 'Late', { userPoolId, writeAttributes: late });
      new cognito.UserPool(stack, 'Other').addClient('Raw');
    });
    expect(findings).toEqual([]);
  });
});

test.each([undefined, []])('a client whose list an escape hatch made %j opens all standard attributes', (list) => {
  const findings = findingsOf((stack) => {
    const auth = authIn(stack, { ...TENANT, authorizationAttributes: ['profile'] });
    const client = auth.addClient('Web', web({ managedLoginOnly: true }));
    (client.node.defaultChild as cognito.CfnUserPoolClient).writeAttributes = list;
  });
  expect(findings).toContain(
    "Stack/Auth/Web: writeAttributes names nothing, and so opens 'profile', which authorizationAttributes says decides what a user may do, and no provider of this client maps it. Name what users may write; administrators and triggers can still write it.",
  );
});
