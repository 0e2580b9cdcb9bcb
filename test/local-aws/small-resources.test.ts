import { CreateSecretCommand, GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { LocalAws } from './index';
import { clientFor, deploy, startBed } from '../support/local-aws';

let bed: LocalAws;
beforeAll(async () => void (bed = await startBed()));
afterAll(() => bed.close());

const make = (Type: string, Properties: object) => ({ Type: `AWS::${Type}`, Properties });

test('parameters are made and changed by stacks', async () => {
  const template = (Value: string) => ({
    Resources: { Domains: make('SSM::Parameter', { Type: 'StringList', Name: '/domains', Value }) },
    Outputs: { Value: { Value: { 'Fn::GetAtt': ['Domains', 'Value'] } }, Name: { Value: { Ref: 'Domains' } } },
  });
  const { outputs } = await deploy(bed, 'Parameters', template('example.com,example.org'));
  expect(outputs).toEqual({ Name: '/domains', Value: 'example.com,example.org' });
  const client = new SSMClient(clientFor(bed));
  const find = async () => (await client.send(new GetParameterCommand({ Name: '/domains' }))).Parameter;
  expect(await find()).toMatchObject({ Type: 'StringList', Value: 'example.com,example.org' });
  await deploy(bed, 'Parameters', template('example.net'));
  expect(await find()).toMatchObject({ Value: 'example.net' });
  const { reasons } = await deploy(bed, 'Second', template('example.net'));
  expect(reasons).toEqual(['Name /domains already exists']);
});

test('secrets are given, not generated', async () => {
  const Resources = { Given: make('SecretsManager::Secret', { SecretString: 'given' }) };
  const { outputs } = await deploy(bed, 'Secrets', { Resources, Outputs: { Given: { Value: { Ref: 'Given' } } } });
  const client = new SecretsManagerClient(clientFor(bed));
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: outputs.Given }));
  expect(SecretString).toBe('given');
  const again = client.send(new CreateSecretCommand({ Name: outputs.Given.split(':').pop()!.slice(0, -7) }));
  await expect(again).rejects.toMatchObject({ name: 'ResourceExistsException' });
  const generated = { Made: make('SecretsManager::Secret', { GenerateSecretString: {} }) };
  const { reasons } = await deploy(bed, 'Generated', { Resources: generated });
  expect(reasons).toEqual([expect.stringContaining('the property GenerateSecretString')]);
});

test('alarms and metric filters are believed', async () => {
  const Resources = {
    Logs: make('Logs::LogGroup', {}),
    Filter: make('Logs::MetricFilter', {
      ...{ LogGroupName: { Ref: 'Logs' }, FilterPattern: '{ $.level = "ERROR" }' },
      MetricTransformations: [{ MetricName: 'errors', MetricNamespace: 'auth', MetricValue: '1' }],
    }),
    Alarm: make('CloudWatch::Alarm', {
      ...{ Namespace: 'auth', MetricName: 'errors', Statistic: 'Sum', Period: 60, Threshold: 1 },
      ...{ EvaluationPeriods: 1, ComparisonOperator: 'GreaterThanOrEqualToThreshold' },
    }),
  };
  expect((await deploy(bed, 'Watch', { Resources })).reasons).toEqual([]);
});
