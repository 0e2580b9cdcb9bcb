import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as events from 'aws-cdk-lib/aws-events';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import {
  CognitoAuthProps,
  CustomEmailSender,
  CustomMessage,
  CustomSmsSender,
  MessageOccasion,
  SmsSender,
  TriggerHandler,
} from 'cdk-cognito-auth';
import { authIn, functionIn, newAuth } from '../support/auth';
import { allOf, findingsOf, named, TemplateJson } from '../support/template';
import { type Build, deployedFunction, stepsOf, withTriggers } from '../support/triggers';

const ses = () => CustomEmailSender.ses({ fromEmail: 'no-reply@example.com' });
const sns = () => CustomSmsSender.sns({ countries: ['DE'] });
const TEXTING = { sms: SmsSender.sns() };
const both: Build = (auth) => {
  auth.addTrigger(ses());
  auth.addTrigger(sns());
};
const SOURCES = Object.values(MessageOccasion).sort();

/** Statements of the policies whose logical id begins so. */
const statementsOf = (template: TemplateJson, start: string): any[] =>
  allOf(template, 'AWS::IAM::Policy').flatMap(([id, { Properties }]) =>
    id.startsWith(start) ? Properties.PolicyDocument.Statement : [],
  );
const warningsOf = (stack: Stack) =>
  Annotations.fromStack(stack)
    .findWarning('*', Match.anyValue())
    .map(({ entry }) => `${entry.data}`);

describe('the pool', () => {
  test('names the functions and, in the same template, the key', () => {
    const { LambdaConfig } = named(withTriggers(both, TEXTING), 'AuthUserPool').Properties;
    const sender = (name: string) => ({
      LambdaArn: { 'Fn::GetAtt': [expect.stringMatching(new RegExp(`^Auth${name}Function`)), 'Arn'] },
      LambdaVersion: 'V1_0',
    });
    expect(LambdaConfig).toEqual({
      CustomEmailSender: sender('CustomEmailSender'),
      CustomSMSSender: sender('CustomSMSSender'),
      KMSKeyID: { 'Fn::GetAtt': [expect.stringMatching(/^AuthCustomSenderKey/), 'Arn'] },
    });
  });

  test.each(['AuthSentMessages', 'AuthCustomSenderKey'])('keeps %s as long as itself', (start) => {
    expect(named(withTriggers(both, TEXTING), start)).toMatchObject({ DeletionPolicy: 'Retain' });
  });

  test('is the same whichever sender was added first', () => {
    const reversed: Build = (auth) => {
      auth.addTrigger(sns());
      auth.addTrigger(ses());
    };
    expect(withTriggers(reversed, TEXTING)).toEqual(withTriggers(both, TEXTING));
  });

  test('has one sender of each kind', () => {
    const auth = newAuth();
    auth.addTrigger(ses());
    expect(() => auth.addTrigger(CustomEmailSender.eventBridge())).toThrow(
      'Stack/Auth: CustomEmailSender.ses cannot have CustomEmailSender.eventBridge beside it. Leave one of the two out.',
    );
  });
});

