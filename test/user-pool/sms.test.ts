import { App, CfnParameter, CfnResource, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { CognitoAuthProps, SmsSender } from 'cdk-cognito-auth';
import { ses } from './factor-world';
import { authIn, newAuth } from '../support/auth';
import { allOf, faultsAround, named, propertiesOf, synth, TemplateJson, templateOf } from '../support/template';

const NUMBER = 'arn:aws:sms-voice:eu-west-1:111111111111:phone-number/phone-1';
const POOL = 'AWS::Cognito::UserPool';

const [PARTITION, REGION, ACCOUNT] = ['Partition', 'Region', 'AccountId'].map((name) => ({ Ref: `AWS::${name}` }));
const POOLS_OF_THE_ACCOUNT = {
  'Fn::Join': ['', ['arn:', PARTITION, ':cognito-idp:', REGION, ':', ACCOUNT, ':userpool/*']],
};

const withSms = (sms: SmsSender, props: CognitoAuthProps = {}) =>
  synth((stack) => void authIn(stack, { sms, ...props }));
const roleOf = (template: TemplateJson) => named(template, 'AuthSmsRole');
const statementOf = (template: TemplateJson) => roleOf(template).Properties.Policies[0].PolicyDocument.Statement;
const roleArn = { 'Fn::GetAtt': [expect.stringMatching(/^AuthSmsRole/), 'Arn'] };

test.each<[string, CognitoAuthProps]>([
  ['by default', {}],
  ['with SES', { email: ses() }],
  ['with open sign-up', { selfSignUpEnabled: true }],
])('nothing of SMS is there %s', (_, props) => {
  const template = synth((stack) => void authIn(stack, props));
  expect(propertiesOf(template, POOL)).not.toHaveProperty('SmsConfiguration');
  expect(allOf(template, 'AWS::IAM::Role')).toEqual([]);
});

test('SNS sends with a role that can do nothing else', () => {
  const template = withSms(SmsSender.sns({ region: 'ap-northeast-1' }));
  expect(propertiesOf(template, POOL).SmsConfiguration).toEqual({
    SnsCallerArn: roleArn,
    ExternalId: expect.stringMatching(/^StackAuth[0-9A-F]{8}$/),
    SnsRegion: 'ap-northeast-1',
  });
  expect(statementOf(template)).toEqual([{ Effect: 'Allow', Action: 'sns:Publish', Resource: '*' }]);
});

test('End User Messaging sends from one number only, when it has one', () => {
  const template = withSms(
    SmsSender.endUserMessaging({
      originationIdentity: NUMBER,
      configurationSetName: 'sign-in',
      region: 'eu-west-1',
      indiaEntityId: '1001',
      indiaTemplateId: '1007',
    }),
  );
  expect(propertiesOf(template, POOL).SmsConfiguration).toEqual({
    EumsSms: {
      CallerArn: roleArn,
      ExternalId: expect.any(String),
      OriginationIdentity: NUMBER,
      ConfigurationSetName: 'sign-in',
      Region: 'eu-west-1',
      InEntityId: '1001',
      InTemplateId: '1007',
    },
  });
  expect(statementOf(template)).toEqual([{ Effect: 'Allow', Action: 'sms-voice:SendTextMessage', Resource: NUMBER }]);
});

test.each<[string, string | undefined]>([
  ['a phone number', '+12065550100'],
  ['nothing', undefined],
])('what IAM cannot name is not named: %s', (_, originationIdentity) => {
  const template = withSms(SmsSender.endUserMessaging({ originationIdentity }));
  const { EumsSms } = propertiesOf(template, POOL).SmsConfiguration;
  expect(EumsSms.OriginationIdentity).toBe(originationIdentity);
  expect(statementOf(template)[0].Resource).toBe('*');
});

test('an identity of another construct is an ARN', () => {
  const template = synth((stack) => {
    const number = new CfnResource(stack, 'Number', { type: 'AWS::SMSVOICE::PhoneNumber' });
    authIn(stack, { sms: SmsSender.endUserMessaging({ originationIdentity: number.getAtt('Arn').toString() }) });
  });
  expect(statementOf(template)[0].Resource).toEqual({ 'Fn::GetAtt': ['Number', 'Arn'] });
});

test('a parameter can hold a phone number, which IAM cannot name', () => {
  const template = synth((stack) => {
    const originationIdentity = new CfnParameter(stack, 'Number').valueAsString;
    authIn(stack, { sms: SmsSender.endUserMessaging({ originationIdentity }) });
  });
  expect(propertiesOf(template, POOL).SmsConfiguration.EumsSms.OriginationIdentity).toEqual({ Ref: 'Number' });
  expect(statementOf(template)[0].Resource).toBe('*');
});

describe('the Region of End User Messaging', () => {
  const faultsIn = (region: string | undefined, sms: SmsSender) =>
    faultsAround(authIn(new Stack(new App(), 'Stack', { env: { region } }), { sms }));

  test('is that of the pool', () => {
    expect(faultsIn('eu-west-1', SmsSender.endUserMessaging({ region: 'eu-central-1' }))).toEqual([
      'Stack/Auth: AWS End User Messaging is to send from eu-central-1, and Cognito accepts the Region of the pool only, eu-west-1. Leave region out of SmsSender.endUserMessaging().',
    ]);
  });

  test.each<[string, string | undefined, SmsSender]>([
    ['the same', 'eu-west-1', SmsSender.endUserMessaging({ region: 'eu-west-1' })],
    ['where that of the pool is not known', undefined, SmsSender.endUserMessaging({ region: 'eu-west-1' })],
    ['not of SNS, which may be in another one', 'ap-northeast-2', SmsSender.sns({ region: 'ap-northeast-1' })],
  ])('is not refused: %s', (_, region, sms) => expect(faultsIn(region, sms)).toEqual([]));
});

test.each([SmsSender.sns(), SmsSender.endUserMessaging()])(
  'only Cognito assumes the role, for this pool: %#',
  (sms) => {
    const template = withSms(sms);
    const { SmsConfiguration } = propertiesOf(template, POOL);
    expect(roleOf(template).Properties.AssumeRolePolicyDocument.Statement).toEqual([
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: { Service: 'cognito-idp.amazonaws.com' },
        Condition: {
          StringEquals: {
            'sts:ExternalId': (SmsConfiguration.EumsSms ?? SmsConfiguration).ExternalId,
            'aws:SourceAccount': { Ref: 'AWS::AccountId' },
          },
          ArnLike: { 'aws:SourceArn': POOLS_OF_THE_ACCOUNT },
        },
      },
    ]);
  },
);

