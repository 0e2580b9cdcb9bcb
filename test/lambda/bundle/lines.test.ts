import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ASSETS } from './function';
import { envelope, STEPS_VARIABLE } from '../../../src/contract/codec';
import { CONTEXT, signUpOf } from '../events';

/** As in Lambda, the console writes a time, a request and a level before everything. */
const RUNTIME = `
console.error = (text) => process.stderr.write('2027-01-01T00:00:00.000Z\\tid\\tERROR\\t' + text + '\\n');
const { handler } = require(process.argv[1]);
handler(JSON.parse(process.argv[2]), JSON.parse(process.argv[3])).catch(() => console.error('the control'));
`;

test('a line about an event that did not pass is JSON and nothing else, so that CloudWatch can count it', () => {
  const { event, context } = { event: JSON.stringify(signUpOf('ann@example.com')), context: JSON.stringify(CONTEXT) };
  const env = { [STEPS_VARIABLE]: JSON.stringify(envelope([])) };
  const args = ['-e', RUNTIME, join(ASSETS, 'triggers', 'pre-sign-up', 'index.js'), event, context];
  const output = execFileSync('/bin/sh', ['-c', 'exec "$0" "$@" 2>&1', process.execPath, ...args], { env }).toString();
  const [line, control, ...others] = output.split('\n');
  expect(JSON.parse(line!)).toMatchObject({ outcome: 'failed', triggerSource: 'PreSignUp_SignUp' });
  expect(control).toMatch(/ERROR\tthe control$/);
  expect(others).toEqual(['']);
});

test('no file of a trigger asks the console', () => {
  expect(readFileSync(join(ASSETS, 'triggers', 'pre-sign-up', 'index.js'), 'utf8')).not.toContain('console.');
});
