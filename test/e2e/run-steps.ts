import { NO_OUTPUTS, NO_STAGE, Outputs, Stage } from './stage';
import { Step } from './step';

/** Makes a test of each step, in order: they build on each other. */
export function testSteps(stepsOf: (stage: Stage, outputs: Outputs) => Step[], deployed: () => [Stage, Outputs]): void {
  let steps: Step[];
  beforeAll(() => (steps = stepsOf(...deployed())));
  const names = stepsOf(NO_STAGE, NO_OUTPUTS).map(({ asks }) => asks);
  test.each(names.map((asks, index) => [asks, index] as const))(
    '%s',
    async (_asks, index) => {
      await steps[index].run();
    },
    60_000,
  );
}
