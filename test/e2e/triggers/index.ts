import { OidcStandIn } from '../../support/oidc-stand-in';
import { Outputs, Stage } from '../stage';
import { Step } from '../step';
import { accountSteps } from './account-steps';
import { migrationSteps } from './migration-steps';
import { Place } from './place';
import { senderSteps } from './sender-steps';
import { federationSteps, machineTokenSteps } from './token-steps';

let runs = 0;

function enter(stage: Stage, outputs: Outputs, ...names: string[]): Place[] {
  runs += 1;
  return names.map((name) => new Place(stage, outputs, name, `${process.pid}-${runs}`));
}

/** A number of a German mobile phone, of nobody else. */
const numberOf = (last: number) =>
  `+49170${String(process.pid % 10_000).padStart(4, '0')}${String(runs).padStart(2, '0')}${last}`;

/** The parts that stand for themselves; a step uses what earlier steps of its part have made. */
export const TRIGGER_PARTS = {
  migration(stage: Stage, outputs: Outputs): Step[] {
    const [old, moved] = enter(stage, outputs, 'Old', 'Moved');
    return migrationSteps(old, moved);
  },
  senders(stage: Stage, outputs: Outputs): Step[] {
    const [sent] = enter(stage, outputs, 'Sent');
    return senderSteps(sent, numberOf);
  },
  accounts(stage: Stage, outputs: Outputs): Step[] {
    return accountSteps(enter(stage, outputs, 'Told')[0]);
  },
  federation:
    (standIn: () => OidcStandIn) =>
    (stage: Stage, outputs: Outputs): Step[] =>
      federationSteps(enter(stage, outputs, 'Partners')[0], standIn),
  machines: machineTokenSteps,
};
