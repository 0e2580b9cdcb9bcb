import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { InternalError } from './errors';
import type { Content } from '../../src/contract/steps';
import type * as captcha from '../ports/captcha';
import type * as cognito from '../ports/cognito';
import type * as decrypt from '../ports/decrypt';
import type * as dynamodb from '../ports/dynamodb';
import type * as events from '../ports/events';
import type * as lambda from '../ports/lambda';
import type * as migration from '../ports/migration';
import type * as s3 from '../ports/s3';
import type * as secrets from '../ports/secrets';
import type * as ses from '../ports/ses';
import type * as sns from '../ports/sns';
import type * as sqs from '../ports/sqs';
import type * as ssm from '../ports/ssm';

/** The files of AWS clients, one per service: each stands beside the code of the functions whose steps need it. */
interface PortFiles {
  readonly captcha: typeof captcha;
  readonly cognito: typeof cognito;
  readonly decrypt: typeof decrypt;
  readonly dynamodb: typeof dynamodb;
  readonly events: typeof events;
  readonly lambda: typeof lambda;
  readonly s3: typeof s3;
  readonly secrets: typeof secrets;
  readonly ses: typeof ses;
  readonly sns: typeof sns;
  readonly sqs: typeof sqs;
  readonly ssm: typeof ssm;
  readonly migration: typeof migration;
}

/** What a file offers, without the signal that ends each call: it is added as the last argument. */
type Calls<File> = {
  readonly [Name in keyof File]: File[Name] extends (...all: [...infer Given, AbortSignal]) => infer Answer
    ? (...given: Given) => Answer
    : never;
};

export type AwsPorts = { readonly [File in keyof PortFiles]: Calls<PortFiles[File]> };

/** Everything outside the function that a step may touch. */
export interface Ports extends AwsPorts {
  readonly read: <T>(content: Content<T>) => T;
}

type Client = Readonly<Record<string, (...all: unknown[]) => Promise<unknown>>>;

export type PortsFor = (signal: AbortSignal) => Ports;

/** A file beside the function's code, and no other one. */
const CONTENT_NAME = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}\.json$/;

/** The ports of a function whose directory holds the AWS clients and content files that its steps need. */
export function portsIn(directory: string): PortsFor {
  // Not a plain import: an AWS client is a file of its own, and only the event that needs it pays for loading it
  const load = createRequire(join(directory, 'index.js'));
  const contents = new Map<string, unknown>();
  const readFile = (name: string): unknown => {
    if (!CONTENT_NAME.test(name)) throw new InternalError('not the name of a content file');
    // Stryker disable next-line StringLiteral: JSON.parse reads the bytes as UTF-8 too
    if (!contents.has(name)) contents.set(name, JSON.parse(readFileSync(join(directory, name), 'utf8')));
    return contents.get(name);
  };
  const read = <T>(content: Content<T>) => ('inline' in content ? content.inline : (readFile(content.file) as T));
  return (signal) => {
    const clientIn = (file: string) =>
      new Proxy({}, { get: (_, call: string) => async (...all: unknown[]) => (load(`./${file}.js`) as Client)[call]!(...all, signal) });
    return new Proxy({ read } as Ports, { get: (own, name: string) => (name === 'read' ? own.read : clientIn(name)) });
  };
} // prettier-ignore
