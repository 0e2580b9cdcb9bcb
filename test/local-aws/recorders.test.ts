import { EventBridgeClient, PutEventsCommand, PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { SendEmailCommand, SendEmailCommandInput, SESv2Client } from '@aws-sdk/client-sesv2';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { LocalAws } from './index';
import { clientFor, deploy, startBed } from '../support/local-aws';

let bed: LocalAws;
let outputs: Record<string, string>;
const get = (target: string, attribute = 'Arn') => ({ 'Fn::GetAtt': [target, attribute] });
const ref = (target: string) => ({ Ref: target });
const document = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
const allow = (Action: string, Resource: unknown, more: object = {}) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});
const make = (Type: string, Properties: object = {}) => ({ Type: `AWS::${Type}`, Properties });
const role = (Principal: object, Action: string, ...statements: object[]) =>
  make('IAM::Role', {
    AssumeRolePolicyDocument: document({ Effect: 'Allow', Principal, Action }),
    Policies: [{ PolicyName: 'use', PolicyDocument: document(...statements) }],
  });
const identity = (name: string) => ({ 'Fn::Sub': `arn:aws:ses:\${AWS::Region}:\${AWS::AccountId}:${name}` });

beforeAll(async () => {
  bed = await startBed();
  const user = { Federated: 'cognito-identity.amazonaws.com' };
  const fromUs = { StringEquals: { 'ses:FromAddress': 'no-reply@mail.example.com' } };
  const ourSource = { StringEquals: { 'events:source': 'example.auth' } };
  const Resources = {
    Domain: make('SES::EmailIdentity', { EmailIdentity: 'example.com' }),
    Set: make('SES::ConfigurationSet', { Name: 'set' }),
    Topic: make('SNS::Topic'),
    ClosedTopic: make('SNS::Topic'),
    TopicRules: make('SNS::TopicPolicy', {
      Topics: [ref('ClosedTopic')],
      PolicyDocument: document({ Effect: 'Deny', Principal: '*', Action: 'sns:Publish', Resource: ref('ClosedTopic') }),
    }),
    Queue: make('SQS::Queue'),
    OtherQueue: make('SQS::Queue'),
    QueueRules: make('SQS::QueuePolicy', {
      Queues: [ref('OtherQueue')],
      PolicyDocument: document(allow('sqs:SendMessage', get('OtherQueue'), { Principal: { AWS: get('Texter') } })),
    }),
    Bus: make('Events::EventBus', { Name: 'people' }),
    Rule: make('Events::Rule', {
      ...{ EventBusName: ref('Bus'), EventPattern: { source: ['example.auth'] } },
      Targets: [{ Id: 'queue', Arn: get('Queue') }],
    }),
    User: role(
      user,
      'sts:AssumeRoleWithWebIdentity',
      allow('ses:SendEmail', identity('identity/example.com'), { Condition: fromUs }),
      allow('ses:SendEmail', identity('configuration-set/set')),
      allow('sns:Publish', [ref('Topic'), ref('ClosedTopic')]),
      allow('sqs:SendMessage', get('Queue')),
      allow('events:PutEvents', get('Bus'), { Condition: ourSource }),
    ),
    Texter: role(user, 'sts:AssumeRoleWithWebIdentity', {
      Effect: 'Allow',
      Action: 'sns:Publish',
      NotResource: 'arn:aws:sns:*:*:*',
    }),
  };
  const arns = ['User', 'Texter', 'Bus', 'Rule'].map((name) => [name, { Value: get(name) }]);
  const refs = ['Topic', 'ClosedTopic', 'Queue', 'OtherQueue', 'Domain', 'Set'];
  const Outputs = Object.fromEntries([...arns, ...refs.map((name) => [name, { Value: ref(name) }])]);
  const deployed = await deploy(bed, 'Recorders', { Resources, Outputs });
  expect(deployed.reasons).toEqual([]);
  outputs = deployed.outputs;
});
afterAll(() => bed.close());
beforeEach(() => Object.values(bed.recorded).forEach((calls) => calls.splice(0)));

async function as(name: string) {
  const session = await bed.assumeWithWebIdentity(outputs[name], { aud: 'pool', sub: 'x' }, 'session', {});
  const { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, SessionToken: sessionToken } = session;
  return { ...clientFor(bed), maxAttempts: 1, credentials: { accessKeyId, secretAccessKey, sessionToken } };
}
const denied = { name: 'AccessDeniedException', $metadata: expect.objectContaining({ httpStatusCode: 403 }) };
const caller = expect.stringMatching(/assumed-role\/.*\/session$/);

test('names, references and ARNs are those of CloudFormation', () => {
  expect(outputs).toMatchObject({
    Bus: 'arn:aws:events:us-east-1:123456789012:event-bus/people',
    Rule: expect.stringContaining('arn:aws:events:us-east-1:123456789012:rule/people/Recorders-Rule-'),
    Topic: expect.stringContaining('arn:aws:sns:us-east-1:123456789012:Recorders-Topic-'),
    Queue: expect.stringContaining('/123456789012/Recorders-Queue-'),
    ...{ Domain: 'example.com', Set: 'set' },
  });
});