describe('through Amazon SES', () => {
  test('the function knows the key, the table and the sender', () => {
    const [step, ...others] = stepsOf(
      withTriggers((auth) => auth.addTrigger(ses())),
      'CustomEmailSender',
    );
    expect(others).toEqual([]);
    expect(step).toEqual({
      step: 'sendEmail',
      key: 'no-reply@example.com',
      sources: SOURCES.map((occasion) => `CustomEmailSender_${occasion}`),
      config: {
        keyArn: '<token>',
        table: '<token>',
        leaseSeconds: 10,
        keptSeconds: 86_400,
        nameAttribute: 'email',
        from: 'no-reply@example.com',
        messages: { file: 'custom-email-sender.json' },
      },
    });
  });

  test('all options travel', () => {
    const options = {
      fromEmail: 'no-reply@mail.example.com',
      fromName: 'Notes',
      replyTo: 'help@example.com',
      sesIdentity: 'example.com',
      sesRegion: 'us-east-1',
      configurationSet: 'mail',
    };
    const template = withTriggers((auth) => auth.addTrigger(CustomEmailSender.ses(options)));
    expect(stepsOf(template, 'CustomEmailSender')[0].config).toMatchObject({
      from: '"Notes" <no-reply@mail.example.com>',
      replyTo: 'help@example.com',
      region: 'us-east-1',
      configurationSet: 'mail',
    });
  });

  test('the function may send as this sender alone', () => {
    const occasions = [MessageOccasion.SIGN_UP];
    const sesTemplates = [
      { occasions, templateName: 'welcome' },
      { occasions, locale: 'de', templateName: 'willkommen' },
    ];
    const from = 'no-reply@example.com';
    const build: Build = (auth) =>
      auth.addTrigger(CustomEmailSender.ses({ fromEmail: from, configurationSet: 'mail', sesTemplates }));
    const mine = statementsOf(withTriggers(build), 'AuthCustomEmailSenderRole').filter(({ Action }) => /ses:/.test(`${Action}`)); // prettier-ignore
    expect(mine).toEqual([
      {
        Effect: 'Allow',
        Action: ['ses:SendEmail', 'ses:SendTemplatedEmail'],
        Condition: { StringEquals: { 'ses:FromAddress': from } },
        Resource: ['identity/example.com', 'configuration-set/mail', 'template/welcome', 'template/willkommen'].map((name) => ({
          'Fn::Join': ['', expect.arrayContaining([`:${name}`])],
        })),
      },
    ]);
  }); // prettier-ignore

  test('codes are decrypted beside the function, for this pool alone', () => {
    const template = withTriggers((auth) => auth.addTrigger(ses()));
    expect(statementsOf(template, 'AuthCustomEmailSenderBeside')).toEqual([
      {
        Effect: 'Allow',
        Action: 'kms:Decrypt',
        Resource: { 'Fn::GetAtt': [expect.stringMatching(/^AuthCustomSenderKey/), 'Arn'] },
        Condition: { StringEquals: { 'kms:EncryptionContext:userpool-id': { Ref: expect.stringMatching(/^AuthUserPool/) } } },
      },
    ]);
    expect(JSON.stringify(statementsOf(template, 'AuthCustomEmailSenderRole'))).not.toContain('kms:');
  }); // prettier-ignore

  test('the code of the function has its clients, and no others', () => {
    const { names } = deployedFunction('CustomEmailSender', (auth) => auth.addTrigger(ses()));
    const clients = ['decrypt.js', 'dynamodb.js', 'ses.js'];
    expect(names).toEqual(['custom-email-sender.json', ...clients, 'index.js', 'sendEmail.js'].sort());
  });
});

describe('through Amazon SNS', () => {
  test('the function knows what to say, and to whom not', () => {
    const more = { region: 'us-east-1', senderId: 'Acme', originationNumber: '+12065550100', maxPriceUsd: 0.25 };
    const build: Build = (auth) => auth.addTrigger(CustomSmsSender.sns({ countries: ['DE'], ...more }));
    const { names, read, steps } = deployedFunction('CustomSMSSender', build, TEXTING);
    const clients = ['decrypt.js', 'dynamodb.js', 'sns.js'];
    const contents = ['custom-sms-sender.json', 'phone-numbers.json'];
    expect(names).toEqual([...contents, ...clients, 'index.js', 'sendSms.js'].sort());
    expect(steps[0].config).toMatchObject({
      region: 'us-east-1',
      senderId: 'Acme',
      originationNumber: '+12065550100',
      maxPrice: '0.25',
    });
    expect(JSON.parse(read('phone-numbers.json'))).toEqual({
      allowed: ['49'],
      refused: ['4913', '4918', '49700', '49900'],
    });
    expect(JSON.parse(read('custom-sms-sender.json')).CustomSMSSender_Authentication).toEqual({
      '': 'Your sign-in code is {####}. Share it with nobody.',
    });
  });

  test('the function may publish to no topic', () => {
    const template = withTriggers((auth) => auth.addTrigger(sns()), TEXTING);
    const mine = statementsOf(template, 'AuthCustomSMSSenderRole').filter(({ Action }) => Action === 'sns:Publish');
    const NotResource = { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':sns:*:*:*']] };
    expect(mine).toEqual([{ Effect: 'Allow', Action: 'sns:Publish', NotResource }]);
  });

  test('both senders share the key and the table', () => {
    const template = withTriggers(both, TEXTING);
    expect(allOf(template, 'AWS::KMS::Key')).toHaveLength(1);
    expect(allOf(template, 'AWS::DynamoDB::Table')).toHaveLength(1);
  });
});

