import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { CognitoAuth, CognitoAuthProps, IdentityLock } from 'cdk-cognito-auth';

export type Mode = 'write' | 'overwrite';
/** Fills an app whose pools have the given record. */
export type Build = (app: App, identityLock: IdentityLock) => void;

/** A record in a folder of its own, and the apps that are compared with it. */
export class Desk {
  private readonly folder = mkdtempSync(join(tmpdir(), 'identity-lock-'));
  readonly file = join(this.folder, 'cognito-auth.lock.json');
  readonly lock = IdentityLock.file(this.file);

  /** Findings of one synth, each as `path: sentence`. */
  synth(build: Build, mode?: string): string[] {
    const app = new App({ outdir: join(this.folder, 'cdk.out'), context: mode ? { 'cognito-auth:lock': mode } : {} });
    build(app, this.lock);
    try {
      app.synth();
      return [];
    } catch (error) {
      const [title, ...lines] = (error as Error).message.split('\n');
      if (!title.includes('Validation failed')) throw error;
      return lines.map((line) =>
        line
          .trim()
          .replace(/^\[([^\]]*)\] /, '$1: ')
          .replaceAll(this.file, 'LOCK'),
      );
    }
  }

  get text(): string {
    return readFileSync(this.file, 'utf8');
  }

  get record(): any {
    return JSON.parse(this.text);
  }

  replace(what: RegExp, by: string): void {
    writeFileSync(this.file, this.text.replace(what, by));
  }

  clear(): void {
    rmSync(this.folder, { recursive: true });
  }
}

/** A desk that is cleared after each test. */
export function deskPerTest(): { readonly at: Desk } {
  const holder = { at: undefined as unknown as Desk };
  beforeEach(() => (holder.at = new Desk()));
  afterEach(() => holder.at.clear());
  return holder;
}

export function pool(
  props: CognitoAuthProps = {},
  fill: (auth: CognitoAuth, stack: Stack) => void = () => {},
  at: { stack?: string; id?: string } = {},
): Build {
  return (app, identityLock) => {
    const stack = new Stack(app, at.stack ?? 'Notes');
    fill(new CognitoAuth(stack, at.id ?? 'Auth', { ...props, identityLock }), stack);
  };
}

export function both(...builds: Build[]): Build {
  return (app, lock) => builds.forEach((build) => build(app, lock));
}

/** Warnings and infos of the stack Notes, as `id: text`. */
export function said(build: Build, lock: IdentityLock, mode?: Mode): string[] {
  const app = new App({ context: mode ? { 'cognito-auth:lock': mode } : {} });
  build(app, lock);
  const annotations = Annotations.fromStack(app.node.findChild('Notes') as Stack);
  return [...annotations.findWarning('*', Match.anyValue()), ...annotations.findInfo('*', Match.anyValue())].map(
    ({ id, entry }) => `${id}: ${String(entry.data)}`,
  );
}
