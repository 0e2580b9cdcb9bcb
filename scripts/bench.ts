import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { type Access, measureAccess } from './bench/access';
import { type Bundle, filesLoaded, measureBundles } from './bench/bundles';
import { measureSynthesis, type Synthesis } from './bench/synthesis';
import { openWorkshop, ROOT, WORKSHOP } from './bench/workshop';

/* `npm run bench` measures synthesis and bundles; `npm run bench -- --commands` also times `npm run demo` and `npm test`. */

const ROUNDS = 15;

type Row = readonly (string | number)[];

function table(head: Row, rows: readonly Row[]): string {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function verdict(value: number, limit: number): string {
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
  sections.push(`## Access\n\n${accessTable(measureAccess(ROUNDS))}`);
  if (process.argv.includes('--commands')) sections.push(`## Commands\n\n${commandTable()}`);
  const report = `${sections.join('\n\n')}\n`;
  writeFileSync(path.join(WORKSHOP, 'report.md'), report);
  console.log(report);
}

void main();
