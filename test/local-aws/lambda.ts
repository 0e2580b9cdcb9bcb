import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { Iam } from './iam';
import { AwsError, demand, guarded, notImitated, refuse, serviceCaller } from './kernel';
import type { Answer, Call, Invoker, Request, Service, SessionCredentials, World } from './kernel';
import { Sts } from './sts';
import { FunctionOutcome, FunctionProcess, unpack } from '../support/function-process';

const INVALID = 'InvalidParameterValueException';

function check({ Runtime, Environment = {} }: any): void {
  const isNode = /^nodejs(20|22|24)\.x$/.test(Runtime);
  demand(isNode, INVALID, `Value ${Runtime} at 'runtime': only Node.js 20, 22 and 24 run here`);
  const fits = Buffer.byteLength(JSON.stringify(Environment.Variables ?? {})) <= 4096;
  demand(fits, INVALID, 'The environment variables you have provided exceeded the 4KB limit.');
}

export function lambda(world: World, iam: Iam, sts: Sts) {
  const root = mkdtempSync(join(tmpdir(), 'local-aws-'));
  /** By ARN. */
  const functions = new Map<string, FunctionProcess>();
  const prefix = `arn:aws:lambda:${world.region}:${world.account}:function:`;
  const arnOf = (name: string) => prefix + name.replace(prefix, '');
  const find = (name: string) =>
    functions.get(arnOf(name)) ?? refuse('ResourceNotFoundException', `Function not found: ${name}`, 404);

  // @aws https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html — a service needs a permission; SourceArn is compared as ArnLike
  async function invoke(arn: string, event: unknown, invoker: Invoker, timeoutMs: number): Promise<FunctionOutcome> {
    try {
      const own = find(arn);
      await world.authorize(serviceCaller(invoker), 'lambda:InvokeFunction', arn);
      return await own.run(event, timeoutMs);
    } catch (error) {
      const { code, message } = error as AwsError;
      return { ok: false, errorType: code, message };
    }
  }

  const operations = guarded('lambda', ({ FunctionName }) => arnOf(FunctionName), {
    InvokeFunction: ({ FunctionName, Payload }) => find(FunctionName).run(JSON.parse(Payload || '{}')),
  });
  // @aws https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html — an error of the function is an answer with X-Amz-Function-Error
  async function http({ path: url, query, headers, body }: Request, call: Call): Promise<Answer | undefined> {
    const [, name] = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/.exec(decodeURIComponent(url)) ?? [];
    if (!name) return undefined;
    if (headers['x-amz-invocation-type'] === 'Event') notImitated('invocations that nobody waits for');
    if (query.has('Qualifier')) notImitated('versions and aliases of functions');
    const input = { FunctionName: name, Payload: `${body}` };
    const { ok, payload, errorType, message }: any = await operations.InvokeFunction(input, call);
    const answer = ok ? payload : { errorType, errorMessage: message };
    return { status: 200, headers: ok ? {} : { 'x-amz-function-error': 'Unhandled' }, body: JSON.stringify(answer) };
  }

  async function put(name: string, props: any): Promise<void> {
    check(props);
    // @aws https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html — the role's trust policy must name lambda.amazonaws.com
    const role = iam.roles.find(({ arn }) => arn === props.Role);
    const isTrusted = role && sts.trusts(role, 'Service', 'lambda.amazonaws.com', 'sts:AssumeRole');
    demand(isTrusted, INVALID, 'The role defined for the function cannot be assumed by Lambda.');
    const { S3Bucket: Bucket, S3Key: Key, ZipFile } = props.Code;
    const inline = ZipFile && zipSync({ 'index.js': strToU8(ZipFile) });
    const zip = inline ?? (await world.ask('s3', 'GetObject', { Bucket, Key })).Body;
    const folder = join(root, randomUUID());
    unpack(zip, folder);
    functions.set(
      arnOf(name),
      start(name, props, folder, () => sts.issue(role, name).credentials),
    );
  }

  function start(name: string, props: any, folder: string, credentials: () => SessionCredentials) {
    const { region, endpoint, journal } = world;
    const { Handler: handler, Runtime, MemorySize = 128, Timeout = 3, LoggingConfig, Environment } = props;
    const logGroup = LoggingConfig?.LogGroup ?? `/aws/lambda/${name}`;
    // @aws https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html — what Lambda sets beside the function's own variables, 4 KB at most
    const environment = () => {
      const { AccessKeyId, SecretAccessKey, SessionToken } = credentials();
      return {
        ...{ PATH: '/usr/local/bin:/usr/bin:/bin', LANG: 'en_US.UTF-8', TZ: ':UTC', LAMBDA_TASK_ROOT: folder },
        ...{ AWS_REGION: region, AWS_DEFAULT_REGION: region, AWS_EXECUTION_ENV: `AWS_Lambda_${Runtime}` },
        ...{ AWS_LAMBDA_FUNCTION_NAME: name, AWS_LAMBDA_FUNCTION_VERSION: '$LATEST', _HANDLER: handler },
        ...{ AWS_LAMBDA_FUNCTION_MEMORY_SIZE: `${MemorySize}`, AWS_LAMBDA_LOG_GROUP_NAME: logGroup },
        ...{ AWS_LAMBDA_LOG_STREAM_NAME: 'bed', AWS_ACCESS_KEY_ID: AccessKeyId, AWS_SESSION_TOKEN: SessionToken },
        ...{ AWS_SECRET_ACCESS_KEY: SecretAccessKey, AWS_ENDPOINT_URL: endpoint, ...Environment?.Variables },
      };
    };
    const onLine = (line: string) => void journal.push(`${logGroup}: ${line}`);
    const context = { functionName: name, functionVersion: '$LATEST', invokedFunctionArn: arnOf(name) };
    return new FunctionProcess({ folder, handler, environment, onLine, context, timeoutMs: Timeout * 1000 });
  }

  const resources: Service['resources'] = {
    'AWS::Lambda::Function': {
      create: async (props, { generatedName }) => {
        const name = props.FunctionName ?? generatedName;
        await put(name, props);
        return { ref: name, attributes: { Arn: arnOf(name) } };
      },
      update: async (name, props) => {
        const old = find(name);
        await put(name, props);
        old.kill();
      },
      delete: (name) => {
        find(name).kill();
        functions.delete(arnOf(name));
      },
    },
    'AWS::Lambda::Permission': iam.policyType((props) => {
      const { Action, FunctionName, Principal: principal, SourceArn, SourceAccount } = props;
      find(FunctionName);
      const Resource = arnOf(FunctionName);
      const Principal = principal.endsWith('.amazonaws.com') ? { Service: principal } : { AWS: principal };
      const Condition = {
        ...(SourceArn && { ArnLike: { 'aws:SourceArn': SourceArn } }),
        ...(SourceAccount && { StringEquals: { 'aws:SourceAccount': SourceAccount } }),
      };
      return [[Resource], { Statement: { Effect: 'Allow', Principal, Action, Resource, Condition } }];
    }),
  };
  const close = () => {
    functions.forEach((one) => one.kill());
    rmSync(root, { recursive: true });
  };
  return { operations, resources, http, invoke, close };
}
