import { AddressInfo } from 'node:net';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { LocalAws, startLocalAws } from './index';
import { createServer } from './server';
import { clientFor, credentials } from './testing';

let bed: LocalAws;
beforeAll(async () => void (bed = await startLocalAws()));
afterAll(() => bed.close());

/** A bed whose GetCallerIdentity and GetParameter give these answers. */
async function answering(output: any, ask: (client: any) => Promise<unknown>) {
  const services = {
    sts: { operations: { GetCallerIdentity: () => output } },
    ssm: { operations: { GetParameter: () => output } },
  };
  const server = createServer(services, bed, () => ({ kind: 'admin', arn: 'a', context: {} }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return ask({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 }).finally(() => server.close());
}
const identity = (client: any) => new STSClient(client).send(new GetCallerIdentityCommand({}));
const parameter = (client: any) => new SSMClient(client).send(new GetParameterCommand({ Name: 'a' }));

test('an answer within the model passes', async () => {
  expect(await answering({ Account: '1', Arn: 'a', UserId: 'u' }, identity)).toMatchObject({ Account: '1' });
  expect(await answering({ Parameter: { Name: 'a', Version: 1 } }, parameter)).toMatchObject({
    Parameter: { Version: 1 },
  });
});

test.each([
  ['a made-up output member (query)', { Acount: '1' }, identity, 'GetCallerIdentity has no member Acount'],
  [
    'a made-up output member (JSON)',
    { Parameter: { Nam: 'a' } },
    parameter,
    'GetParameter.Parameter has no member Nam',
  ],
  [
    'an output member of the wrong type',
    { Parameter: { Version: '1' } },
    parameter,
    'GetParameter.Parameter.Version is no number',
  ],
])('%s is caught', async (_, output, ask, message) => {
  await expect(answering(output, ask)).rejects.toThrow(message);
});

test.each([
  ['an unknown input member', '{"Name":"a","Nmae":"b"}', 'GetParameter has no member Nmae'],
  ['a missing required input member', '{}', 'GetParameter lacks its member Name'],
])('%s is caught', async (_, body, message) => {
  const authorization = 'AWS4-HMAC-SHA256 Credential=A/20260101/us-east-1/ssm/aws4_request';
  const headers = { authorization, 'x-amz-target': 'AmazonSSM.GetParameter' };
  const reply = await fetch(bed.endpoint, { method: 'POST', headers, body });
  expect(reply.status).toBe(400);
  expect(((await reply.json()) as any).message).toContain(message);
});

test('the SDK gets a real answer from the bed itself', async () => {
  const found = await new SSMClient(clientFor(bed)).send(
    new GetParameterCommand({ Name: '/cdk-bootstrap/hnb659fds/version' }),
  );
  expect(found.Parameter!.Value).toBe('30');
});
