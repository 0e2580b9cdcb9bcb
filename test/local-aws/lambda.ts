import { zipSync, strToU8 } from 'fflate';
import { Iam } from './iam';
import { demand, InvokeOutcome, Invoker, Service, World } from './kernel';
import { LambdaRunner } from './lambda-runner';
import { Sts } from './sts';

const INVALID = 'InvalidParameterValueException';

// @missing the API (such as Invoke), versions and aliases, ranges of memory and time-out, reserved names of variables, runtimes other than Node.js
function check({ Runtime, Environment = {} }: any): void {
  const isNode = /^nodejs(20|22|24)\.x$/.test(Runtime);
  demand(isNode, INVALID, `Value ${Runtime} at 'runtime': only Node.js 20, 22 and 24 run here`);
  const fits = Buffer.byteLength(JSON.stringify(Environment.Variables ?? {})) <= 4096;
  demand(fits, INVALID, 'The environment variables you have provided exceeded the 4KB limit.');
}

type FetchCode = (bucket: string, key: string) => Promise<Uint8Array>;

export function lambda(world: World, iam: Iam, sts: Sts, fetchCode: FetchCode) {
  const functions = new Map<string, LambdaRunner>();
  const arnOf = (name: string) => `arn:aws:lambda:${world.region}:${world.account}:function:${name.split(':').pop()}`;
  const find = (nameOrArn: string) => {
    const found = functions.get(arnOf(nameOrArn));
    demand(found, 'ResourceNotFoundException', `Function not found: ${nameOrArn}`, 404);
    return found;
  };

  // @aws https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html — a service needs a permission; SourceArn is compared as ArnLike
  async function invoke(arn: string, event: unknown, invoker: Invoker, timeoutMs: number): Promise<InvokeOutcome> {
    const failed = (errorType: string, message: string) => ({ ok: false as const, errorType, message });
    const runner = functions.get(arn);
    if (!runner) return failed('ResourceNotFoundException', `Function not found: ${arn}`);
    const context = { 'aws:SourceArn': invoker.sourceArn, 'aws:SourceAccount': invoker.sourceAccount };
    const question = { principal: invoker.service, action: 'lambda:InvokeFunction', resource: arn, context };
    const verdict = iam.decide({ ...question, resourcePolicy: iam.resourcePolicies.get(arn) });
    if (verdict === 'Allowed') return runner.run(event, timeoutMs);
    const message = `${invoker.service} is not authorized to perform: lambda:InvokeFunction on resource: ${arn}`;
    world.journal.push(`denied: ${message}`);
    return failed('AccessDeniedException', message);
  }

  const resources: Service['resources'] = {
    'AWS::Lambda::Function': {
      properties: `Architectures Code Description Environment FunctionName Handler LoggingConfig MemorySize Role Runtime
        Tags Timeout`,
      create: async (props, { generatedName }) => {
        check(props);
        // @aws https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html — the role's trust policy must name lambda.amazonaws.com
        const role = iam.roles.find(({ arn }) => arn === props.Role);
        const isTrusted = role && sts.trusts(role, 'Service', 'lambda.amazonaws.com', 'sts:AssumeRole');
        demand(isTrusted, INVALID, 'The role defined for the function cannot be assumed by Lambda.');
        const { S3Bucket, S3Key, ZipFile } = props.Code;
        const zip = ZipFile ? zipSync({ 'index.js': strToU8(ZipFile) }) : await fetchCode(S3Bucket, S3Key);
        const name = props.FunctionName ?? generatedName;
        const arn = arnOf(name);
        const credentials = () => sts.issue(role, name).credentials;
        functions.set(arn, new LambdaRunner(world, { name, arn, zip, props, credentials }));
        iam.resourcePolicies.set(arn, { Version: '2012-10-17', Statement: [] });
        return { ref: name, attributes: { Arn: arn } };
      },
      delete: (name) => {
        find(name).close();
        iam.resourcePolicies.delete(arnOf(name));
        functions.delete(arnOf(name));
      },
    },
    'AWS::Lambda::Permission': {
      properties: 'Action FunctionName Principal SourceAccount SourceArn',
      create: ({ Action, FunctionName, Principal: principal, SourceArn, SourceAccount }, { generatedName: Sid }) => {
        find(FunctionName);
        const Resource = arnOf(FunctionName);
        const Principal = principal.endsWith('.amazonaws.com') ? { Service: principal } : { AWS: principal };
        const Condition = {
          ...(SourceArn && { ArnLike: { 'aws:SourceArn': SourceArn } }),
          ...(SourceAccount && { StringEquals: { 'aws:SourceAccount': SourceAccount } }),
        };
        const { Statement } = iam.resourcePolicies.get(Resource);
        Statement.push({ Sid, Effect: 'Allow', Principal, Action, Resource, Condition });
        return { ref: `${Resource}|${Sid}` };
      },
      delete: (ref) => {
        const [arn, sid] = ref.split('|');
        const policy = iam.resourcePolicies.get(arn);
        if (policy) policy.Statement = policy.Statement.filter(({ Sid }: any) => Sid !== sid);
      },
    },
  };
  return { operations: {}, resources, invoke, close: () => functions.forEach((runner) => runner.close()) };
}
