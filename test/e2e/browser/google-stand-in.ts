import { spawn } from 'node:child_process';
import { once } from 'node:events';
import * as path from 'node:path';

export interface GoogleStandIn {
  readonly issuer: string;
  close(): void;
}

/** Starts the stand-in for Google, which knows one client. oidc-provider is an ES module, which Jest does not load. */
export async function startGoogle(clientId: string, clientSecret: string): Promise<GoogleStandIn> {
  const program = path.join(__dirname, 'google-program.mjs');
  const child = spawn(process.execPath, [program, clientId, clientSecret], { stdio: ['ignore', 'pipe', 'pipe'] });
  const complaints: Buffer[] = [];
  child.stderr.on('data', (text: Buffer) => complaints.push(text));
  const ended = once(child, 'exit').then(() => {
    throw new Error(`the stand-in for Google ended:\n${Buffer.concat(complaints).toString()}`);
  });
  // without this, its end at the end of the tests would be an unhandled rejection
  ended.catch(() => undefined);
  const [issuer] = (await Promise.race([once(child.stdout, 'data'), ended])) as [Buffer];
  return { issuer: issuer.toString().trim(), close: () => void child.kill() };
}
