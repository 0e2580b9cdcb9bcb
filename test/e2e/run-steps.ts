import { NO_OUTPUTS, NO_STAGE, Outputs, Stage } from './stage';
import { Step } from './step';

/** Makes a test of each step, in order: they build on each other. */
export function testSteps(stepsOf: (stage: Stage, outputs: Outputs) => Step[], deployed: () => [Stage, Outputs]): void {
  let steps: Step[];
  beforeAll(() => (steps = stepsOf(...deployed())));
  stepsOf(NO_STAGE, NO_OUTPUTS).forEach(({ asks, onBedOnly }, index) => {
    const runs = onBedOnly && process.env.E2E_TARGET === 'aws' ? test.skip : test;
    runs(asks, async () => void (await steps[index].run()), 60_000);
  });
}
