import { Outputs, Stage } from '../stage';
import { Step } from '../step';
import { amplifySteps } from './amplify-steps';
import { codeFlowSteps, codeTheftSteps } from './code-flow-steps';
import { authenticatorSteps, emailCodeSteps } from './factor-steps';
import { googleSteps } from './google-steps';
import { oidcClientSteps } from './oidc-client-steps';
import { sessionSteps } from './session-steps';
import { Shop } from './shop';

let runs = 0;

function enter(stage: Stage, outputs: Outputs): Shop {
  runs += 1;
  return new Shop(stage, outputs, `${process.pid}-${runs}`);
}

const withCodes = (shop: Shop) => [...codeFlowSteps(shop), ...sessionSteps(shop), ...codeTheftSteps(shop)];
const withFactors = (shop: Shop) => [...emailCodeSteps(shop), ...authenticatorSteps(shop)];
const withLibraries = (shop: Shop) => [...oidcClientSteps(shop), ...amplifySteps(shop)];

/** The shop: each way to sign in, and the way out; a step uses what earlier steps have made. */
export function consumerSteps(stage: Stage, outputs: Outputs): Step[] {
  const shop = enter(stage, outputs);
  return [...withCodes(shop), ...withFactors(shop), ...googleSteps(shop), ...withLibraries(shop)];
}

/** The parts that stand for themselves, so that a fault is found without walking through the others. */
export const CONSUMER_PARTS = {
  codes: (stage: Stage, outputs: Outputs) => withCodes(enter(stage, outputs)),
  factors: (stage: Stage, outputs: Outputs) => withFactors(enter(stage, outputs)),
  google: (stage: Stage, outputs: Outputs) => googleSteps(enter(stage, outputs)),
};
