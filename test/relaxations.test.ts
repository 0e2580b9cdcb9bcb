import { App, Duration, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { AppClient, CognitoAuthProps, SpaClientOptions } from 'cdk-cognito-auth';
import { authIn, CALLBACK } from './support/auth';

function warnings(props: CognitoAuthProps, client: Partial<SpaClientOptions>): string[] {
  const stack = new Stack(new App(), 'Stack');
  authIn(stack, props).addClient('Spa', AppClient.spa({ callbackUrls: [CALLBACK], ...client }));
  return Annotations.fromStack(stack)
    .findWarning('*', Match.anyValue())
    .map(({ id, entry }) => `${id}: ${String(entry.data)}`);
}

test('the defaults relax nothing', () => expect(warnings({}, {})).toEqual([]));

test.each<[string, CognitoAuthProps, string]>([
  ['shortPasswords', { passwordPolicy: { minLength: 8 } }, 'passwords of 8 characters'],
  ['fewCharacterClasses', { passwordPolicy: { requireSymbols: false } }, '(requireSymbols)'],
  ['longTemporaryPasswords', { passwordPolicy: { tempPasswordValidity: Duration.days(30) } }, 'for 30 days'],
  ['mfaOff', { mfa: cognito.Mfa.OFF }, 'a stolen password is enough'],
])('a pool that relaxes a default is warned of by name: %s', (id, props, sentence) => {
  const found = warnings(props, {});
  expect(found).toEqual([expect.stringContaining(`[ack: cdk-cognito-auth:${id}]`)]);
  expect(found[0]).toContain('/Stack/Auth/UserPool: ');
  expect(found[0]).toContain(sentence);
});

test.each<[string, Partial<SpaClientOptions>, string]>([
  ['longRefreshToken', { refreshTokenValidity: Duration.days(31) }, 'works for 31 days'],
  ['longToken', { accessTokenValidity: Duration.minutes(61) }, 'longer than 1 hour'],
  ['longToken', { idTokenValidity: Duration.hours(2) }, 'longer than 1 hour'],
  ['longGracePeriod', { refreshTokenRotationGracePeriod: Duration.seconds(11) }, 'for 11 seconds'],
  ['userAdminScope', { scopes: [cognito.OAuthScope.COGNITO_ADMIN] }, 'aws.cognito.signin.user.admin'],
])('a client that relaxes a default is warned of by name: %s', (id, client, sentence) => {
  const found = warnings({}, client);
  expect(found).toEqual([expect.stringContaining(`[ack: cdk-cognito-auth:${id}]`)]);
  expect(found[0]).toContain('/Stack/Auth/Spa: ');
  expect(found[0]).toContain(sentence);
});

test.each<[string, CognitoAuthProps, Partial<SpaClientOptions>]>([
  ['longer passwords', { passwordPolicy: { minLength: 20 } }, {}],
  ['MFA for everybody', { mfa: cognito.Mfa.REQUIRED }, {}],
  ['shorter tokens', {}, { accessTokenValidity: Duration.minutes(5), refreshTokenValidity: Duration.days(1) }],
])('what is stricter is no relaxation: %s', (_, props, client) => {
  expect(warnings(props, client)).toEqual([]);
});
