import { cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { inTurns, median, runFresh } from './fresh';
import { ROOT, WORKSHOP } from './workshop';

interface Parts {
  readonly cdk: number;
  readonly load: number;
  readonly construct: number;
  readonly synth: number;
  readonly total: number;
}

export interface Synthesis {
  readonly library: Parts;
  readonly byHand: Parts;
  readonly ratio: number;
  /** What the library takes in all; it makes its assets late, so construction alone would flatter it. */
  readonly overhead: number;
}

/** Folder of the assembly that the last synthesis of the notes app wrote. */
export const ASSEMBLY = path.join(WORKSHOP, 'library.out');

/** The notes app against the same resources by hand, each time in fresh processes and in turns. */
export function measureSynthesis(rounds: number): Synthesis {
  const byHandProps = JSON.stringify({ assets: prebuiltAssets() });
  const libraryProps = JSON.stringify({ domainPrefix: 'notes', googleSecretName: 'google' });
  const samples = inTurns(rounds, {
    library: () => synthesise('examples/notes-app.js', 'NotesStack', libraryProps, ASSEMBLY),
    byHand: () =>
      synthesise('scripts/bench/by-hand.js', 'ByHandStack', byHandProps, path.join(WORKSHOP, 'by-hand.out')),
  });
  sameResources(ASSEMBLY, path.join(WORKSHOP, 'by-hand.out'));

  const [library, byHand] = [medianParts(samples.library), medianParts(samples.byHand)];
  return { library, byHand, ratio: library.total / byHand.total, overhead: library.total - byHand.total };
}

/** One synthesis of a stack class in a process of its own. */
export function synthesise(module: string, className: string, props: string, outdir: string): Parts {
  const worker = path.join(WORKSHOP, 'scripts', 'bench', 'synth-once.js');
  // the validator of the CDK takes longer than all the rest, for both alike
  return runFresh<Parts>(worker, [path.join(WORKSHOP, module), className, props, outdir], { CDK_VALIDATION: 'false' });
}

/** What somebody who writes by hand would have: a folder per function, ready to upload. */
function prebuiltAssets(): Record<string, string> {
  const names = { 'pre-sign-up': 'PreSignUp', 'post-confirmation': 'PostConfirmation', 'pre-token-generation': 'PreTokenGeneration' }; // prettier-ignore
  return Object.fromEntries(
    Object.entries(names).map(([folder, trigger]) => {
      const asset = path.join(WORKSHOP, 'prebuilt', folder);
      mkdirSync(asset, { recursive: true });
      cpSync(path.join(ROOT, 'assets', 'triggers', folder), asset, { recursive: true });
      if (folder === 'post-confirmation') {
        cpSync(path.join(ROOT, 'assets', 'ports', 'cognito.js'), path.join(asset, 'cognito.js'));
      }
      return [trigger, asset];
    }),
  );
}

/** The comparison is fair only as long as both stacks have the same resources. */
function sameResources(one: string, other: string) {
  const [mine, theirs] = [one, other].map((outdir) => {
    const file = readdirSync(outdir).find((name) => name.endsWith('.template.json'))!;
    const template = JSON.parse(readFileSync(path.join(outdir, file), 'utf8')) as {
      Resources: Record<string, { Type: string }>;
    };
    return Object.values(template.Resources).map(({ Type }) => Type).sort(); // prettier-ignore
  });
  if (JSON.stringify(mine) !== JSON.stringify(theirs)) {
    throw new Error(`scripts/bench/by-hand.ts differs from the notes app:\n${mine.join(' ')}\n${theirs.join(' ')}`);
  }
}

function medianParts(samples: readonly Parts[]): Parts {
  const names = Object.keys(samples[0]) as (keyof Parts)[];
  return Object.fromEntries(
    names.map((name) => [name, median(samples.map((sample) => sample[name]))]),
  ) as unknown as Parts;
}
