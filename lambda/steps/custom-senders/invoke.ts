import type { InvokeSenderConfig } from '../../../src/contract/senders';
import type { Ports } from '../../runtime/ports';
import type { SenderEvent } from '../../runtime/secret-message';

/** Passes the event on, and does not wait: Cognito expects no answer, and a sender may need longer than this function has. */
export async function invoke(
  event: SenderEvent,
  { functionArn }: InvokeSenderConfig,
  ports: Pick<Ports, 'lambda'>,
): Promise<void> {
  await ports.lambda.passOn(functionArn, event);
}
