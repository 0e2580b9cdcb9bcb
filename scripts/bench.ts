import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { type Access, measureAccess } from './bench/access';
import { type Bundle, filesLoaded, measureBundles } from './bench/bundles';
import { type FunctionBench, measureFunctions } from './bench/functions';
import { measureSynthesis, type Synthesis } from './bench/synthesis';
import { openWorkshop, ROOT, WORKSHOP } from './bench/workshop';

/* `npm run bench` measures synthesis and bundles; `npm run bench -- --commands` also times `npm run demo` and `npm test`. */

const ROUNDS = 15;
/** Of each of the many functions. */
const FUNCTION_ROUNDS = 9;

type Row = readonly (string | number)[];

function table(head: Row, rows: readonly Row[]): string {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/** A limit that is missed makes the bench fail, when all is measured. */
function verdict(value: number, limit: number): string {
  if (value > limit) process.exitCode = 1;
  return value <= limit ? 'kept' : 'MISSED';
}

function synthesisTable({ library, byHand, ratio, overhead }: Synthesis): string {
  const parts = ['cdk', 'load', 'construct', 'synth', 'total'] as const;
  const rows = parts.map((part) => [part, library[part].toFixed(0), byHand[part].toFixed(0)]);
  return [
    table(['ms', 'notes app', 'by hand'], rows),
    '',
    `Ratio ${ratio.toFixed(2)} (at most 1.15: ${verdict(ratio, 1.15)}); the library takes ` +
      `${overhead.toFixed(0)} ms more in all (under 50 ms: ${verdict(overhead, 50)}).`,
  ].join('\n');
}

function bundleTable(bundles: readonly Bundle[], loaded: Record<string, readonly string[]>): string {
  const rows = bundles.map(({ name, bytes, milliseconds }) => [
    name,
    (bytes / 1000).toFixed(2),
    milliseconds.toFixed(1),
  ]);
  const triggers = bundles.filter(({ name }) => /^P/.test(name));
  const size = Math.max(...triggers.map(({ bytes }) => bytes / 1000));
  const time = Math.max(...triggers.map(({ milliseconds }) => milliseconds));
  const lines = Object.entries(loaded).map(([event, files]) => `- ${event} loads ${files.join(', ')}`);
  return [
    table(['file', 'kB', 'ms to load, beyond an empty handler'], rows),
    '',
    `Largest trigger ${size.toFixed(2)} kB (under 5 kB: ${verdict(size, 5)}), slowest ${time.toFixed(1)} ms ` +
      `(within 1 ms: ${verdict(time, 1)}).`,
    '',
    ...lines,
  ].join('\n');
}

/** Every handler in a function of its own: its start, against an empty handler and against esbuild's defaults; its size; its warm time. */
function functionTable(functions: readonly FunctionBench[]): string {
  const kilobytes = (bytes: number) => (bytes / 1000).toFixed(bytes < 100_000 ? 2 : 0);
  const rows = functions.map((each) => [
    each.name,
    `${kilobytes(each.bytes)} / ${kilobytes(each.allBytes)}`,
    kilobytes(each.defaultBytes),
    (each.defaultBytes / each.allBytes).toFixed(2),
    `${each.init.toFixed(1)} / ${each.whole.toFixed(1)}`,
    each.defaultInit.toFixed(1),
    (each.defaultInit / each.init).toFixed(1),
    each.warmPerStep?.toFixed(3) ?? '',
  ]);
  const pure = functions.filter(({ callsAws }) => !callsAws);
  const size = Math.max(...pure.map(({ bytes }) => bytes / 1000));
  const time = Math.max(...pure.map(({ whole }) => whole));
  const before = Math.max(...functions.map(({ init }) => init));
  const warm = Math.max(...pure.map(({ warmPerStep = 0 }) => warmPerStep));
  const hashing = pure.filter(({ ofNode }) => ofNode.modules.length > 0);
  const ofNode = hashing.map(({ name, ofNode: { modules, milliseconds } }) => `${name} loads ${modules.join(', ')}, which takes Node ${milliseconds.toFixed(1)} ms and is not counted.`); // prettier-ignore
  const head = ['function of', 'kB / with clients', "esbuild's defaults", 'times', 'ms to start / with all it may load', "esbuild's defaults", 'times', 'ms a step, warm']; // prettier-ignore
  return [
    table(head, rows),
    '',
    'Milliseconds are beyond an empty handler, in fresh processes. Without AWS calls: ' +
      `largest ${size.toFixed(2)} kB (under 5 kB: ${verdict(size, 5)}), slowest ${time.toFixed(1)} ms with its steps (within 1 ms: ` +
      `${verdict(time, 1)}), ${warm.toFixed(3)} ms a step when warm (under 0.2 ms: ${verdict(warm, 0.2)}). ` +
      `No function loads an AWS client before the event that needs it: slowest start ${before.toFixed(1)} ms (within 1 ms: ${verdict(before, 1)}).`,
    ...ofNode,
  ].join('\n');
}

function accessTable({ views, group, groups, cases, casesPerSecond }: Access): string {
  const early = (groups[10] - groups[1]) / 9;
  const late = (groups[100] - groups[10]) / 90;
  return [
    table(['grant to everybody who signed in', 'bytes of policy'], Object.entries(views)),
    '',
    `IAM allows 6,144 in a managed policy, ten of which a role may have. A group with one grant adds ${group.toFixed(0)} bytes; ` +
      'what everybody may is not repeated.',
    '',
    table(
      ['groups', 'ms to construct and synthesise'],
      Object.entries(groups).map(([count, ms]) => [count, ms.toFixed(0)]),
    ),
    '',
    `${early.toFixed(1)} ms a group up to 10, ${late.toFixed(1)} ms from there to 100 ` +
      `(linear: at most 1.25 times as much: ${verdict(late / early, 1.25)}).`,
    '',
    `The truth table has ${cases} cases; ${casesPerSecond.toFixed(0)} are simulated in a second.`,
  ].join('\n');
}

/** The two commands that a new user runs, in seconds. */
function commandTable(): string {
  const rows = [
    { command: ['run', 'demo'], limit: 60 },
    { command: ['test'], limit: 120 },
  ].map(({ command, limit }) => {
    const start = performance.now();
    const { status } = spawnSync('npm', command, { cwd: ROOT, stdio: 'inherit' });
    const seconds = (performance.now() - start) / 1000;
    const result = status === 0 ? verdict(seconds, limit) : 'FAILED';
    return [`npm ${command.join(' ')}`, seconds.toFixed(0), `${limit}: ${result}`];
  });
  return table(['command', 's', 'under'], rows);
}

async function main() {
  await openWorkshop();
  const sections = [
    `# Speed and size\n\nMedians of ${ROUNDS} fresh processes each, Node ${process.versions.node}, in one run.`,
    `## Synthesis\n\n${synthesisTable(measureSynthesis(ROUNDS))}`,
    `## Triggers\n\n${bundleTable(await measureBundles(ROUNDS), filesLoaded())}`,
  ];
  sections.push(`## Functions of the handlers\n\n${functionTable(await measureFunctions(FUNCTION_ROUNDS))}`);
  sections.push(`## Access\n\n${accessTable(measureAccess(ROUNDS))}`);
  if (process.argv.includes('--commands')) sections.push(`## Commands\n\n${commandTable()}`);
  const report = `${sections.join('\n\n')}\n`;
  writeFileSync(path.join(WORKSHOP, 'report.md'), report);
  console.log(report);
}

void main();
