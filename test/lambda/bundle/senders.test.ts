import { CustomEmailSender, CustomSmsSender, MessageOccasion, SmsSender, TriggerHandler } from 'cdk-cognito-auth';
import { runFunction } from './function';
import { deployedFunction } from '../../support/triggers';
import { eventOf, type FixtureEvent } from '../events';
import { type AwsAnswer, awsEndpoint, type AwsRequest } from '../ports/aws-endpoint';
import { dynamodbTables } from '../ports/tables';
import { encrypted, KEY } from '../sender-codes';

const TABLE = 'Sent';
const PUBLISHED = '<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>';
const occasions = [MessageOccasion.SIGN_UP];

let aws: Awaited<ReturnType<typeof awsEndpoint>>;
let tables: Awaited<ReturnType<typeof dynamodbTables>>;
beforeAll(async () => {
  aws = await awsEndpoint();
  tables = await dynamodbTables({ [TABLE]: ['id'] });
});
beforeEach(async () => tables.clear());
afterAll(() => {
  aws.close();
  tables.close();
});

type Trigger = 'CustomEmailSender' | 'CustomSMSSender';

/** Runs the function of a synthesised app, with the key and the table that a deployment would name. */
async function run(trigger: Trigger, handler: TriggerHandler, events: readonly object[], answer: (request: AwsRequest) => AwsAnswer) {
  const props = { sms: SmsSender.sns() };
  const { folder, steps } = deployedFunction(trigger, (auth) => auth.addTrigger(handler), props);
  const named = steps.map((step) => ({ ...step, config: { ...step.config, keyArn: KEY, table: TABLE } }));
  aws.answers(answer);
  const environment = { ...aws.environment, AWS_ENDPOINT_URL_DYNAMODB: tables.environment.AWS_ENDPOINT_URL };
  return runFunction(folder, named, events, environment);
} // prettier-ignore

async function eventWith(source: string, plain: string) {
  const { code, kms } = await encrypted(plain);
  const event = eventOf(source);
  event.request.code = code;
  return { event, kms };
}

const isKms = ({ headers }: AwsRequest) => `${headers['x-amz-target']}`.startsWith('TrentService');
const sent = () => aws.requests.filter((request) => !isKms(request));

test('CustomEmailSender.ses: from the template to the mail, once', async () => {
  const { event, kms } = await eventWith('CustomEmailSender_SignUp', '482913');
  const handler = CustomEmailSender.ses({ fromEmail: 'no-reply@example.com', fromName: 'Notes' });
  const { outcomes, output } = await run('CustomEmailSender', handler, [event, event, event], (request) => (isKms(request) ? kms(request) : {})); // prettier-ignore
  expect(outcomes.map(({ event: answer }) => answer)).toEqual([event, event, event]);
  expect(outcomes[0]!.loaded).toEqual(['index.js', 'sendEmail.js', 'dynamodb.js', 'decrypt.js', 'ses.js']);
  expect(output).not.toContain('outcome');
  expect(sent()).toMatchObject([
    {
      path: '/v2/email/outbound-emails',
      body: {
        FromEmailAddress: '"Notes" <no-reply@example.com>',
        Destination: { ToAddresses: ['ann@example.com'] },
        Content: { Simple: { Subject: { Data: 'Your verification code' }, Body: { Html: { Data: expect.stringContaining('482913') } } } },
      },
    },
  ]);
}); // prettier-ignore

test('CustomEmailSender.ses: an invitation by a template of Amazon SES', async () => {
  const { event, kms } = await eventWith('CustomEmailSender_AdminCreateUser', 'a&lt;B1&amp;c');
  const sesTemplates = [{ occasions: [MessageOccasion.INVITATION], templateName: 'welcome' }];
  const handler = CustomEmailSender.ses({ fromEmail: 'no-reply@example.com', sesTemplates });
  await run('CustomEmailSender', handler, [event], (request) => (isKms(request) ? kms(request) : {}));
  const { Content } = sent()[0]!.body as { Content: { Template: { TemplateName: string; TemplateData: string } } };
  expect(Content.Template.TemplateName).toBe('welcome');
  expect(JSON.parse(Content.Template.TemplateData)).toEqual({
    code: 'a&lt;B1&amp;c',
    codeText: 'a<B1&c',
    username: 'ann@example.com',
    usernameText: 'ann@example.com',
    locale: '',
  });
});