test.each<[cognito.SignInAliases, unknown, unknown]>([
  [{ email: true }, 'email', 'email'],
  [{ phone: true }, 'phone_number', 'phone_number'],
  [{ email: true, phone: true }, 'email', 'phone_number'],
  [{ username: true, email: true }, undefined, undefined],
])('people who sign in with %j are told their name: %s, %s', (signInAliases, inMails, inSms) => {
  const standardAttributes = { email: { required: true } };
  const template = withTriggers(both, { ...TEXTING, signInAliases, standardAttributes });
  const told = ['CustomEmailSender', 'CustomSMSSender'].map(
    (name) => stepsOf(template, name)[0].config.nameAttribute as unknown,
  );
  expect(told).toEqual([inMails, inSms]);
});

describe('by EventBridge', () => {
  test.each([
    ['CustomEmailSender', () => CustomEmailSender.eventBridge(), ['email', 'locale', 'sub']],
    ['CustomSMSSender', () => CustomSmsSender.eventBridge(), ['locale', 'phone_number', 'sub']],
  ] as const)('%s: nobody here can read the code', (trigger, handler, attributes) => {
    const template = withTriggers((auth) => auth.addTrigger(handler()), TEXTING);
    const [{ step, config, sources }] = stepsOf(template, trigger);
    expect({ step, config }).toEqual({ step: 'handOver', config: { attributes } });
    expect(sources).toEqual(SOURCES.map((occasion) => `${trigger}_${occasion}`));
    expect(JSON.stringify(allOf(template, 'AWS::IAM::Policy'))).not.toContain('kms:');
    expect(named(template, 'AuthUserPool').Properties.LambdaConfig).toHaveProperty('KMSKeyID');
    const [statement] = statementsOf(template, `Auth${trigger}Role`).filter(({ Action }) => Action === 'events:PutEvents');
    expect(statement.Condition).toEqual({ StringEquals: { 'events:source': 'cdk-cognito-auth' } });
    expect(JSON.stringify(statement.Resource)).toContain('event-bus/default');
  }); // prettier-ignore

  test('with a bus and attributes of your own', () => {
    const build: Build = (auth, stack) => {
      const eventBus = new events.EventBus(stack, 'Bus');
      auth.addTrigger(CustomEmailSender.eventBridge({ eventBus, attributes: ['given_name', 'email'] }));
    };
    const template = withTriggers(build);
    const [{ key, config }] = stepsOf(template, 'CustomEmailSender');
    expect({ key, config }).toEqual({
      key: 'Stack/Bus',
      config: { busArn: '<token>', attributes: ['email', 'given_name', 'locale', 'sub'] },
    });
    const [statement] = statementsOf(template, 'AuthCustomEmailSenderRole').filter(({ Action }) => Action === 'events:PutEvents'); // prettier-ignore
    expect(statement.Resource).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^Bus/), 'Arn'] });
  });

  test('refuses an attribute that the pool does not have', () => {
    expect(() => newAuth().addTrigger(CustomEmailSender.eventBridge({ attributes: ['custom:plan'] }))).toThrow(
      'custom:plan',
    );
  });
});

