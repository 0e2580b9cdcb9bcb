import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { build } from 'esbuild';
import * as ts from 'typescript';
import { makeRequiresLazy } from '../lazy-requires';

export const ROOT = path.resolve(__dirname, '..', '..');
export const WORKSHOP = path.join(ROOT, '.bench');

/** The library and all that is measured as plain JavaScript, as a user has it: no compiler runs while the clock does. */
export async function openWorkshop(): Promise<void> {
  rmSync(WORKSHOP, { recursive: true, force: true });
  const library = path.join(WORKSHOP, 'node_modules', 'cdk-cognito-auth');
  mkdirSync(library, { recursive: true });
  writeFileSync(path.join(library, 'package.json'), '{ "name": "cdk-cognito-auth", "main": "lib/index.js" }\n');
  symlinkSync(path.join(ROOT, 'assets'), path.join(library, 'assets'));

  compileLibrary(path.join(ROOT, 'src'), path.join(library, 'lib'));
  const measured = ['examples/notes-app.ts', 'scripts/bench/by-hand.ts', 'scripts/bench/groups.ts'];
  const workers = ['synth-once', 'load-once', 'start-once'].map((name) => `scripts/bench/${name}.ts`);
  await compile(
    [...measured, ...workers].map((file) => path.join(ROOT, file)),
    WORKSHOP,
    ROOT,
  );
}

async function compile(entryPoints: string[], outdir: string, outbase: string) {
  await build({ entryPoints, outdir, outbase, format: 'cjs', platform: 'node', target: 'node20', logLevel: 'warning' });
}

/** As the package ships: a file for a file, loaded when it is needed. */
function compileLibrary(from: string, to: string): void {
  const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
  for (const name of readdirSync(from, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts')) continue;
    const { outputText } = ts.transpileModule(readFileSync(path.join(from, name), 'utf8'), { compilerOptions });
    const file = path.join(to, name.replace(/\.ts$/, '.js'));
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, outputText);
  }
  makeRequiresLazy(to);
}
