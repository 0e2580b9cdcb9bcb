import { execFileSync } from 'node:child_process';

/** Runs a script in a Node process of its own and reads the JSON of its last line. */
export function runFresh<T>(script: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): T {
  const output = execFileSync(process.execPath, [script, ...args], {
    encoding: 'utf8',
    env: { ...process.env, NODE_NO_WARNINGS: '1', ...env },
    stdio: 'pipe',
  });
  return JSON.parse(output.trimEnd().split('\n').at(-1)!) as T;
}

/**
 * Measures several subjects `rounds` times, one after the other in every round, so that a slow minute of the machine
 * hits all of them; gives the samples of each.
 */
export function inTurns<Name extends string, Sample>(
  rounds: number,
  subjects: Record<Name, () => Sample>,
): Record<Name, Sample[]> {
  const names = Object.keys(subjects) as Name[];
  const samples = Object.fromEntries(names.map((name) => [name, [] as Sample[]])) as Record<Name, Sample[]>;
  for (let round = 0; round < rounds; round++) {
    for (const name of names) samples[name].push(subjects[name]());
  }
  return samples;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