test('CustomSmsSender.sns: from the template to the SMS, and to no other country', async () => {
  const { event, kms } = await eventWith('CustomSMSSender_SignUp', '482913');
  const to = (phone: string): FixtureEvent => ({
    ...event,
    userName: phone,
    request: { ...event.request, userAttributes: { phone_number: phone, locale: 'de' } },
  });
  const events = ['+491701234567', '+18765550123', '+19005550123', '+881612345678', '+12065550123'].map(to);
  const handler = CustomSmsSender.sns({ countries: ['DE', 'US'], templates: [{ occasions, sms: 'Notes: {####}' }] });
  const { outcomes, output } = await run('CustomSMSSender', handler, events, (request) => (isKms(request) ? kms(request) : { body: PUBLISHED })); // prettier-ignore
  // nothing that Lambda would repeat
  expect(outcomes.map(({ error }) => error)).toEqual(events.map(() => undefined));
  const forms = sent().map(({ body }) => Object.fromEntries(new URLSearchParams(body as string)));
  expect(forms.map(({ PhoneNumber, Message }) => [PhoneNumber, Message])).toEqual([
    ['+491701234567', 'Notes: 482913'],
    ['+12065550123', 'Notes: 482913'],
  ]);
  expect(output.split('"detail":"numberRefused"')).toHaveLength(4);
});

test.each([
  ['CustomEmailSender', () => CustomEmailSender.eventBridge()],
  ['CustomSMSSender', () => CustomSmsSender.eventBridge()],
] as const)('%s.eventBridge: the event carries what Cognito encrypted', async (trigger, handler) => {
  const { event } = await eventWith(`${trigger}_SignUp`, '482913');
  const { outcomes } = await run(trigger, handler(), [event], () => ({ body: '{"FailedEntryCount":0}' }));
  expect(outcomes[0]!.loaded).toEqual(['index.js', 'handOver.js', 'events.js']);
  const [{ Entries }] = aws.requests.map(({ body }) => body as { Entries: { Detail: string }[] });
  expect(JSON.parse(Entries[0]!.Detail)).toMatchObject({ encryptedCode: event.request.code });
  expect(JSON.stringify(aws.requests)).not.toContain('482913');
});

describe('what fails is for Lambda to repeat:', () => {
  const PLAIN = 'Seven-Secrets-1';
  const refusal = (text: string) => ({ status: 400, body: JSON.stringify({ __type: 'AccessDeniedException', message: text, Message: text }) }); // prettier-ignore

  test.each<[string, (request: AwsRequest, kms: AwsAnswer) => AwsAnswer]>([
    ['AWS KMS refuses', (request) => (isKms(request) ? refusal(PLAIN) : {})],
    ['Amazon SES refuses', (request, kms) => (isKms(request) ? kms : refusal(JSON.stringify(request.body)))],
    ['Amazon SES is slow', (request, kms) => (isKms(request) ? kms : { status: 429, body: refusal(JSON.stringify(request.body)).body })],
    ['AWS KMS answers nonsense', (request) => (isKms(request) ? { body: `<${PLAIN}` } : {})],
  ])('%s, and no line tells the code or the address', async (_, answer) => {
    const { event, kms } = await eventWith('CustomEmailSender_AdminCreateUser', PLAIN);
    const handler = CustomEmailSender.ses({ fromEmail: 'no-reply@example.com' });
    const { outcomes, output } = await run('CustomEmailSender', handler, [event], (request) => answer(request, isKms(request) ? kms(request) : {})); // prettier-ignore
    expect(outcomes[0]!.error?.name).toBe('UserFacingError');
    expect(output.split('"outcome":"failed"')).toHaveLength(2);
    for (const secret of [PLAIN, 'ann@example.com', `${event.request.code}`, event.userName]) {
      expect(output).not.toContain(secret);
      expect(outcomes[0]!.error!.message).not.toContain(secret);
    }
  });

  test('the control: the secrets did travel', async () => {
    const { event, kms } = await eventWith('CustomEmailSender_AdminCreateUser', PLAIN);
    const handler = CustomEmailSender.ses({ fromEmail: 'no-reply@example.com' });
    await run('CustomEmailSender', handler, [event], (request) => (isKms(request) ? kms(request) : {}));
    expect(JSON.stringify(sent())).toContain(PLAIN);
    expect(JSON.stringify(sent())).toContain('ann@example.com');
    expect(JSON.stringify(await tables.items(TABLE))).not.toMatch(/Seven|ann@|0a1b2c3d-1111/);
  });
}); // prettier-ignore
