import { App, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { CognitoAuth, CognitoAuthProps } from 'cdk-cognito-auth';
import { authIn } from '../support/auth';
import { findingsOf, templateOf } from '../support/template';

const choice: CognitoAuthProps = {
  signInPolicy: { allowedFirstAuthFactors: { password: true, emailOtp: true, passkey: true } },
  passkeyRelyingPartyId: 'example.com',
};
const withClient = (props: CognitoAuthProps, options?: cognito.UserPoolClientOptions) => (stack: Stack) =>
  void authIn(stack, props).userPool.addClient('Own', options);

const SENTENCE =
  'Stack/Auth: the pool allows emailOtp and passkey, and the client Stack/Auth/UserPool/Own lets nobody choose it, because its flows lack ALLOW_USER_AUTH. Give it authFlows: { user: true }.';
const code = { flows: { authorizationCodeGrant: true }, callbackUrls: ['https://app.example.com'] };

describe('V12: a client made on the L2 that offers no choice', () => {
  test.each<[string, cognito.UserPoolClientOptions | undefined]>([
    ['with flows of its own', { authFlows: { userSrp: true } }],
    ['with managed login', { oAuth: code, authFlows: { adminUserPassword: true } }],
    ["with Cognito's flows", undefined],
    ["with Cognito's flows and without managed login", { disableOAuth: true }],
    ['with a password flow', { disableOAuth: true, authFlows: { userPassword: true } }],
  ])('is refused %s', (_, options) => expect(findingsOf(withClient(choice, options))).toEqual([SENTENCE]));

  test('is refused in another stack, too', () => {
    const app = new App();
    const auth = authIn(new Stack(app, 'Stack'), choice);
    const other = new Stack(app, 'Other');
    new cognito.UserPoolClient(other, 'Own', { userPool: auth.userPool });
    expect(() => templateOf(other)).toThrow('the client Other/Own lets nobody choose it');
  });

  test.each<[string, CognitoAuthProps, cognito.UserPoolClientOptions]>([
    ['it offers the choice', choice, { authFlows: { user: true } }],
    ['it signs in machines', choice, { oAuth: { flows: { clientCredentials: true } }, generateSecret: true }],
    ['it belongs to a back end', choice, { disableOAuth: true, authFlows: { adminUserPassword: true } }],
    [
      'it is for the users of providers',
      choice,
      { oAuth: code, supportedIdentityProviders: [cognito.UserPoolClientIdentityProvider.GOOGLE] },
    ],
    ['the pool has passwords only', {}, { authFlows: { userSrp: true } }],
  ])('is left alone when %s', (_, props, options) => expect(findingsOf(withClient(props, options))).toEqual([]));

  test('is left alone in another pool', () => {
    const findings = findingsOf((stack) => {
      authIn(stack, choice);
      const other = new CognitoAuth(stack, 'Other');
      other.userPool.addClient('Own');
      new cognito.UserPoolClient(stack, 'Imported', {
        userPool: cognito.UserPool.fromUserPoolId(stack, 'Pool', 'eu-west-1_abcdefghi'),
      });
    });
    expect(findings).toEqual([]);
  });
});
