import { readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build, type BuildOptions } from 'esbuild';

const ENTRY = /^(.+)\.lambda\.ts$/;
/** Each AWS client is a file of its own: a function gets only those that its steps need, and loads them on demand. */
const PORTS = ['cognito', 'lambda'];

const OPTIONS: BuildOptions = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  minify: true,
  legalComments: 'none',
  // the ES modules of the AWS SDK lose what is not used; its CommonJS would stay whole, at twice the size
  mainFields: ['module', 'main'],
  conditions: ['module'],
  // no tsconfig.json of any folder may change the output
  tsconfigRaw: '{}',
  logLevel: 'warning',
};

/** Writes `triggers/<trigger>/index.js` and `ports/<port>.js`; the same sources give the same bytes in every folder. */
export async function bundle(outdir: string, root = resolve(__dirname, '..')): Promise<void> {
  const names = readdirSync(join(root, 'lambda')).flatMap((file) => ENTRY.exec(file)?.[1] ?? []);
  const triggers = Object.fromEntries(
    names.sort().map((name) => [`triggers/${name}/index`, `lambda/${name}.lambda.ts`]),
  );
  const ports = Object.fromEntries(PORTS.map((name) => [`ports/${name}`, `lambda/ports/${name}.ts`]));
  for (const folder of ['triggers', 'ports']) rmSync(join(outdir, folder), { recursive: true, force: true });
  await build({ ...OPTIONS, absWorkingDir: root, outdir: resolve(outdir), entryPoints: { ...triggers, ...ports } });
}

if (require.main === module) {
  bundle(process.argv[2] ?? resolve(__dirname, '..', 'assets')).catch(() => (process.exitCode = 1));
}
