import { bedVenue } from '../test/e2e/bed-venue';
import { notesSteps } from '../test/e2e/notes';
import { Step } from '../test/e2e/step';

/** The main job, step by step: what was asked, what came back, how long it took. */
async function main(): Promise<void> {
  say('Deploys examples/notes-app.ts to a test bed on this machine, and uses it. Nothing here reaches AWS.\n');
  const started = Date.now();
  const bed = await bedVenue();
  try {
    let outputs = {};
    await show({
      asks: 'cdk deploy examples/notes-app.ts',
      run: async () => {
        outputs = await bed.deploy('notes-app');
        return Object.entries(outputs)
          .map(([name, value]) => `${name}=${String(value)}`)
          .join(' ');
      },
    });
    for (const step of notesSteps(bed.stage, outputs)) await show(step);
    say(`\nDeployed to the local test bed and used with real clients, in ${seconds(started)}.`);
  } finally {
    await bed.close();
  }
}

async function show({ asks, run }: Step): Promise<void> {
  const started = Date.now();
  try {
    const answer = readable(await run());
    say(`✓ ${asks}\n    → ${answer} (${Date.now() - started} ms)`);
  } catch (error) {
    say(`✗ ${asks}\n    → ${(error as Error).message} (${Date.now() - started} ms)`);
    throw new Error(
      `The app did not do what it should when ${asks}. All that was deployed is gone; run it again after a change.`,
    );
  }
}

/** Without what is long and says nothing here: which session of which role was refused. */
function readable(answer: string): string {
  return answer
    .replace(/User: \S+ is not authorized to perform: (\S+) on resource: (\S+).*/, '$1 on $2')
    .replace(/\barn:aws:s3:::[^/\s]+/g, 'the bucket')
    .replace(/\.\.$/, '.');
}

function seconds(since: number): string {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
