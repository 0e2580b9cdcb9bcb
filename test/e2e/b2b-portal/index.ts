import { Outputs, Stage } from '../stage';
import { Step } from '../step';
import { companySteps } from './company-steps';
import { invitedSteps } from './invited-steps';
import { Portal } from './portal';

let runs = 0;

function enter(stage: Stage, outputs: Outputs): Portal {
  runs += 1;
  return new Portal(stage, outputs, `${process.pid}-${runs}`);
}

/** The parts that stand for themselves; a step uses what earlier steps of its part have made. */
export const PORTAL_PARTS = {
  companies: (stage: Stage, outputs: Outputs): Step[] => companySteps(enter(stage, outputs)),
  invited: (stage: Stage, outputs: Outputs): Step[] => invitedSteps(enter(stage, outputs)),
};
