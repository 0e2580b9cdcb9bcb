import { Outputs, Stage } from '../stage';
import { Step } from '../step';
import { accessSteps } from './access-steps';
import { Cast } from './cast';
import { sessionSteps } from './session-steps';
import { signInSteps } from './sign-in-steps';

let runs = 0;

/** The notes app, from the first sign-up to the last sign-out; a step uses what earlier steps have made. */
export function notesSteps(stage: Stage, outputs: Outputs): Step[] {
  runs += 1;
  const cast = new Cast(stage, outputs, `${process.pid}-${runs}`);
  return [...signInSteps(cast), ...accessSteps(cast), ...sessionSteps(cast)];
}