describe('through a function of your own', () => {
  test('it may read the codes of this pool, by a policy beside it', () => {
    const template = withTriggers((auth, stack) => auth.addTrigger(CustomEmailSender.invoke(functionIn(stack))));
    expect(stepsOf(template, 'CustomEmailSender')[0]).toMatchObject({ step: 'invoke', sources: ['*'] });
    const [[, { Properties }]] = allOf(template, 'AWS::IAM::Policy').filter(([id]) => /EmailSenderReader/.test(id));
    expect(Properties.Roles).toEqual([{ Ref: expect.stringMatching(/^OwnServiceRole/) }]);
    expect(Properties.PolicyDocument.Statement[0]).toMatchObject({
      Action: 'kms:Decrypt',
      Condition: { StringEquals: { 'kms:EncryptionContext:userpool-id': { Ref: expect.stringMatching(/^AuthUserPool/) } } }, // prettier-ignore
    });
    expect(statementsOf(template, 'AuthCustomEmailSenderRole').map(({ Action }) => Action)).toContain('lambda:InvokeFunction'); // prettier-ignore
  });

  test('it may not where it need not', () => {
    const build: Build = (auth, stack) => auth.addTrigger(CustomSmsSender.invoke(functionIn(stack), { reads: false }));
    expect(JSON.stringify(allOf(withTriggers(build, TEXTING), 'AWS::IAM::Policy'))).not.toContain('kms:');
  });

  test('warns, with the statement, where its role is not known', () => {
    const stack = new Stack(new App(), 'Stack');
    const arn = 'arn:aws:lambda:eu-west-1:111122223333:function:sender';
    authIn(stack).addTrigger(CustomEmailSender.invoke(lambda.Function.fromFunctionArn(stack, 'Own', arn)));
    expect(warningsOf(stack)).toEqual([
      expect.stringMatching(/^the role of Stack\/Own is not known here.*"kms:Decrypt".*userpool-id.*senderReads:CustomEmailSender/s),
    ]);
  }); // prettier-ignore
});

describe('refuses', () => {
  const occasions = [MessageOccasion.SIGN_IN];
  const sms = { occasions, sms: 'Code {####}' };
  const mail = { occasions, emailHtml: '<p>{####}</p>' };
  const email = cognito.UserPoolEmail.withSES({
    fromEmail: 'notes@example.com',
    sesRegion: 'eu-west-1',
    sesVerifiedDomain: 'example.com',
  });

  test('texts of CustomMessage that no sender sends', () => {
    const findings = findingsOf((stack) => {
      const auth = authIn(stack, { ...TEXTING, email });
      auth.addTrigger(CustomMessage.templates({ templates: [sms, { ...mail, locale: 'de' }] }));
      both(auth, stack);
    });
    const sentence = (what: string, sender: string) =>
      `Stack/Auth: CustomMessage.templates has texts for ${what}, which ${sender} sends with its own, so that nobody would ever read them. Give them to the sender.`;
    expect(findings).toEqual([sentence('e-mail', 'CustomEmailSender'), sentence('SMS', 'CustomSmsSender')]);
  });

  test('nothing where CustomMessage writes what the other sender does not send', () => {
    const findings = findingsOf((stack) => {
      const auth = authIn(stack, TEXTING);
      auth.addTrigger(CustomMessage.templates({ templates: [sms] }));
      auth.addTrigger(ses());
    });
    expect(findings).toEqual([]);
  });

  test('a sender of SMS in a pool without any', () => {
    expect(findingsOf((stack) => void authIn(stack).addTrigger(sns()))).toEqual([
      'Stack/Auth: CustomSmsSender can never run, because the pool has no SMS. Pass sms, such as SmsSender.sns(), or leave the handler out.',
    ]);
  });
});

describe('warns of settings that mean nothing beside a sender of e-mail', () => {
  const email = cognito.UserPoolEmail.withSES({
    fromEmail: 'notes@example.com',
    sesRegion: 'eu-west-1',
    sesVerifiedDomain: 'example.com',
  });
  const byLink = { emailStyle: cognito.VerificationEmailStyle.LINK };
  const otp = { mfa: cognito.Mfa.OPTIONAL, mfaSecondFactor: { otp: true, sms: false, email: true }, accountRecovery: cognito.AccountRecovery.NONE };

  /** Ids of the library's warnings about a pool with the sender. */
  const idsFor = (props: CognitoAuthProps, handler?: TriggerHandler) => {
    const stack = new Stack(new App(), 'Stack');
    const auth = authIn(stack, props);
    if (handler) auth.addTrigger(handler);
    return warningsOf(stack).flatMap((text) => /cdk-cognito-auth:(idleEmailSettings|senderGetsCodes)/.exec(text)?.[1] ?? []);
  };

  test.each<[string, CognitoAuthProps, string[]]>([
    ['who sends for Cognito', { email }, ['idleEmailSettings']],
    ['a link', { userVerification: byLink }, ['senderGetsCodes']],
    ['nothing about what a factor needs', { email, ...otp }, []],
    ['nothing about a pool without any', {}, []],
  ])('%s', (_, props, ids) => {
    expect(idsFor(props, ses())).toEqual(ids);
    expect(idsFor(props)).toEqual([]);
  });
}); // prettier-ignore
