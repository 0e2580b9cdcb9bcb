import { Outputs, Stage } from '../stage';
import { Step } from '../step';
import { Cast } from './cast';
import { groupSteps } from './group-steps';
import { captionSteps, photoSteps } from './photo-steps';

/** The photo app: users, followers, moderators, curators and guests; a step uses what earlier steps have made. */
export function photoUploadSteps(stage: Stage, outputs: Outputs): Step[] {
  const cast = new Cast(stage, outputs, `${process.pid}`);
  return [...photoSteps(cast), ...captionSteps(cast), ...groupSteps(cast)];
}
