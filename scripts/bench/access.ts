import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { inTurns, median } from './fresh';
import { synthesise } from './synthesis';
import { viewTemplates } from './view-templates';
import { WORKSHOP } from './workshop';
import { casesOf } from '../../test/access-truth/cases';
import { viewsOf } from '../../test/access-truth/declaration';
import { Simulation } from '../../test/access-truth/simulation';
import { world } from '../../test/access-truth/world';
import { concrete } from '../../test/support/intrinsics';
import { type Resource, type TemplateJson } from '../../test/support/template';

export interface Access {
  /** Bytes of policy that one grant of a view adds to everybody's, as IAM counts them. */
  readonly views: Record<string, number>;
  /** Bytes of policy of one group with one grant, beside what everybody may. */
  readonly group: number;
  /** Milliseconds of construction and synthesis, by the number of groups. */
  readonly groups: Record<number, number>;
  readonly cases: number;
  readonly casesPerSecond: number;
}

const GROUPS = [1, 10, 100];

export function measureAccess(rounds: number): Access {
  // as for the other measurements: the validator of the CDK takes longer than all the rest
  process.env.CDK_VALIDATION = 'false';
  const views = Object.fromEntries(Object.entries(viewTemplates()).map(([name, template]) => [name, bytes(template)]));
  const outdir = (groups: number) => path.join(WORKSHOP, `groups-${groups}.out`);
  const samples = inTurns(
    rounds,
    Object.fromEntries(
      GROUPS.map((groups) => [
        groups,
        () => synthesise('scripts/bench/groups.js', 'GroupsStack', JSON.stringify({ groups }), outdir(groups)),
      ]),
    ),
  );
  const times = GROUPS.map((groups) => [
    groups,
    median(samples[groups].map(({ construct, synth }) => construct + synth)),
  ]);
  const group = (bytes(templateIn(outdir(100))) - bytes(templateIn(outdir(10)))) / 90;
  return { views, group, groups: Object.fromEntries(times) as Record<number, number>, ...simulated() };
}

/** How fast the truth table is, after a first run that warms up. */
function simulated() {
  const { people, template } = world();
  const cases = viewsOf(world()).flatMap((view) => casesOf(view, people));
  const run = () => {
    const simulation = new Simulation(template);
    const start = performance.now();
    cases.forEach((each) => simulation.agrees(each));
    return performance.now() - start;
  };
  run();
  return { cases: cases.length, casesPerSecond: cases.length / (run() / 1000) };
}

/** Without white space, which IAM does not count, and with values such as a deployment has. */
function bytes(template: TemplateJson): number {
  const isPolicy = ({ Type }: Resource) => /^AWS::IAM::(Managed)?Policy$/.test(Type);
  const documents = Object.values(template.Resources)
    .filter(isPolicy)
    .map(({ Properties }) => JSON.stringify(concrete(template, Properties.PolicyDocument)).replace(/\s/g, ''));
  return Buffer.byteLength(documents.join(''));
}

function templateIn(outdir: string): TemplateJson {
  const file = readdirSync(outdir).find((name) => name.endsWith('.template.json'))!;
  return JSON.parse(readFileSync(path.join(outdir, file), 'utf8')) as TemplateJson;
}
