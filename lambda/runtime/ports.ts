import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { InternalError } from './errors';
import type { Content } from '../../src/contract/steps';
import type * as cognito from '../ports/cognito';
import type * as lambda from '../ports/lambda';

/** Everything outside the function that a step may touch. */
export interface Ports {
  readonly addUserToGroup: (membership: cognito.Membership) => Promise<void>;
  readonly findAccounts: (userPoolId: string, email: string) => Promise<readonly cognito.Account[]>;
  readonly signOutEverywhere: (user: cognito.User) => Promise<void>;
  readonly linkUser: (link: cognito.Link) => Promise<void>;
  readonly invokeFunction: (functionArn: string, event: object) => Promise<lambda.Answer>;
  readonly read: <T>(content: Content<T>) => T;
}

/** In which file the call of each port stands, under the port's own name; the signal that ends it is its last argument. */
const CLIENTS: Readonly<Record<Exclude<keyof Ports, 'read'>, keyof Files>> = {
  addUserToGroup: 'cognito',
  findAccounts: 'cognito',
  signOutEverywhere: 'cognito',
  linkUser: 'cognito',
  invokeFunction: 'lambda',
};

interface Files {
  readonly cognito: typeof cognito;
  readonly lambda: typeof lambda;
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
    if (!contents.has(name)) contents.set(name, JSON.parse(readFileSync(join(directory, name), 'utf8')));
    return contents.get(name);
  };
  const read = <T>(content: Content<T>) => ('inline' in content ? content.inline : (readFile(content.file) as T));
  return (signal) => {
    const calls = Object.entries(CLIENTS).map(([name, client]) => {
      return [name, async (...all: unknown[]) => (load(`./${client}.js`) as Client)[name]!(...all, signal)];
    });
    return { ...Object.fromEntries(calls), read } as Ports;
  };
}
