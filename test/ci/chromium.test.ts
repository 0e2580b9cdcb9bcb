import { spawnSync } from 'node:child_process';
import * as path from 'node:path';

const SCRIPT = path.join(__dirname, '..', '..', 'scripts', 'ci', 'chromium.sh');
const run = (CHROMIUM: string) => spawnSync('bash', [SCRIPT], { env: { ...process.env, CHROMIUM }, encoding: 'utf8' });

test('a Chromium of your own is taken as it is', () => {
  const { status, stdout } = run('/bin/echo');
  expect([status, stdout]).toEqual([0, expect.stringContaining('--version')]);
});

test('a Chromium of your own that is missing is named, and nothing is installed', () => {
  const { status, stderr } = run('/no/such/chromium');
  expect([status, stderr]).toEqual([
    1,
    expect.stringContaining('CHROMIUM names /no/such/chromium, which is not there'),
  ]);
});
