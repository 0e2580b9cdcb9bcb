import { InvokeCommand, InvokeCommandInput, LambdaClient } from '@aws-sdk/client-lambda';
import { LocalAws } from './index';
import { clientFor, deploy, startBed } from '../support/local-aws';

let bed: LocalAws;
let outputs: Record<string, string>;
const CODE = `
let calls = 0;
exports.handler = async (event, context) => {
  console.log('asked for', event.what);
  if (event.what === 'hang') await new Promise((resolve) => setTimeout(resolve, 60_000));
  if (event.what === 'crash') process.exit(3);
  if (event.what === 'throw') throw Object.assign(new Error('no such guest'), { name: 'Refused' });
  return { calls: ++calls, env: process.env, name: context.functionName, left: context.getRemainingTimeInMillis() };
};
exports.late = (event, context, callback) => callback(null, {});
`;
const trust = { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' };
const template = (more: object = {}) => {
  const Role = { 'Fn::GetAtt': ['Role', 'Arn'] };
  const props = (Handler: string) => ({ Code: { ZipFile: CODE }, Handler, Role, Runtime: 'nodejs22.x', Timeout: 1 });
  const mayCall = { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: { 'Fn::GetAtt': ['Fn', 'Arn'] } };
  const permission = { Action: 'lambda:InvokeFunction', Principal: 'cognito-idp.amazonaws.com' };
  const anyOne = (name: string) => ({
    Type: 'AWS::Lambda::Permission',
    Properties: { ...permission, FunctionName: { Ref: name } },
  });
  return {
    Resources: {
      Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: { Statement: [trust] } } },
      Fn: {
        Type: 'AWS::Lambda::Function',
        Properties: { ...props('index.handler'), Environment: { Variables: { MODE: 'a' } }, ...more },
      },
      Caller: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: {
            Statement: [
              {
                ...trust,
                Principal: { Federated: 'cognito-identity.amazonaws.com' },
                Action: 'sts:AssumeRoleWithWebIdentity',
              },
            ],
          },
          Policies: [{ PolicyName: 'call', PolicyDocument: { Statement: [mayCall] } }],
        },
      },
      Late: { Type: 'AWS::Lambda::Function', Properties: props('index.late') },
      Missing: { Type: 'AWS::Lambda::Function', Properties: props('index.nothing') },
      MayLate: anyOne('Late'),
      MayMissing: anyOne('Missing'),
      May: {
        Type: 'AWS::Lambda::Permission',
        Properties: {
          ...permission,
          FunctionName: { Ref: 'Fn' },
          SourceArn: 'arn:aws:cognito-idp:us-east-1:*:userpool/one-*',
          SourceAccount: '123456789012',
        },
      },
    },
    Outputs: {
      Fn: { Value: { 'Fn::GetAtt': ['Fn', 'Arn'] } },
      Caller: { Value: { 'Fn::GetAtt': ['Caller', 'Arn'] } },
      Late: { Value: { 'Fn::GetAtt': ['Late', 'Arn'] } },
      Missing: { Value: { 'Fn::GetAtt': ['Missing', 'Arn'] } },
    },
  };
};

beforeAll(async () => {
  bed = await startBed();
  const deployed = await deploy(bed, 'Functions', template());
  expect(deployed.reasons).toEqual([]);
  outputs = deployed.outputs;
});
afterAll(() => bed.close());

const invoker = {
  service: 'cognito-idp.amazonaws.com',
  sourceArn: 'arn:aws:cognito-idp:us-east-1:123456789012:userpool/one-1',
  sourceAccount: '123456789012',
};
const run = (what: string, who = invoker, ms = 5000) => bed.invoke(outputs.Fn, { what }, who, ms);

test('runs in a warm process of its own, with the environment of Lambda and the role of the function', async () => {
  const first = await run('go');
  const second = await run('go');
  expect(first).toMatchObject({
    ok: true,
    payload: { calls: 1, env: { MODE: 'a', AWS_REGION: 'us-east-1', AWS_ENDPOINT_URL: bed.endpoint } },
  });
  expect(second).toMatchObject({ ok: true, payload: { calls: 2 } });
  const { payload } = second as any;
  expect(payload.env).not.toHaveProperty('HOME');
  expect(payload.env.AWS_ACCESS_KEY_ID).toMatch(/^ASIA/);
  expect(payload.left).toBeLessThanOrEqual(1000);
  expect(bed.journal).toContain(`/aws/lambda/${payload.name}: asked for go`);
});

