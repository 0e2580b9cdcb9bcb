import { ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { createInterface } from 'node:readline';
import { unzipSync } from 'fflate';
import { InvokeOutcome, SessionCredentials, World } from './kernel';

export interface DeployedFunction {
  readonly name: string;
  readonly arn: string;
  readonly zip: Uint8Array;
  readonly props: any;
  credentials(): SessionCredentials;
}

/** The warm process of one function, and the folder with its code. */
export class LambdaRunner {
  private readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), 'local-aws-'));
  private readonly children = new Set<ChildProcess>();
  private idle?: ChildProcess;

  constructor(
    private readonly world: World,
    private readonly deployed: DeployedFunction,
  ) {
    for (const [name, content] of Object.entries(unzipSync(deployed.zip))) {
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
    // @missing the AWS SDK of the runtime, layers, /tmp of its own, the memory limit, the architecture, Node's version (it is the test's)
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
