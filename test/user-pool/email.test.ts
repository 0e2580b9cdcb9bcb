import { App, Stack, Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { authIn, newAuth } from '../support/auth';
import { propertiesOf, templateOf } from '../support/template';

const withSes = (options: Partial<cognito.UserPoolSESOptions>) =>
  cognito.UserPoolEmail.withSES({ fromEmail: 'no-reply@example.com', ...options });

function configurationOf(email: cognito.UserPoolEmail, region?: string) {
  const stack = new Stack(new App(), 'Stack', { env: { region } });
  authIn(stack, { email });
  return propertiesOf(templateOf(stack), 'AWS::Cognito::UserPool').EmailConfiguration;
}

const arnIn = (region: string | object) => ({
  'Fn::Join': [
    '',
    typeof region === 'string'
      ? [
          'arn:',
          { Ref: 'AWS::Partition' },
          `:ses:${region}:`,
          { Ref: 'AWS::AccountId' },
          ':identity/no-reply@example.com',
        ]
      : [
          'arn:',
          { Ref: 'AWS::Partition' },
          ':ses:',
          region,
          ':',
          { Ref: 'AWS::AccountId' },
          ':identity/no-reply@example.com',
        ],
  ],
});

test.each<[string, string | undefined, string | undefined, string | object]>([
  ['of the stack', 'eu-west-1', undefined, 'eu-west-1'],
  ['of a stack that knows none yet', undefined, undefined, { Ref: 'AWS::Region' }],
  ['that was chosen', 'eu-central-1', 'eu-west-1', 'eu-west-1'],
  ['that was chosen, in a stack that knows none yet', undefined, 'eu-west-1', 'eu-west-1'],
])('SES is that of the Region %s', (_, region, sesRegion, expected) => {
  expect(configurationOf(withSes({ sesRegion }), region)).toEqual({
    EmailSendingAccount: 'DEVELOPER',
    From: 'no-reply@example.com',
    SourceArn: arnIn(expected),
  });
});

test('the rest of the options reaches the pool, also where the Region was inferred', () => {
  const email = withSes({ fromName: 'Notes', replyTo: 'help@example.com', configurationSetName: 'sign-in' });
  expect(configurationOf(email)).toMatchObject({
    From: 'Notes <no-reply@example.com>',
    ReplyToEmailAddress: 'help@example.com',
    ConfigurationSet: 'sign-in',
  });
});

test('Cognito sends itself, to be answered elsewhere', () => {
  expect(configurationOf(cognito.UserPoolEmail.withCognito('help@example.com'))).toEqual({
    EmailSendingAccount: 'COGNITO_DEFAULT',
    ReplyToEmailAddress: 'help@example.com',
  });
});

test.each<[Partial<cognito.UserPoolSESOptions>, string]>([
  [
    { fromEmail: 'Notes <no-reply@example.com>' },
    "email: fromEmail is 'Notes <no-reply@example.com>', which is no e-mail address. Write one, such as no-reply@example.com; the name goes into fromName.",
  ],
  [
    { fromEmail: 'example.com' },
    "email: fromEmail is 'example.com', which is no e-mail address. Write one, such as no-reply@example.com; the name goes into fromName.",
  ],
  [
    { replyTo: 'help' },
    "email: replyTo is 'help', which is no e-mail address. Write one, such as no-reply@example.com; the name goes into fromName.",
  ],
  [
    { sesVerifiedDomain: 'acme.example' },
    "email: fromEmail is 'no-reply@example.com', which is not in sesVerifiedDomain 'acme.example'. Send from an address of the domain.",
  ],
])('refuses a sender that SES would refuse: %#', (options, sentence) => {
  expect(() => newAuth({ email: withSes(options) })).toThrow(`Stack/Auth: ${sentence}`);
});

test('accepts an address of the verified domain, and one that is known later', () => {
  expect(() => newAuth({ email: withSes({ sesVerifiedDomain: 'example.com' }) })).not.toThrow();
  const fromEmail = Token.asString({ Ref: 'From' });
  expect(() => newAuth({ email: withSes({ fromEmail, sesRegion: 'eu-west-1' }) })).not.toThrow();
});
