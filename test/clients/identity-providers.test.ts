import { AppClient, CognitoAuth, SpaClientOptions } from 'cdk-cognito-auth';
import { machine, orders } from './kinds';
import { authIn, CALLBACK, google, newAuth } from '../support/auth';
import { findingsOf, only, synth } from '../support/template';

const spa = (options: Partial<SpaClientOptions>) => AppClient.spa({ callbackUrls: [CALLBACK], ...options });
const clientIn = (build: (auth: CognitoAuth) => void) =>
  only(
    synth((stack) => build(authIn(stack))),
    'AWS::Cognito::UserPoolClient',
  );

test('a client offers the providers that it names, and waits for these alone', () => {
  const { Properties, DependsOn } = clientIn((auth) => {
    const provider = auth.addIdentityProvider('Google', google());
    auth.addClient('Spa', spa({ identityProviders: [provider] }));
  });
  expect(Properties.SupportedIdentityProviders).toEqual(['COGNITO', 'Google']);
  expect(DependsOn).toEqual([expect.stringMatching(/^AuthGoogle/)]);
});

test.each([
  ['before', (auth: CognitoAuth) => [() => auth.addIdentityProvider('Google', google()), () => {}]],
  ['after', (auth: CognitoAuth) => [() => {}, () => auth.addIdentityProvider('Google', google())]],
])('a client that names none waits for none, added %s', (_, order) => {
  const { Properties, DependsOn } = clientIn((auth) => {
    const [before, after] = order(auth);
    before();
    auth.addClient('Spa', spa({ identityProviders: [] }));
    after();
  });
  expect(Properties.SupportedIdentityProviders).toEqual(['COGNITO']);
  expect(DependsOn).toBeUndefined();
});

test('a client may be for users of providers alone, whenever these are added', () => {
  const { Properties } = clientIn((auth) => {
    auth.addClient('Spa', spa({ poolUsers: false }));
    auth.addIdentityProvider('Google', google());
  });
  expect(Properties.SupportedIdentityProviders).toEqual(['Google']);
  expect(Properties.ExplicitAuthFlows).toEqual(['ALLOW_REFRESH_TOKEN_AUTH']);
});

test('a machine waits for no provider', () => {
  const { DependsOn } = clientIn((auth) => {
    orders(auth);
    auth.addIdentityProvider('Google', google());
    auth.addClient('Job', machine());
  });
  expect(DependsOn).toEqual([expect.stringMatching(/^AuthOrders/)]);
});

test.each<[string, Partial<SpaClientOptions>, boolean]>([
  ['there is none', { poolUsers: false }, false],
  ['it offers none', { poolUsers: false, identityProviders: [] }, true],
])(
  'refuses a client through which nobody can sign in: no users of the pool, and of providers %s',
  (_, options, has) => {
    const findings = findingsOf((stack) => {
      const auth = authIn(stack);
      if (has) auth.addIdentityProvider('Google', google());
      auth.addClient('Spa', spa(options));
    });
    expect(findings).toEqual([
      'Stack/Auth/Spa: nobody can sign in: poolUsers is false, and the client offers no identity provider. Add one, or let users in.',
    ]);
  },
);

test('refuses a provider of another pool', () => {
  const foreign = newAuth().addIdentityProvider('Google', google());
  const findings = findingsOf((stack) => {
    authIn(stack).addClient('Spa', spa({ identityProviders: [foreign] }));
  });
  expect(findings).toEqual([
    'Stack/Auth/Spa: identityProviders has Stack/Auth/Google, which is a provider of another user pool. Leave it out.',
  ]);
});

test('a choice of first factors is nothing to a client for users of providers alone', () => {
  const findings = findingsOf((stack) => {
    const auth = authIn(stack, { signInPolicy: { allowedFirstAuthFactors: { password: true, emailOtp: true } } });
    auth.addIdentityProvider('Google', google());
    auth.addClient('Spa', spa({ poolUsers: false }));
  });
  expect(findings.filter((finding) => finding.includes('ALLOW_USER_AUTH'))).toEqual([]);
});
