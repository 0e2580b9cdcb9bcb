import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { build } from 'esbuild';
import { inTurns, median, runFresh } from './fresh';
import { ROOT, WORKSHOP } from './workshop';
import { anyEventOf, type Deployed, deployedBy } from '../../test/triggers/deployed';
import { exerciseAll } from '../trigger-pages';

/** The function of one handler with its least options, against an empty handler, and against esbuild's defaults. */
export interface FunctionBench {
  readonly name: string;
  readonly callsAws: boolean;
  /** What runs the chain, and its steps. */
  readonly bytes: number;
  /** With the AWS clients. */
  readonly allBytes: number;
  readonly defaultBytes: number;
  /** To load what Lambda loads before the first event, beyond an empty handler. */
  readonly init: number;
  /** To load all code that an event may need, beyond an empty handler; for a step that hashes, beyond one that loads Node's own module. */
  readonly whole: number;
  /** What of Node the steps load, and how long that takes by itself. */
  readonly ofNode: { readonly modules: readonly string[]; readonly milliseconds: number };
  readonly defaultInit: number;
  /** An event of a function that is warm, for each of its steps; only where no AWS service is called. */
  readonly warmPerStep?: number;
}

interface Sample {
  readonly init: number;
  readonly whole: number;
  readonly warm: number;
}

const WORKER = path.join(WORKSHOP, 'scripts', 'bench', 'start-once.js');
const WARM_EVENTS = 1_000;

/** Every handler of the front door, whatever there is; all are measured in turns with the empty handler. */
export async function measureFunctions(rounds: number): Promise<FunctionBench[]> {
  const empty = emptyHandler([]);
  const handlers = [...exerciseAll()];
  const functions = handlers.flatMap(([name, exercised]) => deployedBy(exercised).map((own) => ({ name: titleOf(name, own), own }))); // prettier-ignore
  const benches = [];
  for (const { name, own } of functions) {
    const byDefault = await bundleByDefault(own);
    const modules = own.ports.length === 0 ? nodeModulesIn(own.folder) : [];
    const hashing = emptyHandler(modules);
    const samples = inTurns(rounds, {
      empty: () => start(empty, own, 0),
      node: () => start(hashing, own, 0),
      ours: () => start(own.folder, own, own.ports.length === 0 ? WARM_EVENTS : 0),
      theirs: () => start(byDefault, own, 0),
    });
    const typical = (subject: keyof typeof samples, part: keyof Sample) => median(samples[subject].map((sample) => sample[part]));
    benches.push({
      name,
      callsAws: own.ports.length > 0,
      bytes: bytesIn(own.folder, (file) => !own.ports.includes(file as never)),
      allBytes: bytesIn(own.folder),
      defaultBytes: bytesIn(byDefault),
      init: typical('ours', 'init') - typical('empty', 'init'),
      whole: typical('ours', 'whole') - typical('node', 'init'),
      ofNode: { modules, milliseconds: typical('node', 'init') - typical('empty', 'init') },
      defaultInit: typical('theirs', 'init') - typical('empty', 'init'),
      warmPerStep: own.ports.length === 0 ? typical('ours', 'warm') / own.steps.length : undefined,
    });
  }
  return benches;
} // prettier-ignore

/** A handler that does nothing, beside the modules of Node that it loads. */
function emptyHandler(modules: readonly string[]): string {
  const folder = folderOf(['empty', ...modules].join('-').replace(/:/g, '-'));
  const loads = modules.map((name) => `require('${name}');\n`).join('');
  writeFileSync(path.join(folder, 'index.js'), `${loads}exports.handler = async (event) => event;\n`);
  return folder;
}

/** What of Node the steps load: the chain itself is measured against a handler that loads nothing. */
function nodeModulesIn(folder: string): string[] {
  const steps = readdirSync(folder).filter((name) => name.endsWith('.js') && name !== 'index.js');
  const texts = steps.map((name) => readFileSync(path.join(folder, name), 'utf8'));
  return [...new Set(texts.flatMap((text) => [...text.matchAll(/require\("(node:\w+)"\)/g)].map(([, name]) => name)))].sort();
} // prettier-ignore

function titleOf(name: string, { trigger }: Deployed): string {
  return name.startsWith(`${trigger}.`) ? name : `${name} (${trigger})`;
}

function start(folder: string, { environment, sources }: Deployed, events: number): Sample {
  const event = JSON.stringify(anyEventOf(sources[0]));
  return runFresh<Sample>(WORKER, [folder, event, `${events}`], environment);
}

function bytesIn(folder: string, isMeant: (name: string) => boolean = () => true): number {
  const files = readdirSync(folder).filter((file) => file.endsWith('.js') && isMeant(path.basename(file, '.js')));
  return files.reduce((sum, file) => sum + statSync(path.join(folder, file)).size, 0);
}

function folderOf(name: string): string {
  const folder = path.join(WORKSHOP, 'functions', name);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** The same handler as somebody bundles it who sets nothing: one file, its clients imported at its top. */
async function bundleByDefault({ trigger, steps, ports }: Deployed): Promise<string> {
  const names = [...new Set(steps.map(({ step }) => step))];
  const folder = folderOf([trigger, ...names].join('-'));
  const entry = readdirSync(path.join(ROOT, 'lambda')).find((file) => kebabOf(trigger) === file.replace('.lambda.ts', ''));
  const imports = ports.map((port) => `import * as ${port} from './ports/${port}';`);
  const stepFiles = stepsOf(entry!);
  const contents = [
    "import { chain } from './runtime/chain';",
    "import { portsIn } from './runtime/ports';",
    ...imports,
    ...names.map((name) => `import { ${name} } from '${stepFiles[name]}';`),
    `const files = { ${ports.join(', ')} };`,
    'const bound = (file, signal) => new Proxy(file, { get: (own, name) => (...all) => own[name](...all, signal) });',
    'const clients = (signal) => Object.fromEntries(Object.entries(files).map(([name, file]) => [name, bound(file, signal)]));',
    'const portsFor = (signal) => ({ read: portsIn(__dirname)(signal).read, ...clients(signal) });',
    `export const handler = chain('${trigger}', { ${names.join(', ')} } as never, { portsFor: portsFor as never });`,
  ].join('\n');
  const stdin = { contents, resolveDir: path.join(ROOT, 'lambda'), loader: 'ts' as const, sourcefile: 'by-default.ts' };
  await build({ stdin, outfile: path.join(folder, 'index.js'), bundle: true, minify: true, platform: 'node', logLevel: 'error' });
  return folder;
} // prettier-ignore

function kebabOf(trigger: string): string {
  return trigger.replace(/(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '-').toLowerCase();
}

/** Where the entry of a trigger finds its steps. */
function stepsOf(entry: string): Record<string, string> {
  const text = readFileSync(path.join(ROOT, 'lambda', entry), 'utf8');
  const imports = [...text.matchAll(/import \{ (\w+) \} from '(\.\/steps\/[^']+)'/g)];
  return Object.fromEntries(imports.map(([, name, file]) => [name, file]));
}