test.each([RemovalPolicy.RETAIN, RemovalPolicy.DESTROY])('the role lives as long as the pool: %s', (removalPolicy) => {
  const template = withSms(SmsSender.sns(), { removalPolicy });
  const pool = named(template, 'AuthUserPool');
  expect(roleOf(template).DeletionPolicy).toBe(pool.DeletionPolicy);
  expect(roleOf(template).UpdateReplacePolicy).toBe(pool.UpdateReplacePolicy);
});

test('two pools have two ids for the outside', () => {
  const stack = new Stack(new App(), 'Stack');
  const roles = ['One', 'Two'].map((id) => {
    authIn(new Stack(stack, id), { sms: SmsSender.sns() });
    return stack.node.findChild(id).node.findChild('Auth').node.findChild('SmsRole') as iam.Role;
  });
  const ids = roles.map(
    (role) => JSON.stringify(templateOf(Stack.of(role)).Resources).match(/"ExternalId":"(\w+)"/)?.[1],
  );
  expect(new Set(ids).size).toBe(2);
});

test.each<[string, SmsSender, boolean]>([
  ['a number', SmsSender.endUserMessaging({ originationIdentity: NUMBER }), false],
  ['whatever AWS chooses', SmsSender.endUserMessaging(), true],
  ['SNS', SmsSender.sns(), true],
])('the reason of a wildcard stands beside it, where there is one: %s', (_, sms, isExplained) => {
  const auth = newAuth({ sms });
  const reasons = auth.node.findChild('SmsRole').node.metadata.map(({ data }) => JSON.stringify(data));
  expect(reasons.join()).toBe(
    isExplained
      ? '{"AwsSolutions::AwsSolutions-IAM5[Resource::*]":"A message to a phone number has no resource to name."}'
      : '',
  );
});

test('one sender serves two pools', () => {
  const sms = SmsSender.sns();
  expect(withSms(sms)).toEqual(withSms(sms));
});
