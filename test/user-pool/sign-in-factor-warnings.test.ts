import * as cognito from 'aws-cdk-lib/aws-cognito';
import { AppClient, AuthDomain, CognitoAuth, CognitoAuthProps, LoginBranding } from 'cdk-cognito-auth';
import { noChange, prefixDomain, resourceOf, ses, smsOn, warningsOf } from './factor-world';
import { CALLBACK, google, spa } from '../support/auth';

type Change = (auth: CognitoAuth) => void;
const first = (factors: Partial<cognito.AllowedFirstAuthFactors>): CognitoAuthProps => ({
  signInPolicy: { allowedFirstAuthFactors: { password: true, ...factors } },
});
const legacyRecovery: Change = (auth) => {
  smsOn(auth);
  resourceOf(auth).accountRecoverySetting = undefined;
};

const MESSAGES_ONLY =
  'mfaWithoutTotp: second factors are messages only: phone numbers are ported away, mailboxes are read, and CloudFormation has failed to create pools with e-mail alone. Add otp to mfaSecondFactor, or acknowledge the warning.';
const EMAIL_FOR_BOTH =
  'emailMfaWithEmailRecovery: users whose second factor is e-mail cannot recover a forgotten password themselves. Choose another accountRecovery, or acknowledge the warning.';

test.each<[string, CognitoAuthProps, Change, string[]]>([
  ['SMS alone', { mfaSecondFactor: { sms: true, otp: false } }, smsOn, [MESSAGES_ONLY]],
  [
    'a one-time password by SMS',
    first({ smsOtp: true }),
    smsOn,
    [
      'signInBySms: whoever takes over a phone number signs in with it alone. Prefer emailOtp or passkey, or acknowledge the warning.',
    ],
  ],
  [
    'a phone that recovers what it protects',
    { mfaSecondFactor: { sms: true, otp: true } },
    legacyRecovery,
    [
      'smsMfaWithPhoneRecovery: the phone that gets the second factor also recovers the password, so that whoever holds it has the account. Make accountRecovery EMAIL_ONLY, or acknowledge the warning.',
    ],
  ],
  [
    'V4, said on purpose',
    { mfaSecondFactor: { sms: false, otp: true, email: true }, email: ses(), emailMfaWithEmailRecovery: true },
    noChange,
    [EMAIL_FOR_BOTH],
  ],
  [
    "one-time passwords with Cognito's own sender",
    first({ emailOtp: true }),
    noChange,
    [
      "emailOtpWithoutSes: Cognito's own sender sends 50 e-mails a day, and then nobody can sign in with emailOtp. Pass email: UserPoolEmail.withSES({ … }), or acknowledge the warning.",
    ],
  ],
  [
    'pages that ask for passwords only',
    {
      ...first({ emailOtp: true }),
      email: ses(),
      branding: LoginBranding.classic({ css: '.submitButton-customizable { background-color: navy; }' }),
    },
    prefixDomain('notes-example'),
    [
      'choiceWithoutManagedLogin: the classic hosted UI asks for passwords only, and not for emailOtp; only an app that asks for it itself can. Use managed login, or acknowledge the warning.',
    ],
  ],
])('warns of %s', (_, props, change, warnings) => expect(warningsOf(props, change)).toEqual(warnings));

test.each<[string, CognitoAuthProps, Change]>([
  ['SMS beside TOTP', { mfaSecondFactor: { sms: true, otp: true } }, smsOn],
  ['TOTP', { mfaSecondFactor: { sms: false, otp: true } }, noChange],
  ['one-time passwords through SES', { ...first({ emailOtp: true }), email: ses() }, noChange],
  ['a pool that can send SMS and does not sign in with it', {}, legacyRecovery],
  ['pages that offer the choice', { ...first({ emailOtp: true }), email: ses() }, prefixDomain('notes-example')],
  [
    'classic pages for passwords',
    { branding: LoginBranding.classic({ css: '.submitButton-customizable { background-color: navy; }' }) },
    prefixDomain('notes-example'),
  ],
  ['an acknowledgement that nothing needs', { emailMfaWithEmailRecovery: true }, noChange],
])('does not warn of %s', (_, props, change) => expect(warningsOf(props, change)).toEqual([]));

describe('a second factor that Cognito asks of nobody', () => {
  const REQUIRED = { mfa: cognito.Mfa.REQUIRED };
  const staff: Change = (auth) => {
    auth.addDomain('Domain', AuthDomain.prefix('notes-example'));
    auth.addIdentityProvider('Google', google());
    auth.addClient('Staff', AppClient.web({ callbackUrls: [CALLBACK], poolUsers: false }));
  };
  const alsoMachines: Change = (auth) => {
    staff(auth);
    const read = new cognito.ResourceServerScope({ scopeName: 'read', scopeDescription: 'Read' });
    const api = auth.addResourceServer('Api', { identifier: 'api', scopes: [read] });
    auth.addClient('Job', AppClient.machine({ scopes: [cognito.OAuthScope.resourceServer(api, read)] }));
  };
  const alsoPoolUsers: Change = (auth) => {
    staff(auth);
    auth.addClient('Spa', spa());
  };
  const onTheL2: Change = (auth) => void auth.userPool.addClient('Own');

  test.each([
    ['for users of providers alone', staff],
    ['beside machines, too', alsoMachines],
  ])('is warned of %s', (_, change) => {
    expect(warningsOf(REQUIRED, change)).toContain(
      'mfaForNobody: mfa is REQUIRED, and no client lets users of the pool in: Cognito asks nobody for a second factor who signs in with an identity provider. Demand it at the provider, and acknowledge the warning.',
    );
  });

  test.each<[string, CognitoAuthProps, Change]>([
    ['users of the pool come in somewhere', REQUIRED, alsoPoolUsers],
    ['a client of the L2 says nothing', REQUIRED, onTheL2],
    ['there is no client yet', REQUIRED, noChange],
    ['nobody demands it', {}, staff],
  ])('is none where %s', (_, props, change) => {
    expect(warningsOf(props, change).join()).not.toContain('mfaForNobody');
  });
});