describe('SES', () => {
  const Simple = { Subject: { Data: 'Code' }, Body: { Text: { Data: '123456' } } };
  const mail = (more: Partial<SendEmailCommandInput> = {}) => ({
    FromEmailAddress: 'Example <no-reply@mail.example.com>',
    Destination: { ToAddresses: ['a@example.org'] },
    Content: { Simple },
    ...more,
  });
  const send = async (more?: Partial<SendEmailCommandInput>, name = 'User') =>
    new SESv2Client(await as(name)).send(new SendEmailCommand(mail(more)));

  test('what is sent is recorded as it was asked for', async () => {
    expect((await send({ ConfigurationSetName: 'set' })).MessageId).toEqual(expect.any(String));
    const input = mail({ ConfigurationSetName: 'set' });
    expect(bed.recorded.ses).toEqual([{ operation: 'SendEmail', input, caller }]);
  });

  test('the address that sends decides, and the role', async () => {
    await expect(send()).resolves.toHaveProperty('MessageId');
    await expect(send({ FromEmailAddress: 'boss@mail.example.com' })).rejects.toMatchObject(denied);
    await expect(send({}, 'Texter')).rejects.toMatchObject(denied);
    expect(bed.recorded.ses).toHaveLength(1);
  });

  test('identities and configuration sets must be there', async () => {
    await expect(send({ ConfigurationSetName: 'none' })).rejects.toMatchObject({ name: 'NotFoundException' });
    const foreign = send({ FromEmailAddress: 'a@example.net' });
    await expect(foreign).rejects.toMatchObject({ name: 'MessageRejected' });
    const others = [{ Raw: { Data: Buffer.from('x') } }, { Template: { TemplateName: 'code', TemplateData: '{}' } }];
    for (const Content of others) await expect(send({ Content })).rejects.toThrow('raw messages and templates');
  });
});

describe('SNS', () => {
  const publish = async (name: string, input: ConstructorParameters<typeof PublishCommand>[0]) =>
    new SNSClient(await as(name)).send(new PublishCommand(input));

  test('topics and phone numbers are different resources', async () => {
    const MessageAttributes = { kind: { DataType: 'String', StringValue: 'sign-up' } };
    const message = { TopicArn: outputs.Topic, Message: 'a & b', MessageAttributes };
    expect((await publish('User', message)).MessageId).toEqual(expect.any(String));
    const text = { PhoneNumber: '+15550100', Message: '123456' };
    await publish('Texter', text);
    expect(bed.recorded.sns).toEqual([message, text].map((input) => ({ operation: 'Publish', input, caller })));
    const refused = {
      name: 'AuthorizationErrorException',
      $metadata: expect.objectContaining({ httpStatusCode: 403 }),
    };
    await expect(publish('Texter', message)).rejects.toMatchObject(refused);
    await expect(publish('User', text)).rejects.toMatchObject(refused);
  });

  test('the policy of a topic has its say', async () => {
    const closed = publish('User', { TopicArn: outputs.ClosedTopic, Message: 'x' });
    await expect(closed).rejects.toThrow('explicit deny in a resource-based policy');
    const lost = publish('User', { TopicArn: `${outputs.Topic}2`, Message: 'x' });
    await expect(lost).rejects.toMatchObject({ name: 'NotFoundException' });
  });
});

test('SQS: messages are recorded, and refused without a policy of the role or of the queue', async () => {
  const sqs = new SQSClient(await as('User'));
  const message = { QueueUrl: outputs.Queue, MessageBody: 'hello' };
  await expect(sqs.send(new SendMessageCommand(message))).resolves.toHaveProperty('MessageId');
  expect(bed.recorded.sqs).toEqual([{ operation: 'SendMessage', input: message, caller }]);
  const command = new SendMessageCommand({ ...message, QueueUrl: outputs.OtherQueue });
  await expect(sqs.send(command)).rejects.toMatchObject(denied);
  await expect(new SQSClient(await as('Texter')).send(command)).resolves.toHaveProperty('MessageId');
  const lost = sqs.send(new SendMessageCommand({ ...message, QueueUrl: `${outputs.Queue}2` }));
  await expect(lost).rejects.toMatchObject({ name: 'QueueDoesNotExist' });
});

describe('EventBridge', () => {
  const put = async (more: PutEventsRequestEntry = {}) => {
    const detail = { email: 'a@example.com' };
    const entry = { Source: 'example.auth', DetailType: 'Signed up', Detail: JSON.stringify(detail) };
    const Entries = [{ EventBusName: 'people', ...entry, ...more }];
    return new EventBridgeClient(await as('User')).send(new PutEventsCommand({ Entries }));
  };

  test('what is put is recorded, and goes no further', async () => {
    const { Entries } = await put();
    expect(Entries).toEqual([{ EventId: expect.any(String) }]);
    expect(bed.recorded.events).toMatchObject([{ operation: 'PutEvents', caller }]);
    expect(bed.recorded.sqs).toEqual([]);
  });

  test('the source and the bus decide', async () => {
    await expect(put()).resolves.toMatchObject({ FailedEntryCount: 0 });
    await expect(put({ Source: 'example.other' })).rejects.toMatchObject(denied);
    await expect(put({ EventBusName: undefined })).rejects.toMatchObject(denied);
    await expect(put({ EventBusName: 'none' })).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  test('the policy of a bus lets others in', async () => {
    const allowed = allow('events:PutEvents', outputs.Bus, { Principal: { AWS: outputs.Texter } });
    const Rules = make('Events::EventBusPolicy', { EventBusName: 'people', StatementId: 'one', Statement: allowed });
    const command = new PutEventsCommand({
      Entries: [{ EventBusName: 'people', Source: 'a', DetailType: 'b', Detail: '{}' }],
    });
    const ask = async () => new EventBridgeClient(await as('Texter')).send(command);
    await expect(ask()).rejects.toMatchObject(denied);
    expect((await deploy(bed, 'BusRules', { Resources: { Rules } })).reasons).toEqual([]);
    await expect(ask()).resolves.toMatchObject({ FailedEntryCount: 0 });
  });
});
