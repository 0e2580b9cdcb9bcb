import type { BlockDuplicatesConfig } from '../../../src/contract/steps';
import { accountsWith } from '../../runtime/accounts';
import type { TriggerEvents } from '../../runtime/events';
import type { Ports } from '../../runtime/ports';
import { accountExists } from '../../runtime/refusals';

/** Refuses a second account of an address: a federated one beside one of the pool's own, and the other way round. */
export async function blockDuplicates(
  { triggerSource, userPoolId, request }: TriggerEvents['PreSignUp'],
  _config: BlockDuplicatesConfig,
  ports: Pick<Ports, 'cognito'>,
): Promise<void> {
  // Stryker disable next-line StringLiteral: any text that is no address
  const accounts = await accountsWith(userPoolId, request.userAttributes.email ?? '', ports);
  const others = triggerSource === 'PreSignUp_ExternalProvider' ? accounts?.local : accounts?.federated;
  if (others && others.length > 0) throw accountExists();
}
