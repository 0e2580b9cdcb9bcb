import { execFile } from 'child_process';
import * as path from 'path';
import { promisify } from 'util';

const run = promisify(execFile);
const ROOT = path.join(__dirname, '..', '..');
const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1);

/** Another process, time zone, locale and folder for temporary files: nothing of these may show. */
async function templateOfProcess(seed: number): Promise<string> {
  const script = path.join(__dirname, 'print-template.ts');
  const env = { ...process.env, TZ: seed % 2 ? 'Asia/Tokyo' : 'America/Lima', LC_ALL: seed % 3 ? 'C' : 'tr_TR.UTF-8' };
  const { stdout } = await run(
    process.execPath,
    [
      path.join(ROOT, 'node_modules/tsx/dist/cli.mjs'),
      '--tsconfig',
      path.join(ROOT, 'tsconfig.dev.json'),
      script,
      `${seed}`,
    ],
    { cwd: ROOT, env, maxBuffer: 10_000_000 },
  );
  return stdout;
}

test('20 processes, each with an order of calls of its own, give one template', async () => {
  const templates: string[] = [];
  for (let at = 0; at < SEEDS.length; at += 2) {
    templates.push(...(await Promise.all(SEEDS.slice(at, at + 2).map(templateOfProcess))));
  }
  expect(new Set(templates).size).toBe(1);
  expect(Object.keys(JSON.parse(templates[0]).Resources).length).toBeGreaterThan(20);
}, 300_000);
