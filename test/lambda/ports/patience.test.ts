import type { AwsAnswer, AwsRequest } from './aws-endpoint';
import { ownEndpoint } from './own-endpoint';
import { siteVerify } from '../../../lambda/ports/captcha';
import * as cognito from '../../../lambda/ports/cognito';
import { decryptWith } from '../../../lambda/ports/decrypt';
import * as dynamodb from '../../../lambda/ports/dynamodb';
import { putEvent } from '../../../lambda/ports/events';
import { invokeFunction, passOn } from '../../../lambda/ports/lambda';
import { findUserThere, signInThere } from '../../../lambda/ports/migration';
import { readObject } from '../../../lambda/ports/s3';
import { readSecret } from '../../../lambda/ports/secrets';
import { sendEmail } from '../../../lambda/ports/ses';
import { publish, sendSms } from '../../../lambda/ports/sns';
import { sendMessage } from '../../../lambda/ports/sqs';
import { readParameter } from '../../../lambda/ports/ssm';
import { CALL_ATTEMPTS, CALL_TIMEOUT_MS } from '../../../lambda/runtime/deadline';
import { encrypted, KEY } from '../sender-codes';

/* How long calls wait for an answer that does not come: less than Cognito, and no longer than somebody waits for them. */

const ANN = { userPoolId: 'eu-west-1_Example01', userName: 'ann' };
const ROW = { id: 'ann' };
const ARN = 'arn:aws:lambda:eu-west-1:111122223333:function:audit';
const CHECK = { region: 'us-east-1', clientId: '1oldexample', userName: 'ann', password: 'Old-password-1' };
const TELLING = { message: '{}' };
const SMS = { phoneNumber: '+4915112345678', message: 'Your code is 123456' };
const LETTER = { from: 'no-reply@example.com', to: 'ann@example.com', subject: 'Hi', text: '1' };

const aws = ownEndpoint();
let url: string;
let code: string;
beforeAll(async () => {
  url = `${aws.environment.AWS_ENDPOINT_URL}/111122223333/users`;
  ({ code } = await encrypted('123456'));
});

type Call = (end: AbortSignal) => Promise<unknown>;

const CALLS: Readonly<Record<string, Call>> = {
  addUserToGroup: async (end) => cognito.addUserToGroup({ ...ANN, groupName: 'Readers' }, end),
  findAccounts: async (end) => cognito.findAccounts(ANN.userPoolId, 'ann@example.com', end),
  signOutEverywhere: async (end) => cognito.signOutEverywhere(ANN, end),
  linkUser: async (end) => cognito.linkUser({ ...ANN, provider: 'Google', providerUserId: '123' }, end),
  signInThere: async (end) => signInThere(CHECK, end),
  findUserThere: async (end) => findUserThere('us-east-1', 'us-east-1_OldPool01', 'ann', end),
  readRow: async (end) => dynamodb.readRow('Users', ROW, ['name'], end),
  putOnce: async (end) => dynamodb.putOnce('Users', ROW, {}, end),
  putInPlaceOf: async (end) => dynamodb.putInPlaceOf('Users', ROW, { until: 1 }, end),
  changeRow: async (end) => dynamodb.changeRow('Users', ROW, { seen: 'now' }, end),
  deleteRow: async (end) => dynamodb.deleteRow('Users', ROW, end),
  passOn: async (end) => passOn(ARN, {}, end),
  invokeFunction: async (end) => invokeFunction(ARN, {}, end),
  decryptWith: async (end) => decryptWith(KEY, code, end),
  sendEmail: async (end) => sendEmail(LETTER, end),
  'sendEmail elsewhere': async (end) => sendEmail({ ...LETTER, region: 'us-east-1' }, end),
  sendSms: async (end) => sendSms(SMS, end),
  'sendSms elsewhere': async (end) => sendSms({ ...SMS, region: 'us-east-1' }, end),
  publish: async (end) => publish({ ...TELLING, topicArn: 'arn:aws:sns:eu-west-1:111122223333:users' }, end),
  sendMessage: async (end) => sendMessage({ ...TELLING, queueUrl: url }, end),
  putEvent: async (end) => putEvent({ source: 'a', detailType: 'b', detail: '{}' }, end),
  readSecret: async (end) => readSecret('arn:slow', end),
  readParameter: async (end) => readParameter('/domains', end),
  readObject: async (end) => readObject({ bucket: 'lists', key: 'domains.txt' }, end),
  siteVerify: async (end) => siteVerify(url, 'key', 'token', end),
};

/** Calls that are not repeated: what they ask need not be idempotent. */
const ONCE = ['invokeFunction', 'passOn', 'siteVerify'];

const failed = () => 'failed';

/** What becomes of a call whose last request meets the deadline of the handler, before it would give up by itself. */
async function outcomeAtDeadline(call: Call, answerFirst: (request: AwsRequest) => AwsAnswer | undefined = () => undefined) {
  const handler = new AbortController();
  const waiting = new Promise((resolve) => {
    aws.answers((request) => {
      const first = answerFirst(request);
      if (first) return first;
      setTimeout(resolve, CALL_TIMEOUT_MS - 100, 'waits').unref();
      handler.abort();
      return 'never';
    });
  });
  return Promise.race([call(handler.signal).then(() => 'passes', failed), waiting]);
} // prettier-ignore

test.each(Object.keys(CALLS))('%s stops at once when the deadline of the handler is reached', async (name) => {
  expect(await outcomeAtDeadline(CALLS[name]!)).toBe('failed');
  expect(aws.requests).toHaveLength(1);
});

test('so does the second call of a sign-in at another pool', async () => {
  const signedIn = { body: '{"AuthenticationResult":{"AccessToken":"eyJ.example"}}' };
  const isSignIn = ({ headers }: AwsRequest) => `${headers['x-amz-target']}`.endsWith('.InitiateAuth');
  const answer = (request: AwsRequest) => (isSignIn(request) ? signedIn : undefined);
  expect(await outcomeAtDeadline(CALLS.signInThere!, answer)).toBe('failed');
  expect(aws.requests).toHaveLength(2);
});

test('each gives up a silent endpoint by itself, and most ask it a second time', async () => {
  aws.answers(() => 'never');
  const ask = async ([name, call]: [string, Call]) => {
    const start = performance.now();
    const outcome = await call(new AbortController().signal).then(() => 'passes', failed);
    return { name, outcome, milliseconds: performance.now() - start };
  };
  for (const { name, outcome, milliseconds } of await Promise.all(Object.entries(CALLS).map(ask))) {
    const least = ONCE.includes(name) ? CALL_TIMEOUT_MS : CALL_TIMEOUT_MS * CALL_ATTEMPTS;
    expect([name, outcome, milliseconds > least - 20]).toEqual([name, 'failed', true]);
  }
  expect(aws.requests).toHaveLength(Object.keys(CALLS).length * CALL_ATTEMPTS - ONCE.length);
});
