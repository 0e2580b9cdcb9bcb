import { Outputs, Stage } from '../stage';
import { Step } from '../step';
import { codeSteps } from './code-steps';
import { linkSteps } from './link-steps';
import { Magazine } from './magazine';

let runs = 0;

function enter(stage: Stage, outputs: Outputs, which: 'Readers' | 'Authors'): Magazine {
  runs += 1;
  return new Magazine(stage, outputs, which, `${process.pid}-${runs}`);
}

/** The parts that stand for themselves; a step uses what earlier steps of its part have made. */
export const PASSWORDLESS_PARTS = {
  codes: (stage: Stage, outputs: Outputs): Step[] => codeSteps(enter(stage, outputs, 'Authors')),
  links: (stage: Stage, outputs: Outputs): Step[] => linkSteps(enter(stage, outputs, 'Readers')),
};