test('only an invoker with a permission gets in', async () => {
  expect(await run('go')).toMatchObject({ ok: true });
  const denied = { ok: false, errorType: 'AccessDeniedException' };
  expect(await run('go', { ...invoker, service: 'sns.amazonaws.com' })).toMatchObject(denied);
  expect(await run('go', { ...invoker, sourceArn: invoker.sourceArn.replace('one', 'two') })).toMatchObject(denied);
  expect(await run('go', { ...invoker, sourceAccount: '210987654321' })).toMatchObject(denied);
  const lost = await bed.invoke(`${outputs.Fn}2`, {}, invoker, 5000);
  expect(lost).toMatchObject({ ok: false, errorType: 'ResourceNotFoundException' });
});

test('errors, crashes and timeouts are told apart, and the next call works', async () => {
  expect(await run('throw')).toEqual({ ok: false, errorType: 'Refused', message: 'no such guest' });
  expect(await run('crash')).toMatchObject({ ok: false, errorType: 'Runtime.ExitError' });
  expect(await run('hang', invoker, 300)).toMatchObject({
    ok: false,
    message: expect.stringMatching(/timed out after 0.30 seconds/),
  });
  expect(await run('hang')).toMatchObject({
    ok: false,
    message: expect.stringMatching(/timed out after 1.00 seconds/),
  });
  expect(await run('go')).toMatchObject({ ok: true, payload: { calls: 1 } });
});

test('callback handlers and missing ones are refused by name', async () => {
  expect(await bed.invoke(outputs.Late, {}, invoker, 5000)).toMatchObject({
    errorType: 'Runtime.CallbackHandlerDeprecated',
  });
  expect(await bed.invoke(outputs.Missing, {}, invoker, 5000)).toMatchObject({ errorType: 'Runtime.HandlerNotFound' });
});

test('versions and aliases are refused by name', async () => {
  const Version = { Type: 'AWS::Lambda::Version', Properties: { FunctionName: outputs.Fn } };
  const { reasons } = await deploy(bed, 'Versions', { Resources: { Version } });
  expect(reasons).toEqual([expect.stringContaining('the resource type AWS::Lambda::Version')]);
});

describe('the API', () => {
  const send = async (input: Partial<InvokeCommandInput>, name?: string) => {
    const client = new LambdaClient({ ...clientFor(bed), maxAttempts: 1, ...(name && (await as(name))) });
    return client.send(new InvokeCommand({ FunctionName: outputs.Fn, ...input }));
  };
  const as = async (name: string) => {
    const session = await bed.assumeWithWebIdentity(outputs[name], { sub: 'x' }, 'session', {});
    const { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, SessionToken: sessionToken } = session;
    return { credentials: { accessKeyId, secretAccessKey, sessionToken } };
  };
  const text = (payload?: Uint8Array) => JSON.parse(`${Buffer.from(payload!)}`);

  test('answers with what the function returned, or with its error', async () => {
    const found = await send({ Payload: JSON.stringify({ what: 'go' }) });
    expect(text(found.Payload)).toMatchObject({ env: { MODE: 'a' } });
    const failed = await send({ Payload: JSON.stringify({ what: 'throw' }) });
    expect(failed.FunctionError).toBe('Unhandled');
    expect(text(failed.Payload)).toEqual({ errorType: 'Refused', errorMessage: 'no such guest' });
  });

  test('the role of the caller decides, by function', async () => {
    await expect(send({}, 'Caller')).resolves.toMatchObject({ StatusCode: 200 });
    const denied = { name: 'AccessDeniedException', message: expect.stringContaining('lambda:InvokeFunction') };
    await expect(send({ FunctionName: outputs.Late }, 'Caller')).rejects.toMatchObject(denied);
    await expect(send({ Qualifier: 'live' })).rejects.toThrow('versions and aliases of functions');
    await expect(send({ FunctionName: 'none' })).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await expect(send({ InvocationType: 'Event' })).rejects.toThrow('invocations that nobody waits for');
  });
});

test.each([
  ['an environment above 4 KB', { Environment: { Variables: { A: 'x'.repeat(4096) } } }, 'exceeded the 4KB limit'],
  ['another runtime', { Runtime: 'python3.13' }, 'python3.13'],
  ['a role that Lambda cannot assume', { Role: 'arn:aws:iam::123456789012:role/none' }, 'cannot be assumed by Lambda'],
])('refuses %s', async (_, props, reason) => {
  const { reasons, status } = await deploy(bed, `Bad${Math.random()}`.replace('.', ''), template(props));
  expect(status).toBe('ROLLBACK_COMPLETE');
  expect(reasons).toEqual([expect.stringContaining(reason)]);
});
