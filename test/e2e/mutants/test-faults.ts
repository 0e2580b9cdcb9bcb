import { deployedTemplate } from './deploy-template';
import { firstFault, StepsOf } from './first-fault';
import { Mutant, Template } from './mutant';
import { bedVenue } from '../bed-venue';
import { Stage } from '../stage';
import { BedExample, Example } from '../venue';

/** Flows, and the faults over which they must stumble. */
export type Part = readonly [StepsOf, readonly Mutant[]];

interface Planted {
  readonly example: Example | BedExample;
  readonly stack: string;
  readonly parts: readonly Part[];
  /** Takes out of the template what the flows would wait for in vain. */
  readonly hurry?: (template: Template) => void;
}

/** Makes tests of examples. Faults are planted on the test bed only: nobody wants them in an account. */
export function testExamples(...examples: Planted[]): void {
  let venue: Awaited<ReturnType<typeof bedVenue>>;
  beforeAll(async () => (venue = await bedVenue()));
  afterAll(() => venue?.close());

  describe.each(examples)('the flows of $example', ({ example, stack, parts, hurry }) => {
    let template: Template;
    beforeAll(async () => {
      await venue.deploy(example);
      template = await deployedTemplate(venue.stage, stack);
      hurry?.(template);
    });
    testFaults(stack, () => [venue.stage, template], parts);
  });
}

/** Makes a test of the template as it is, and one of each fault. */
export function testFaults(name: string, deployed: () => [Stage, Template], parts: readonly Part[]): void {
  test('find no fault in the template as it is, deployed the way of the mutants', async () => {
    for (const [index, [stepsOf]] of parts.entries()) {
      const [stage, template] = deployed();
      const fault = await firstFault(stage, `${name}Control${index}`, template, stepsOf, () => undefined);
      expect(fault).toBeUndefined();
    }
  });

  const planted = parts.flatMap(([stepsOf, mutants]) => mutants.map((mutant) => ({ stepsOf, mutant })));
  const named = planted.map((one, index) => [one.mutant.name, one, index] as const);
  test.each(named)('catch: %s', async (_name, { stepsOf, mutant }, index) => {
    const [stage, template] = deployed();
    const plant = (copy: Template) => void mutant.plant(copy);
    const fault = await firstFault(stage, `${name}Mutant${index}`, template, stepsOf, plant);
    expect(fault).toMatchObject({ asks: expect.stringMatching(mutant.caughtBy) });
  });
}
