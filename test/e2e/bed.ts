import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { LocalAws, startLocalAws } from '../local-aws';
import { Stage } from './stage';

/** A test bed as a stage of the flows, and the environment in which the CDK CLI finds it. */
export interface Bed {
  readonly aws: LocalAws;
  readonly stage: Stage;
  readonly env: NodeJS.ProcessEnv;
  close(): Promise<void>;
}

export async function startBed(): Promise<Bed> {
  const aws = await startLocalAws();
  // the CLI caches which account a key belongs to: a home of its own keeps beds apart from each other and from AWS
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk-home-'));
  const env = {
    ...process.env,
    AWS_ENDPOINT_URL: aws.endpoint,
    AWS_REGION: aws.region,
    AWS_DEFAULT_REGION: aws.region,
    AWS_ACCESS_KEY_ID: 'test-bed',
    AWS_SECRET_ACCESS_KEY: 'test-bed',
    AWS_EC2_METADATA_DISABLED: 'true',
    CDK_HOME: home,
    CDK_VALIDATION: 'false',
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  };
  Object.assign(process.env, pick(env, /^AWS_(REGION|ACCESS_KEY_ID|SECRET_ACCESS_KEY|SDK_JS_.*)$/));
  const codeFor = async (email: string) => {
    const sent = aws.outbox.filter(({ destination, code }) => destination === email && code);
    if (sent.length === 0) throw new Error(`no code was sent to ${email}`);
    return sent[sent.length - 1].code!;
  };
  return {
    aws,
    stage: { region: aws.region, endpoint: aws.endpoint, codeFor },
    env,
    close: async () => {
      await aws.close();
      fs.rmSync(home, { recursive: true, force: true });
    },
  };
}

function pick(env: NodeJS.ProcessEnv, names: RegExp): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => names.test(name)));
}
