import { readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build, type BuildOptions, type StdinOptions } from 'esbuild';

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
  // `module` is there when Lambda loads the entry
  logOverride: { 'commonjs-variable-in-esm': 'silent' },
};

/** Writes `triggers/<trigger>/index.js` and `ports/<port>.js`; the same sources give the same bytes in every folder. */
export async function bundle(outdir: string, root = resolve(__dirname, '..')): Promise<void> {
  const options = { ...OPTIONS, absWorkingDir: root };
  const triggers = readdirSync(join(root, 'lambda')).flatMap((file) => ENTRY.exec(file)?.[1] ?? []);
  for (const folder of ['triggers', 'ports']) rmSync(join(outdir, folder), { recursive: true, force: true });
  const ports = Object.fromEntries(PORTS.map((name) => [name, `lambda/ports/${name}.ts`]));
  await Promise.all([
    build({ ...options, entryPoints: ports, outdir: resolve(outdir, 'ports') }),
    ...triggers.map((name) =>
      build({ ...options, stdin: entryOf(name, root), outfile: resolve(outdir, 'triggers', name, 'index.js') }),
    ),
  ]);
}

/** What Lambda loads; a plain assignment, because esbuild's own export of a module takes half a kilobyte. */
function entryOf(name: string, root: string): StdinOptions {
  const contents = `import { handler } from './${name}.lambda'; module.exports = { handler };`;
  return { contents, resolveDir: join(root, 'lambda'), sourcefile: `${name}.entry.js` };
}

if (require.main === module) {
  bundle(process.argv[2] ?? resolve(__dirname, '..', 'assets')).catch(() => (process.exitCode = 1));
}
