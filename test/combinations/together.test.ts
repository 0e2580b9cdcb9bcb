import { Duration } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import {
  AppClient,
  CognitoAuth,
  CognitoAuthProps,
  LoginBranding,
  PasskeyFactor,
  SpaClientOptions,
  WebClientOptions,
} from 'cdk-cognito-auth';
import { customDomain, EMAIL, firstFactors, prefixDomain, SMS } from './inputs';
import { whatIsSaid } from './what-is-said';
import { authIn, CALLBACK, google } from '../support/auth';

const { OAuthScope } = cognito;
const READ = new cognito.ResourceServerScope({ scopeName: 'read', scopeDescription: 'Read' });
const attributes = (name: string) =>
  new cognito.ClientAttributes().withStandardAttributes({ email: true }).withCustomAttributes(name);
const l1 = (client: cognito.UserPoolClient) => client.node.defaultChild as cognito.CfnUserPoolClient;

function addWeb(auth: CognitoAuth, id: string, options: Partial<WebClientOptions>) {
  return auth.addClient(id, AppClient.web({ callbackUrls: [CALLBACK], ...options }));
}

function addSpa(auth: CognitoAuth, options: Partial<SpaClientOptions>) {
  return auth.addClient('Spa', AppClient.spa({ callbackUrls: [CALLBACK], ...options }));
}

/** What each of the faults is recognised by; every one of them is there, and no other. */
function expectRefusals(build: (auth: CognitoAuth) => void, props: CognitoAuthProps, marks: Record<string, string>) {
  const { refusals } = whatIsSaid((stack) => build(authIn(stack, props)));
  const found = Object.entries(marks).map(([id, mark]) => [id, refusals.filter((each) => each.includes(mark)).length]);
  expect(Object.fromEntries(found)).toEqual(Object.fromEntries(Object.keys(marks).map((id) => [id, 1])));
  expect(refusals).toHaveLength(Object.keys(marks).length);
}

describe('all findings of one synth appear at once', () => {
  test('on the LITE plan', () => {
    const props: CognitoAuthProps = {
      ...firstFactors({ emailOtp: true, passkey: true }),
      featurePlan: cognito.FeaturePlan.LITE,
      mfa: cognito.Mfa.REQUIRED,
      mfaSecondFactor: { ...EMAIL, ...SMS },
      accountRecovery: cognito.AccountRecovery.EMAIL_ONLY,
      passkeyFactor: PasskeyFactor.SINGLE_FACTOR,
      passkeyRelyingPartyId: 'example.org',
      standardThreatProtectionMode: cognito.StandardThreatProtectionMode.AUDIT_ONLY,
      branding: LoginBranding.managed({ theme: { primaryColor: '#005ea2' } }),
      customAttributes: { abcdefghijklmnopqrstu: new cognito.StringAttribute() },
    };
    const build = (auth: CognitoAuth) => {
      prefixDomain('my-aws-login')(auth);
      customDomain('login.example.com')(auth);
      auth.addResourceServer('Api', { identifier: 'api', scopes: [READ] });
      const scopes = [OAuthScope.custom('api/read')];
      l1(auth.addClient('Bare', AppClient.machine({ scopes }))).generateSecret = false;
      auth.addClient('Machine', AppClient.machine({ scopes: [...scopes, OAuthScope.OPENID] }));
      addSpa(auth, { callbackUrls: ['http://app.example.com'], refreshTokenRotation: true });
      addWeb(auth, 'Web', { readAttributes: attributes('team'), managedLoginOnly: true });
      addWeb(auth, 'Rotating', {
        refreshTokenRotation: false,
        refreshTokenRotationGracePeriod: Duration.seconds(5),
        writeAttributes: attributes('team'),
      });
      auth.userPool.addClient('Own', { authFlows: { userSrp: true } });
    };
    expectRefusals(build, props, {
      V1: 'one-time password as first factor (emailOtp)',
      V2: 'no passkey that counts as one factor',
      V4: 'e-mail is a second factor, and then Cognito recovers no password by e-mail',
      V5: 'Stack/Auth/Bare: the client credentials grant needs a client secret',
      V6: "Stack/Auth/Machine: scopes has 'openid', which is about a user",
      V7: 'threat protection needs featurePlan PLUS',
      V8: 'branding is of managed login, and the LITE plan has the classic hosted UI only',
      V9: "the domain prefix 'my-aws-login' contains the reserved word aws",
      V10: "Stack/Auth/Spa: callbackUrls has 'http://app.example.com'",
      'V11 to read': "Stack/Auth/Web: readAttributes names the attribute 'custom:team'",
      'V11 to write': "Stack/Auth/Rotating: writeAttributes names the attribute 'custom:team'",
      'V12 of a client': 'Stack/Auth/Web: managedLoginOnly closes USER_AUTH',
      'V12 of the L2': 'the client Stack/Auth/UserPool/Own lets nobody choose it',
      V13: "the custom attribute 'abcdefghijklmnopqrstu' has 21 characters",
      'V14 by SMS': 'SMS is a second factor, and the pool cannot send any',
      'V14 by e-mail': "e-mail is a second factor, which Cognito's own sender does not send",
      V15: "passkeyRelyingPartyId is 'example.org'",
      V16: 'refreshTokenRotationGracePeriod is for rotation, which refreshTokenRotation turns off',
      'V17 rotation': 'Stack/Auth/Spa: refreshTokenRotation needs the ESSENTIALS plan',
      'V17 grace period': 'Stack/Auth/Rotating: refreshTokenRotationGracePeriod needs the ESSENTIALS plan',
      'V17 factors': 'the LITE plan has passwords only (not emailOtp and passkey)',
      'V17 e-mail': 'the LITE plan has no e-mail as second factor',
    });
  });

  test('of the pool, a client, a provider and the domain', () => {
    const props: CognitoAuthProps = {
      ...firstFactors({ smsOtp: true }),
      mfaSecondFactor: SMS,
      accountRecovery: cognito.AccountRecovery.PHONE_WITHOUT_MFA_AND_EMAIL,
      standardAttributes: { birthdate: { required: true } },
    };
    const build = (auth: CognitoAuth) => {
      addSpa(auth, { scopes: [OAuthScope.custom('nowhere/read')] });
      auth.addIdentityProvider('Google', google());
    };
    expectRefusals(build, props, {
      V3: 'SMS is a second factor, and then Cognito recovers no password by phone',
      'V14 to sign in': 'smsOtp is a first factor, and the pool cannot send SMS',
      'V14 to confirm': 'SMS is a second factor, and the pool cannot send any',
      'recovery without a sender': 'forgotten passwords are recovered by phone',
      scopes: "no resource server 'nowhere'",
      mapping: "the provider Google does not map 'birthdate'",
    });
  });
});
