import { casesOf, describeCase } from './cases';
import { viewsOf } from './declaration';
import { search, spacesOf } from './hostile';
import { THREATS } from '../threats/registry';
import { TOPIC_MUTANTS } from './mutants/calls';
import { DATASET_MUTANTS } from './mutants/datasets';
import { FILE_MUTANTS } from './mutants/files';
import { FaultClass, FAULTS } from './mutants/registry';
import { TRUST_MUTANTS } from './mutants/roles';
import { ROW_MUTANTS } from './mutants/rows';
import { Simulation } from './simulation';
import { describeTrust, trustCases, wrongTrusts } from './trusts';
import { world } from './world';
import { TemplateJson } from '../support/template';

const { template, people, roles, pools } = world();
const views = viewsOf(world());
const ordered = views.flatMap((view) => casesOf(view, people));
// a long stride (a prime, so that none is left out) meets a fault in any view soon
const cases = ordered.map((_, index) => ordered[(index * 7_919) % ordered.length]);

/** The first sentence of what must find a fault; nothing when the fault survives. */
const killers: Record<FaultClass['killer'], (mutant: TemplateJson, faults: FaultClass) => string | undefined> = {
  table: (mutant, { views: some = /./ }) => {
    const simulation = new Simulation(mutant);
    const wrong = cases.find((each) => some.test(each.view.name) && !simulation.agrees(each));
    return wrong && describeCase(wrong);
  },
  trusts: (mutant) => wrongTrusts(mutant, roles, pools).map(describeTrust)[0],
  check: (mutant, { rows }) => THREATS.find((threat) => `${threat.row}` === rows)!.check(mutant)[0],
};

describe.each(FAULTS.map((faults) => [faults.killer, faults.rows, faults] as const))(
  'the %s, row %s',
  (killer, _, faults) => {
    test.each(Object.entries(faults.mutants))('finds: %s', (_name, mutate) => {
      expect(killers[killer](mutate(template), faults)).toBeDefined();
    });

    if (killer === 'check') {
      test('finds nothing in the stack as it is', () => {
        expect(killers.check(template, faults)).toBeUndefined();
      });
    }
  },
);

test('everybody who may not have a role could have it by some fault: no denial of a trust is a coincidence', () => {
  const letIn = Object.values(TRUST_MUTANTS).flatMap((mutate) =>
    wrongTrusts(mutate(template), roles, pools)
      .filter(({ isTrusted }) => !isTrusted)
      .map(({ asker }) => asker.name),
  );
  const everybody = new Set(trustCases(pools).map(({ asker }) => asker.name));
  expect([...everybody].filter((name) => !letIn.includes(name))).toEqual([]);
});

describe('hostile keys', () => {
  const spaces = spacesOf(views);

  test.each([
    ['s3:', FILE_MUTANTS['objects: no slash']],
    ['s3:', FILE_MUTANTS['lists: no user']],
    ['s3:', FILE_MUTANTS['key: any object']],
    ['dynamodb:', ROW_MUTANTS['rows: keys that begin alike']],
    ['topics', TOPIC_MUTANTS['topics: no slash']],
    ['datasets', DATASET_MUTANTS['datasets: an identity that begins alike']],
    [' user', TOPIC_MUTANTS['ciphertexts: a value that begins alike']],
  ])('find a fault in %s too', (part, mutate) => {
    const [, shared] = [...spaces].find(([name]) => name.includes(part))!;
    const { wrong } = search(shared, people, new Simulation(mutate(template)), 4_000);
    expect(wrong).toMatchObject({ isAllowed: false });
  });
});
