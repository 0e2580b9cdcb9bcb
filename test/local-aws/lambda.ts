import { zipSync, strToU8 } from 'fflate';
import { Iam } from './iam';
import { AwsError, InvokeOutcome, Invoker, Service, World } from './kernel';
import { LambdaRunner } from './lambda-runner';
import { Sts } from './sts';

const invalid = (message: string) => new AwsError('InvalidParameterValueException', message);
// @aws https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html — reserved names, and 4 KB for all variables
const RESERVED =
  /^(_HANDLER|_X_AMZN_TRACE_ID|LAMBDA_(TASK_ROOT|RUNTIME_DIR)|AWS_(REGION|DEFAULT_REGION|EXECUTION_ENV|LAMBDA_.*|ACCESS_KEY(_ID)?|SECRET_ACCESS_KEY|SESSION_TOKEN))$/;

function check({
  Runtime,
  Handler,
  MemorySize = 128,
  Timeout = 3,
  Architectures = ['x86_64'],
  Environment,
}: any): void {
  const variables = Environment?.Variables ?? {};
  const reserved = Object.keys(variables).filter((name) => RESERVED.test(name));
  const isTooLarge = Buffer.byteLength(JSON.stringify(variables)) > 4096;
  const refuseIf = (problem: boolean, message: string) => {
    if (problem) throw invalid(message);
  };
  refuseIf(
    !/^nodejs(20|22|24)\.x$/.test(Runtime),
    `Value ${Runtime} at 'runtime': only Node.js 20, 22 and 24 run here`,
  );
  refuseIf(!/^\S+\.[^\s.]+$/.test(Handler), `Value ${Handler} at 'handler' is no file.function`);
  refuseIf(!(MemorySize >= 128 && MemorySize <= 10240), `'MemorySize' value ${MemorySize} is not in 128..10240`);
  refuseIf(!(Timeout >= 1 && Timeout <= 900), `Value '${Timeout}' at 'timeout' is not in 1..900`);
  refuseIf(!/^(arm64|x86_64)$/.test(Architectures.join()), `Value ${Architectures} at 'architectures' is unknown`);
  refuseIf(isTooLarge, 'The environment variables you have provided exceeded the 4KB limit.');
  refuseIf(reserved.length > 0, `Reserved keys used in this request: ${reserved.join(', ')}`);
}

export function lambda(
  world: World,
  iam: Iam,
  sts: Sts,
  fetchCode: (bucket: string, key: string) => Promise<Uint8Array>,
) {
  const functions = new Map<string, LambdaRunner>();
  const arnOf = (name: string) => `arn:aws:lambda:${world.region}:${world.account}:function:${name.split(':').pop()}`;
  const find = (nameOrArn: string) => {
    const found = functions.get(arnOf(nameOrArn));
    if (!found) throw new AwsError('ResourceNotFoundException', `Function not found: ${nameOrArn}`, 404);
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

  const operations: Service['operations'] = {
    // @missing asynchronous invocation, versions and aliases, the tail of the log
    Invoke: async ({ FunctionName, InvocationType = 'RequestResponse', Payload }, { caller }) => {
      const runner = find(FunctionName);
      await world.authorize(caller, 'lambda:InvokeFunction', arnOf(FunctionName));
      if (InvocationType !== 'RequestResponse') throw invalid(`The test bed does not imitate ${InvocationType}`);
      const outcome = await runner.run(JSON.parse(Payload.toString() || '{}'), Infinity);
      const error = outcome.ok ? undefined : { errorType: outcome.errorType, errorMessage: outcome.message };
      const payload = Buffer.from(JSON.stringify(outcome.ok ? outcome.payload : error));
      return { StatusCode: 200, ExecutedVersion: '$LATEST', Payload: payload, FunctionError: error && 'Unhandled' };
    },
  };
  const resources: Service['resources'] = {
    'AWS::Lambda::Function': {
      properties: [
        ...['Architectures', 'Code', 'Description', 'Environment', 'FunctionName', 'Handler', 'LoggingConfig'],
        ...['MemorySize', 'Role', 'Runtime', 'Tags', 'Timeout'],
      ],
      create: async (props, { generatedName }) => {
        check(props);
        // @aws https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html — the role's trust policy must name lambda.amazonaws.com
        const role = iam.roles.find(({ arn }) => arn === props.Role);
        const isTrusted = role && sts.trusts(role, 'Service', 'lambda.amazonaws.com', 'sts:AssumeRole');
        if (!isTrusted) throw invalid('The role defined for the function cannot be assumed by Lambda.');
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
      properties: ['Action', 'FunctionName', 'Principal', 'SourceAccount', 'SourceArn'],
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
  return { operations, resources, invoke, close: () => functions.forEach((runner) => runner.close()) };
}
