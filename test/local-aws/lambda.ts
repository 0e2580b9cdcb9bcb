import { ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { createInterface } from 'node:readline';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { Iam } from './iam';
import { AwsError, demand, guarded, notImitated, refuse, serviceCaller } from './kernel';
import type { Answer, Call, InvokeOutcome, Invoker, Request, Service, SessionCredentials, World } from './kernel';
import { Sts } from './sts';

/** The warm process of one function, and the folder with its code. */
class LambdaRunner {
  private readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), 'local-aws-'));
  private readonly children = new Set<ChildProcess>();
  private idle?: ChildProcess;

  constructor(
    private readonly world: World,
    private readonly deployed: { name: string; arn: string; props: any; credentials(): SessionCredentials },
    zip: Uint8Array,
  ) {
    for (const [name, content] of Object.entries(unzipSync(zip))) {
      const file = path.join(this.folder, name);
      fs.mkdirSync(name.endsWith('/') ? file : path.dirname(file), { recursive: true });
      if (!name.endsWith('/')) fs.writeFileSync(file, content);
    }
  }

  // @aws https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html — a warm process is reused, one event at a time; after a timeout or a crash a new one starts
  // @assumed the cold start counts towards the timeout; a function that its invoker no longer waits for is ended
  async run(event: unknown, invokerMs: number): Promise<InvokeOutcome> {
    const timeout = Math.min(invokerMs, (this.deployed.props.Timeout ?? 3) * 1000);
    const child = this.idle ?? this.start();
    this.idle = undefined;
    const requestId = randomUUID();
    const outcome = await new Promise<InvokeOutcome>((resolve) => {
      const end = (errorType: string, problem: string) => {
        child.kill('SIGKILL');
        resolve({ ok: false, errorType, message: `RequestId: ${requestId} Error: ${problem}` });
      };
      const late = `Task timed out after ${(timeout / 1000).toFixed(2)} seconds`;
      const timer = setTimeout(() => end('Sandbox.Timedout', late), timeout);
      child.once('message', resolve);
      child.once('exit', (code) => end('Runtime.ExitError', `Runtime exited with error: exit status ${code}`));
      child.once('message', () => clearTimeout(timer)).once('exit', () => clearTimeout(timer));
      child.send({ event, requestId, deadline: Date.now() + timeout });
    });
    child.removeAllListeners('message').removeAllListeners('exit');
    if (child.killed || this.idle || child.exitCode !== null) this.end(child);
    else this.idle = child;
    return outcome;
  }

  private start(): ChildProcess {
    const { name, arn, props, credentials } = this.deployed;
    const { AccessKeyId, SecretAccessKey, SessionToken } = credentials();
    const logGroup = props.LoggingConfig?.LogGroup ?? `/aws/lambda/${name}`;
    // @aws https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html — what Lambda sets beside the function's own variables, 4 KB at most
    const env = {
      ...{ PATH: '/usr/local/bin:/usr/bin:/bin', LANG: 'en_US.UTF-8', TZ: ':UTC', LAMBDA_TASK_ROOT: this.folder },
      ...{ AWS_REGION: this.world.region, AWS_DEFAULT_REGION: this.world.region, _HANDLER: props.Handler },
      ...{ AWS_EXECUTION_ENV: `AWS_Lambda_${props.Runtime}`, AWS_LAMBDA_FUNCTION_VERSION: '$LATEST' },
      ...{ AWS_LAMBDA_FUNCTION_NAME: name, AWS_LAMBDA_FUNCTION_MEMORY_SIZE: `${props.MemorySize ?? 128}` },
      ...{ AWS_LAMBDA_LOG_GROUP_NAME: logGroup, AWS_LAMBDA_LOG_STREAM_NAME: 'bed', BED_FUNCTION_ARN: arn },
      ...{ AWS_ACCESS_KEY_ID: AccessKeyId, AWS_SECRET_ACCESS_KEY: SecretAccessKey, AWS_SESSION_TOKEN: SessionToken },
      ...{ AWS_ENDPOINT_URL: this.world.endpoint, ...props.Environment?.Variables },
    };
    const options = { cwd: this.folder, env, execArgv: [], silent: true };
    const child = fork(path.join(__dirname, 'lambda-host.mjs'), [], options);
    for (const stream of [child.stdout!, child.stderr!]) {
      const lines = createInterface({ input: stream });
      lines.on('line', (line) => this.world.journal.push(`${logGroup}: ${line}`));
    }
    this.children.add(child);
    return child;
  }

  private end(child: ChildProcess): void {
    child.kill('SIGKILL');
    this.children.delete(child);
  }

  close(): void {
    for (const child of this.children) this.end(child);
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}

const INVALID = 'InvalidParameterValueException';

function check({ Runtime, Environment = {} }: any): void {
  const isNode = /^nodejs(20|22|24)\.x$/.test(Runtime);
  demand(isNode, INVALID, `Value ${Runtime} at 'runtime': only Node.js 20, 22 and 24 run here`);
  const fits = Buffer.byteLength(JSON.stringify(Environment.Variables ?? {})) <= 4096;
  demand(fits, INVALID, 'The environment variables you have provided exceeded the 4KB limit.');
}

export function lambda(world: World, iam: Iam, sts: Sts) {
  /** By ARN. */
  const functions = new Map<string, LambdaRunner>();
  const prefix = `arn:aws:lambda:${world.region}:${world.account}:function:`;
  const arnOf = (name: string) => prefix + name.replace(prefix, '');
  const find = (name: string) =>
    functions.get(arnOf(name)) ?? refuse('ResourceNotFoundException', `Function not found: ${name}`, 404);

  // @aws https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html — a service needs a permission; SourceArn is compared as ArnLike
  async function invoke(arn: string, event: unknown, invoker: Invoker, timeoutMs: number): Promise<InvokeOutcome> {
    try {
      const runner = find(arn);
      await world.authorize(serviceCaller(invoker), 'lambda:InvokeFunction', arn);
      return await runner.run(event, timeoutMs);
    } catch (error) {
      const { code, message } = error as AwsError;
      return { ok: false, errorType: code, message };
    }
  }

  const operations = guarded('lambda', ({ FunctionName }) => arnOf(FunctionName), {
    InvokeFunction: ({ FunctionName, Payload }) => find(FunctionName).run(JSON.parse(Payload || '{}'), 900_000),
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
    const arn = arnOf(name);
    const credentials = () => sts.issue(role, name).credentials;
    functions.set(arn, new LambdaRunner(world, { name, arn, props, credentials }, zip));
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
        old.close();
      },
      delete: (name) => {
        find(name).close();
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
  return { operations, resources, http, invoke, close: () => functions.forEach((runner) => runner.close()) };
}
