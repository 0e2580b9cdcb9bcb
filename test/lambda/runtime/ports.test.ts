import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { portsIn } from '../../../lambda/runtime/ports';

let directory: string;
beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'ports-'))));
afterEach(() => rmSync(directory, { recursive: true }));

const { signal } = new AbortController();
const write = (name: string, text: string) => writeFileSync(join(directory, name), text);

const membership = { userPoolId: 'p', userName: 'u', groupName: 'g' };

test('a client that is not there is missed only when it is used', async () => {
  const ports = portsIn(directory)(signal);
  await expect(ports.cognito.addUserToGroup(membership)).rejects.toThrow(/cognito\.js/);
  await expect(ports.lambda.invokeFunction('arn', {})).rejects.toThrow(/lambda\.js/);
});

test('a client is loaded from the file beside the code', async () => {
  const ports = portsIn(directory)(signal);
  write('cognito.js', 'exports.addUserToGroup = (...all) => { globalThis.asked = all; };');
  write('lambda.js', 'exports.invokeFunction = (...all) => ({ failed: false, payload: all });');
  await ports.cognito.addUserToGroup(membership);
  expect((globalThis as never as { asked: unknown }).asked).toEqual([membership, signal]);
  expect(await ports.lambda.invokeFunction('arn', { a: 1 })).toEqual({
    failed: false,
    payload: ['arn', { a: 1 }, signal],
  });
});

test('content that travels in the variable is taken as it is', () => {
  expect(portsIn(directory)(signal).read({ inline: ['example.com'] })).toEqual(['example.com']);
});

test('content in a file is read once', () => {
  write('domains-1a2b.json', '["example.com"]');
  const portsFor = portsIn(directory);
  expect(portsFor(signal).read({ file: 'domains-1a2b.json' })).toEqual(['example.com']);
  write('domains-1a2b.json', '["evil.test"]');
  expect(portsFor(signal).read({ file: 'domains-1a2b.json' })).toEqual(['example.com']);
});

test.each([
  '../secrets.json', 'a/b.json', 'a\\b.json', '/etc/passwd.json', '..json', '.json', '.hidden.json', 'index.js', 'a.json.js', 'a.json\n', 'a\0.json',
  '%2e%2e%2fa.json', 'C:a.json', `${'a'.repeat(101)}.json`, '',
])('refuses the file name %j', (file) => {
  expect(() => portsIn(directory)(signal).read({ file })).toThrow('not the name of a content file');
}); // prettier-ignore

test.each([
  ['is missing', undefined, /ENOENT/],
  ['is no JSON', 'example.com', SyntaxError],
])('a content file that %s is an error, each time', (_, text, error) => {
  const { read } = portsIn(directory)(signal);
  if (text !== undefined) write('domains.json', text);
  for (let attempt = 0; attempt < 2; attempt++) expect(() => read({ file: 'domains.json' })).toThrow(error);
});
