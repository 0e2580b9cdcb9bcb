import { Outputs, Stage } from '../stage';
import { Step } from '../step';
import { accountSteps } from './account-steps';
import { Cast } from './cast';
import { documentSteps, orderSteps } from './tenant-steps';

/** The tenants' portal: accounts, documents and orders of two tenants; a step uses what earlier steps have made. */
export function multiTenantSteps(stage: Stage, outputs: Outputs): Step[] {
  const cast = new Cast(stage, outputs, `${process.pid}`);
  return [...accountSteps(cast), ...documentSteps(cast), ...orderSteps(cast)];
}
