import { App, Stack } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { AuthDomain, CognitoAuth, CognitoAuthProps, LoginBranding } from 'cdk-cognito-auth';
import { withPages } from './pages';
import { ManagedLogin } from '../../src/domain/private/managed-login';
import { Pool } from '../../src/user-pool/pool';
import { authIn, CALLBACK, spa } from '../support/auth';
import { faultsAround, allOf, propertiesOf, synth } from '../support/template';

const custom = (stack: Stack, domainName = 'login.example.com') => {
  const arn = 'arn:aws:acm:us-east-1:111122223333:certificate/12345678-1234-1234-1234-123456789012';
  const id = `Certificate-${domainName}`;
  return AuthDomain.custom({ domainName, certificate: acm.Certificate.fromCertificateArn(stack, id, arn) });
};
const prefix = () => AuthDomain.prefix('notes-example');

describe('a pool may have one domain of each kind', () => {
  const both = (order: 'custom first' | 'prefix first') =>
    synth((stack) => {
      const auth = authIn(stack);
      auth.addClient('Spa', spa());
      const [first, second] = order === 'custom first' ? ['Own', 'Cognito'] : ['Cognito', 'Own'];
      for (const id of [first, second]) auth.addDomain(id, id === 'Own' ? custom(stack) : prefix());
    });

  test('and each client is branded once', () => {
    const template = both('custom first');
    const names = allOf(template, 'AWS::Cognito::UserPoolDomain').map(([, { Properties }]) => Properties.Domain);
    expect(names.sort()).toEqual(['login.example.com', 'notes-example']);
    expect(allOf(template, 'AWS::Cognito::ManagedLoginBranding')).toHaveLength(1);
  });

  test('in any order', () => {
    expect(both('prefix first')).toEqual(both('custom first'));
  });

  test('but not two of your own', () => {
    const stack = new Stack(new App(), 'Stack');
    const auth = authIn(stack);
    auth.addDomain('Own', custom(stack));
    expect(() => auth.addDomain('Second', custom(stack, 'id.example.com'))).toThrow(
      'Stack/Auth/Second: the user pool has a custom domain already (Stack/Auth/Own). Cognito allows one of each kind: leave one out.',
    );
  });
});

test.each<[string, (stack: Stack) => AuthDomain, (suffix: any) => unknown]>([
  ['of Cognito', prefix, (id) => ['https://', { Ref: id }, '.auth.', { Ref: 'AWS::Region' }, '.amazoncognito.com']],
  ['of your own', custom, (id) => ['https://', { Ref: id }]],
])('a domain %s knows the addresses of its pages', (_, kind, expected) => {
  const stack = new Stack(new App(), 'Stack');
  const auth = authIn(stack);
  const client = auth.addClient('Spa', spa());
  const domain = auth.addDomain('Domain', kind(stack));
  const id = stack.getLogicalId(domain.node.defaultChild as cognito.CfnUserPoolDomain);
  expect(stack.resolve(domain.baseUrl())).toEqual({ 'Fn::Join': ['', expected(id)] });
  const signIn = JSON.stringify(stack.resolve(domain.signInUrl(client, { redirectUri: CALLBACK })));
  expect(signIn).toContain('response_type=code');
});

test('says the names of its domains to the pool', () => {
  const stack = new Stack(new App(), 'Stack');
  const pool = new Pool(stack, {});
  const login = new ManagedLogin(stack, pool, {});
  expect([pool.loginDomainName, pool.loginDomainPrefix]).toEqual([undefined, undefined]);
  login.addDomain('Own', custom(stack));
  login.addDomain('Cognito', prefix());
  expect([pool.loginDomainName, pool.loginDomainPrefix]).toEqual(['login.example.com', 'notes-example']);
});

describe('clients without pages', () => {
  const clientWith = (oAuth?: cognito.OAuthSettings) => {
    const stack = new Stack(new App(), 'Stack');
    const pool = new Pool(stack, {});
    const login = new ManagedLogin(stack, pool, {});
    login.addDomain('Domain', prefix());
    const { userPool } = pool;
    const client = new cognito.UserPoolClient(stack, 'Client', {
      userPool,
      oAuth,
      disableOAuth: !oAuth,
      generateSecret: true,
    });
    login.addClient(client);
    return client.node.tryFindChild('Branding') !== undefined;
  };
  const scopes = [cognito.OAuthScope.custom('notes/read')];

  test.each<[string, cognito.OAuthSettings | undefined, boolean]>([
    ['a machine has none', { flows: { clientCredentials: true }, scopes }, false],
    ['a client without OAuth has none', undefined, false],
    ['an app has some', { flows: { authorizationCodeGrant: true }, callbackUrls: [CALLBACK] }, true],
    ['an app of the old kind has some', { flows: { implicitCodeGrant: true }, callbackUrls: [CALLBACK] }, true],
  ])('%s', (_, oAuth, expected) => {
    expect(clientWith(oAuth)).toBe(expected);
  });
});

describe('V8: the LITE plan has no managed login', () => {
  test.each<[string, CognitoAuthProps, string]>([
    [
      'branding of managed login',
      { branding: LoginBranding.managed({ theme: { primaryColor: '#005ea2' } }) },
      'Stack/Auth: branding is of managed login, and the LITE plan has the classic hosted UI only. Choose another featurePlan, or LoginBranding.classic().',
    ],
    [
      'terms',
      { terms: { termsOfUse: 'https://example.com/terms', privacyPolicy: 'https://example.com/privacy' } },
      'Stack/Auth: terms is given, and the classic hosted UI shows none. Leave it out, or use managed login (not with the LITE plan).',
    ],
  ])('so it refuses %s', (_, props, sentence) => {
    const stack = new Stack(new App(), 'Stack');
    expect(faultsAround(new CognitoAuth(stack, 'Auth', { featurePlan: cognito.FeaturePlan.LITE, ...props }))).toEqual([
      sentence,
    ]);
  });

  test.each([cognito.FeaturePlan.ESSENTIALS, cognito.FeaturePlan.PLUS])('and the %s plan has', (featurePlan) => {
    const branding = LoginBranding.managed({ theme: { primaryColor: '#005ea2' } });
    expect(propertiesOf(withPages({ featurePlan, branding }), 'AWS::Cognito::UserPoolDomain')).toMatchObject({
      ManagedLoginVersion: 2,
    });
  });
});
