import { DescribeStacksCommand, CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { LocalAws } from './index';
import { clientFor, startBed } from '../support/local-aws';

let bed: LocalAws;
beforeAll(async () => void (bed = await startBed()));
afterAll(() => bed.close());

test('JSON services and query services get real answers to the SDK', async () => {
  const found = await new SSMClient(clientFor(bed)).send(
    new GetParameterCommand({ Name: '/cdk-bootstrap/hnb659fds/version' }),
  );
  expect(found.Parameter!.Value).toBe('30');
  expect(await new STSClient(clientFor(bed)).send(new GetCallerIdentityCommand({}))).toMatchObject({
    Account: bed.account,
  });
});

test('errors keep their name and their sentence in both protocols', async () => {
  const parameter = new SSMClient(clientFor(bed)).send(new GetParameterCommand({ Name: '/none' }));
  await expect(parameter).rejects.toMatchObject({ name: 'ParameterNotFound', message: 'Parameter /none not found.' });
  const stack = new CloudFormationClient(clientFor(bed)).send(new DescribeStacksCommand({ StackName: 'None' }));
  await expect(stack).rejects.toMatchObject({ name: 'ValidationError', message: expect.stringContaining('None') });
});
