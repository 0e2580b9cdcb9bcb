import { cloudFormation } from './cloudformation';
import { cognitoIdentity } from './cognito-identity';
import { cognitoIdp } from './cognito-idp';
import { dynamodb } from './dynamodb';
import { Iam } from './iam';
import { Caller, ResourceTypes, Service, serviceCaller, World } from './kernel';
import { kms } from './kms';
import { lambda } from './lambda';
import { recorders } from './recorders';
import { s3 } from './s3';
import { createServer } from './server';
import { secretsManager, smallResources, ssm } from './small-resources';
import { Sts } from './sts';
import { listen } from '../support/http';

export interface LocalAws extends World {
  /** The clock; tests may set it forward. */
  now: World['now'];
  /** Ends every socket and every process of a function. */
  close(): Promise<void>;
}

type Options = Partial<Pick<World, 'standIns' | 'onExchange'>> & { port?: number };

/** Starts an AWS account of its own, empty but for the CDK bootstrap resources, on one port of this machine. */
export async function startLocalAws({ port = 0, standIns = {}, onExchange }: Options = {}): Promise<LocalAws> {
  const place = { region: 'us-east-1', account: '123456789012', endpoint: '' };
  const empty = { ...place, standIns, onExchange, outbox: [], journal: [], recorded: {}, now: () => new Date() };
  const world = empty as unknown as { -readonly [K in keyof LocalAws]: LocalAws[K] };
  const iam = new Iam(world);
  const sts = new Sts(iam);
  world.authorize = iam.authorize.bind(iam);
  world.assumeWithWebIdentity = sts.assumeWithWebIdentity.bind(sts);

  const admin: Caller = { kind: 'admin', arn: `arn:aws:iam::${world.account}:root`, context: {} };
  world.ask = async (service, operation, input, caller = admin) =>
    services[service].operations[operation](input, { world, caller, headers: {} });
  world.sessionOf = (invoker) => sts.open(serviceCaller(invoker)).credentials;
  const functions = lambda(world, iam, sts);
  world.invoke = functions.invoke;
  const buckets = s3(world, iam);
  const idp = cognitoIdp(world);
  const cognito = { 'cognito-idp': idp, 'cognito-identity': cognitoIdentity(world, idp) };
  const database = dynamodb(world);
  const stores = { dynamodb: database, kms: kms(world, iam), ssm: ssm(world), secretsmanager: secretsManager(world) };
  const silent = recorders(world, iam);
  // S3 comes last: whatever has a path and no other owner is about one of its objects.
  const services: Record<string, Service> = { sts, ...cognito, ...stores, ...silent, lambda: functions, s3: buckets };
  const types: ResourceTypes = Object.assign(
    { ...iam.resources, ...smallResources(world) },
    ...Object.values(services).map(({ resources }) => resources),
  );
  services.cloudformation = cloudFormation(world, types);
  world.recorded = Object.fromEntries(Object.keys(services).map((name) => [name, []]));

  // @aws https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html — the bucket, roles and parameter that `cdk bootstrap` makes
  const version = { Name: '/cdk-bootstrap/hnb659fds/version', Type: 'String', Value: '30' };
  await types['AWS::SSM::Parameter'].create(version, { generatedName: '' });
  buckets.addBucket(`cdk-hnb659fds-assets-${world.account}-${world.region}`);
  for (const purpose of ['deploy', 'file-publishing', 'lookup', 'cfn-exec', 'image-publishing']) {
    const trust = { Statement: [{ Effect: 'Allow', Principal: { AWS: world.account }, Action: 'sts:AssumeRole' }] };
    const role = iam.addRole(`cdk-hnb659fds-${purpose}-role-${world.account}-${world.region}`, trust);
    iam.attach(role, 'arn:aws:iam::aws:policy/AdministratorAccess');
  }

  const server = await listen(
    createServer(services, world, (request) => sts.identify(request)),
    port,
  );
  world.endpoint = server.url;
  world.close = async () => {
    functions.close();
    await database.close();
    await server.close();
  };
  return world;
}
