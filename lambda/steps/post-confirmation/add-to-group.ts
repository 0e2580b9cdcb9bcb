import type { AddToGroupConfig } from '../../../src/contract/steps';
import type { TriggerEvents } from '../../runtime/events';
import type { Ports } from '../../runtime/ports';

/** Makes the confirmed user a member of a group. The pool is named by the event: its id here would close a cycle. */
export async function addToGroup(
  { userPoolId, userName }: TriggerEvents['PostConfirmation'],
  { groupName }: AddToGroupConfig,
  ports: Pick<Ports, 'cognito'>,
): Promise<void> {
  await ports.cognito.addUserToGroup({ userPoolId, userName, groupName });
}
