import { App, Stack, Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { AuthDomain, CognitoAuthProps, MessageTexts, MessageTextsOptions, SmsSender } from 'cdk-cognito-auth';
import { ses, warningsOf } from './factor-world';
import { authIn, newAuth } from '../support/auth';
import { propertiesOf, synth } from '../support/template';

const { LINK } = cognito.VerificationEmailStyle;
const poolWith = (props: CognitoAuthProps) =>
  propertiesOf(
    synth((stack) => void authIn(stack, props)),
    'AWS::Cognito::UserPool',
  );

test('own texts reach the pool', () => {
  const pool = poolWith({
    userVerification: { emailSubject: 'Hello', emailBody: 'Enter {####}', smsMessage: 'Code {####}' },
    userInvitation: { emailSubject: 'Come in', emailBody: '{username} {####}', smsMessage: '{username}: {####}' },
  });
  expect(pool.VerificationMessageTemplate).toEqual({
    DefaultEmailOption: 'CONFIRM_WITH_CODE',
    EmailSubject: 'Hello',
    EmailMessage: 'Enter {####}',
    SmsMessage: 'Code {####}',
  });
  expect(pool.AdminCreateUserConfig.InviteMessageTemplate).toEqual({
    EmailSubject: 'Come in',
    EmailMessage: '{username} {####}',
    SMSMessage: '{username}: {####}',
  });
});

test('addresses are verified by a link', () => {
  const { VerificationMessageTemplate } = poolWith({
    userVerification: { emailStyle: LINK, emailBody: 'Please {##click here##}.' },
  });
  expect(VerificationMessageTemplate).toMatchObject({
    DefaultEmailOption: 'CONFIRM_WITH_LINK',
    EmailMessageByLink: 'Please {##click here##}.',
  });
});

test.each<[CognitoAuthProps, string]>([
  [{ userVerification: { emailBody: 'Hello there' } }, 'userVerification.emailBody lacks the code. Write {####} where it belongs.'], // prettier-ignore
  [{ userVerification: { smsMessage: 'Hello there' } }, 'userVerification.smsMessage lacks the code. Write {####} where it belongs.'], // prettier-ignore
  [{ userVerification: { emailStyle: LINK, emailBody: 'Enter {####}' } }, 'userVerification.emailBody lacks the link. Write {##Verify Email##} where it belongs.'], // prettier-ignore
  [{ userInvitation: { emailBody: 'Your password: {####}' } }, 'userInvitation.emailBody lacks the user name. Write {username} where it belongs.'], // prettier-ignore
  [{ userInvitation: { emailBody: 'You are {username}' } }, 'userInvitation.emailBody lacks the temporary password. Write {####} where it belongs.'], // prettier-ignore
  [{ userInvitation: { smsMessage: 'You are {username}' } }, 'userInvitation.smsMessage lacks the temporary password. Write {####} where it belongs.'], // prettier-ignore
  [
    { userVerification: { emailSubject: '' } },
    'userVerification.emailSubject has 0 characters. Cognito takes 1 to 140.',
  ],
  [{ userInvitation: { emailSubject: 'a'.repeat(141) } }, 'userInvitation.emailSubject has 141 characters. Cognito takes 1 to 140.'], // prettier-ignore
  [{ userVerification: { emailBody: `{####}${'a'.repeat(20_000)}` } }, 'userVerification.emailBody has 20006 characters. Cognito takes 6 to 20,000.'], // prettier-ignore
  [{ userInvitation: { smsMessage: `{username} {####} ${'a'.repeat(140)}` } }, 'userInvitation.smsMessage has 158 characters. Cognito takes 6 to 140.'], // prettier-ignore
])('refuses a text that Cognito would refuse, or that helps nobody: %#', (props, sentence) => {
  expect(() => newAuth(props)).toThrow(`Stack/Auth: ${sentence}`);
});

test.each<CognitoAuthProps>([
  { userVerification: { emailBody: '{####}', emailSubject: 'a'.repeat(140) } },
  { userVerification: { emailBody: `{####}${'a'.repeat(19_994)}` } },
  { userInvitation: { smsMessage: `{username}{####}${'a'.repeat(124)}` } },
])('accepts a text of the greatest length: %#', (props) => {
  expect(() => newAuth(props)).not.toThrow();
});

test('asks nothing of a text that is not known yet', () => {
  expect(() => newAuth({ userInvitation: { emailBody: Token.asString({ Ref: 'Text' }) } })).not.toThrow();
});

describe('a link that leads nowhere', () => {
  const userVerification = { emailStyle: LINK };

  test('is warned of', () => {
    expect(warningsOf({ userVerification })).toEqual([
      expect.stringMatching(/^linkWithoutDomain: .* Add one with addDomain/),
    ]);
  });

  test('is none when a domain comes later', () => {
    const ids = warningsOf({ userVerification }, (auth) =>
      auth.addDomain('Domain', AuthDomain.prefix('notes-example')),
    );
    expect(ids.join()).not.toContain('linkWithoutDomain');
  });

  test('is none with a code', () => expect(warningsOf({ userVerification: {} })).toEqual([]));
});

const LANGUAGES: Record<string, (options?: MessageTextsOptions) => MessageTexts> = {
  english: MessageTexts.english,
  german: MessageTexts.german,
  french: MessageTexts.french,
  spanish: MessageTexts.spanish,
  italian: MessageTexts.italian,
  portuguese: MessageTexts.portuguese,
  dutch: MessageTexts.dutch,
  polish: MessageTexts.polish,
  japanese: MessageTexts.japanese,
};

describe.each(Object.entries(LANGUAGES))('texts in %s', (_name, inLanguage) => {
  const everything = (messageTexts: MessageTexts, emailStyle?: cognito.VerificationEmailStyle) =>
    poolWith({
      messageTexts,
      userVerification: { emailStyle },
      sms: SmsSender.sns(),
      email: ses(),
      mfaSecondFactor: { otp: true, sms: true, email: true },
      emailMfaWithEmailRecovery: true,
    });
  const textsOf = (pool: Record<string, any>): string[] => [
    ...Object.values<string>(pool.VerificationMessageTemplate),
    ...Object.values<string>(pool.AdminCreateUserConfig.InviteMessageTemplate),
    ...[pool.SmsAuthenticationMessage, pool.EmailAuthenticationMessage, pool.EmailAuthenticationSubject],
  ];

  test.each([undefined, LINK])('fit, with the longest name, by %s', (style) => {
    // what Cognito would refuse throws; what the props do not reach is measured here
    const pool = everything(inLanguage({ appName: 'a'.repeat(40) }), style);
    expect(pool.SmsAuthenticationMessage.length).toBeLessThanOrEqual(140);
    expect(pool.SmsVerificationMessage.length).toBeLessThanOrEqual(140);
    expect(pool.AdminCreateUserConfig.InviteMessageTemplate.SMSMessage.length).toBeLessThanOrEqual(140);
    expect(pool.EmailAuthenticationSubject.length).toBeLessThanOrEqual(140);
    for (const code of [pool.SmsAuthenticationMessage, pool.EmailAuthenticationMessage]) {
      expect(code).toContain('{####}');
    }
  });

  test('are what a user could have written', () => {
    for (const style of [undefined, LINK]) {
      const { VerificationMessageTemplate: template, AdminCreateUserConfig } = everything(inLanguage(), style);
      const invitation = AdminCreateUserConfig.InviteMessageTemplate;
      const own: CognitoAuthProps = {
        userVerification: {
          emailStyle: style,
          emailSubject: template.EmailSubject ?? template.EmailSubjectByLink,
          emailBody: template.EmailMessage ?? template.EmailMessageByLink,
          smsMessage: template.SmsMessage,
        },
        userInvitation: {
          emailSubject: invitation.EmailSubject,
          emailBody: invitation.EmailMessage,
          smsMessage: invitation.SMSMessage,
        },
      };
      expect(() => newAuth(own)).not.toThrow();
    }
  });

  test('say who writes', () => {
    const named = textsOf(everything(inLanguage({ appName: 'Notes' })));
    const plain = textsOf(everything(inLanguage()));
    expect(named.filter((text) => text.startsWith('Notes: '))).toHaveLength(6);
    expect(plain.join()).not.toContain('Notes');
  });
});

test('every language has texts of its own', () => {
  const bodies = Object.values(LANGUAGES).map(
    (inLanguage) => poolWith({ messageTexts: inLanguage() }).EmailVerificationMessage,
  );
  expect(new Set(bodies).size).toBe(bodies.length);
  expect(bodies[1]).toBe(
    'Ihr Bestätigungscode lautet {####}. Wenn Sie ihn nicht angefordert haben, ignorieren Sie diese Nachricht.',
  );
});

test('own texts go before those of the language', () => {
  const pool = poolWith({
    messageTexts: MessageTexts.german(),
    userVerification: { emailSubject: 'Willkommen' },
    userInvitation: { emailBody: '{username} {####}' },
    sms: SmsSender.sns(),
    mfaSecondFactor: { sms: true, otp: true },
    mfaMessage: 'Code: {####}',
  });
  expect(pool.VerificationMessageTemplate).toMatchObject({
    EmailSubject: 'Willkommen',
    SmsMessage: 'Ihr Bestätigungscode lautet {####}. Geben Sie ihn nicht weiter.',
  });
  expect(pool.AdminCreateUserConfig.InviteMessageTemplate).toMatchObject({
    EmailSubject: 'Ihr Konto',
    EmailMessage: '{username} {####}',
  });
  expect(pool.SmsAuthenticationMessage).toBe('Code: {####}');
});

test('texts for codes at sign-in are there only where such codes are sent', () => {
  const pool = poolWith({ messageTexts: MessageTexts.german() });
  expect(pool).not.toHaveProperty('SmsAuthenticationMessage');
  expect(pool).not.toHaveProperty('EmailAuthenticationMessage');
});

test.each(['', 'a'.repeat(41)])('refuses the name of an app that is none, or too long: %s', (appName) => {
  expect(() => MessageTexts.english({ appName })).toThrow(
    `MessageTexts: appName has ${appName.length} characters. Choose 1 to 40, so that an SMS has room for its code.`,
  );
});

test('the name of an app may be known later', () => {
  const stack = new Stack(new App(), 'Stack');
  const messageTexts = MessageTexts.english({ appName: Token.asString({ Ref: 'Name' }) });
  expect(() => authIn(stack, { messageTexts })).not.toThrow();
});

describe('the code of emailOtp, whose text Cognito keeps only beside the second factor', () => {
  const signInPolicy = { allowedFirstAuthFactors: { password: true, emailOtp: true } };
  const messageTexts = MessageTexts.german({ appName: 'Notes' });
  const inEnglish = (props: CognitoAuthProps) =>
    warningsOf({ signInPolicy, email: ses(), ...props }).filter((text) => text.startsWith('signInCodeInEnglish'));

  test('is told to come in English', () => {
    expect(inEnglish({ messageTexts })).toEqual([
      'signInCodeInEnglish: who signs in with emailOtp gets the code in words of Cognito, in English, and not in those of messageTexts: Cognito keeps such a text only where e-mail is a second factor, too. Add email to mfaSecondFactor, or acknowledge the warning.',
    ]);
  });

  test.each<[string, CognitoAuthProps]>([
    ['texts in English', { messageTexts: MessageTexts.english({ appName: 'Notes' }) }],
    ['no texts', {}],
    ['no code', { messageTexts, signInPolicy: undefined }],
    [
      'a text that is kept',
      {
        messageTexts,
        mfaSecondFactor: { otp: true, sms: false, email: true },
        accountRecovery: cognito.AccountRecovery.NONE,
      },
    ],
  ])('is no matter with %s', (_, props) => expect(inEnglish(props)).toEqual([]));
});
