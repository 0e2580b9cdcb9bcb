import { mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { build } from 'esbuild';

export const ROOT = path.resolve(__dirname, '..', '..');
export const WORKSHOP = path.join(ROOT, '.bench');

/** The library and all that is measured as plain JavaScript, as a user has it: no compiler runs while the clock does. */
export async function openWorkshop(): Promise<void> {
  rmSync(WORKSHOP, { recursive: true, force: true });
  const library = path.join(WORKSHOP, 'node_modules', 'cdk-cognito-auth');
  mkdirSync(library, { recursive: true });
  writeFileSync(path.join(library, 'package.json'), '{ "name": "cdk-cognito-auth", "main": "lib/index.js" }\n');
  symlinkSync(path.join(ROOT, 'assets'), path.join(library, 'assets'));

  const sources = readdirSync(path.join(ROOT, 'src'), { recursive: true, encoding: 'utf8' });
  await compile(
    sources.filter((file) => file.endsWith('.ts')).map((file) => path.join(ROOT, 'src', file)),
    path.join(library, 'lib'),
    path.join(ROOT, 'src'),
  );
  const measured = ['examples/notes-app.ts', 'scripts/bench/by-hand.ts', 'scripts/bench/groups.ts'];
  const workers = ['scripts/bench/synth-once.ts', 'scripts/bench/load-once.ts'];
  await compile(
    [...measured, ...workers].map((file) => path.join(ROOT, file)),
    WORKSHOP,
    ROOT,
  );
}

async function compile(entryPoints: string[], outdir: string, outbase: string) {
  await build({ entryPoints, outdir, outbase, format: 'cjs', platform: 'node', target: 'node20', logLevel: 'warning' });
}
