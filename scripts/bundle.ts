import { readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { build, type BuildOptions, type Plugin, type StdinOptions } from 'esbuild';

const ENTRY = /^(.+)\.lambda\.ts$/;
const STEP = /[\\/]lambda[\\/]steps[\\/].+\.ts$/;
/** Each AWS client is a file of its own: a function gets only those that its steps need, and loads them on demand. */
const PORTS = [
  'captcha',
  'cognito',
  'decrypt',
  'dynamodb',
  'events',
  'lambda',
  'migration',
  's3',
  'secrets',
  'ses',
  'sns',
  'sqs',
  'ssm',
];

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

/**
 * Writes `triggers/<trigger>/index.js`, beside it a file for each step that the trigger's table names, and `ports/<port>.js`;
 * the same sources give the same bytes in every folder.
 */
export async function bundle(outdir: string, root = resolve(__dirname, '..')): Promise<void> {
  const options = { ...OPTIONS, absWorkingDir: root };
  const triggers = readdirSync(join(root, 'lambda')).flatMap((file) => ENTRY.exec(file)?.[1] ?? []);
  for (const folder of ['triggers', 'ports']) rmSync(join(outdir, folder), { recursive: true, force: true });
  const ports = Object.fromEntries(PORTS.map((name) => [name, `lambda/ports/${name}.ts`]));
  await Promise.all([
    build({ ...options, entryPoints: ports, outdir: resolve(outdir, 'ports') }),
    ...triggers.map(async (name) => bundleTrigger(name, resolve(outdir, 'triggers', name), root, options)),
  ]);
}

/** Lambda puts words before what the console prints. Written past it, a line is JSON, which CloudWatch can count. */
const PLAIN_LINES: BuildOptions = { define: { 'console.error': 'process.stderr.write' } };

async function bundleTrigger(name: string, outdir: string, root: string, options: BuildOptions): Promise<void> {
  const steps = new Map<string, string>();
  const outfile = join(outdir, 'index.js');
  await build({ ...options, ...PLAIN_LINES, stdin: entryOf(name, root), outfile, plugins: [stepsOnDemand(steps)] });
  const entryPoints = Object.fromEntries([...steps.keys()].map((step) => [step, `step:${step}`]));
  await build({ ...options, ...PLAIN_LINES, entryPoints, outdir, plugins: [stepEntries(steps), ONE_ERROR] });
}

/** What Lambda loads; a plain assignment, because esbuild's own export of a module takes half a kilobyte. */
function entryOf(name: string, root: string): StdinOptions {
  const contents = `
    import { handler } from './${name}.lambda';
    import { InternalError, UserFacingError } from './runtime/errors';
    module.exports = { handler, InternalError, UserFacingError };`;
  return { contents, resolveDir: join(root, 'lambda'), sourcefile: `${name}.entry.js` };
}

/** What loads as the function of a step; a plain assignment here, too. */
function stepEntries(files: ReadonlyMap<string, string>): Plugin {
  return {
    name: 'step-entries',
    setup({ onLoad, onResolve }) {
      onResolve({ filter: /^step:/ }, ({ path }) => ({ path: path.slice('step:'.length), namespace: 'step' }));
      onLoad({ filter: /.*/, namespace: 'step' }, ({ path: step }) => {
        const file = files.get(step)!;
        const contents = `import { ${step} } from ${JSON.stringify(file)}; module.exports = ${step};`;
        return { contents, resolveDir: dirname(file) };
      });
    },
  };
}

/** In an entry a step is what loads the file of the step: a function is deployed with the steps that it uses. */
function stepsOnDemand(found: Map<string, string>): Plugin {
  // a name, not a path: it is said once less. A path in the call itself would make esbuild look for what could be meant
  const load = 'export const load = (step, file = "./" + step + ".js") => (...all) => require(file)(...all);';
  return {
    name: 'steps-on-demand',
    setup({ onLoad, onResolve }) {
      onResolve({ filter: /^load-step$/ }, ({ path }) => ({ path, namespace: 'load-step' }));
      onLoad({ filter: /.*/, namespace: 'load-step' }, () => ({ contents: load }));
      onLoad({ filter: STEP }, ({ path }) => {
        const step = basename(path, '.ts').replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
        found.set(step, path);
        return { contents: `import { load } from 'load-step'; export const ${step} = load('${step}');` };
      });
    },
  };
}

/** Errors are told apart by their class, so that there must be one of each: a step takes them from `index.js`, loaded before. */
const ONE_ERROR: Plugin = {
  name: 'one-error',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^\.{1,2}\/(?:.+\/)?errors$/ }, () => ({ path: './index.js', external: true })),
};

if (require.main === module) {
  bundle(process.argv[2] ?? resolve(__dirname, '..', 'assets')).catch(() => (process.exitCode = 1));
}
