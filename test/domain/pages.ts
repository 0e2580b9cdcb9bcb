import { mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Stack } from 'aws-cdk-lib';
import { AuthDomain, CognitoAuth, CognitoAuthProps } from 'cdk-cognito-auth';
import { authIn, spa } from '../support/auth';
import { synth, TemplateJson } from '../support/template';

/** The template of a pool with a domain and a client with pages. */
export function withPages(
  props: CognitoAuthProps,
  more: (auth: CognitoAuth, stack: Stack) => void = () => {},
): TemplateJson {
  return synth((stack) => {
    const auth = authIn(stack, props);
    auth.addDomain('Domain', AuthDomain.prefix('notes-example'));
    auth.addClient('Spa', spa());
    more(auth, stack);
  });
}

const folder = mkdtempSync(join(tmpdir(), 'pages-'));

/** The path of a file with this content. */
export function fileOf(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

export function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
