import type { InvokeConfig } from '../../src/contract/steps';
import { InternalError, UserFacingError } from '../runtime/errors';
import type { TriggerEvent } from '../runtime/events';
import { addMissing, isRecord } from '../runtime/merge';
import type { Ports } from '../runtime/ports';

/** By its simple name: some languages report the package too. */
const USER_FACING = /(?:^|\.)UserFacingError$/;

/** Asks a function of the application, and adds what it answers to the response. */
export async function invoke(
  event: Pick<TriggerEvent, 'response'>,
  { functionArn }: InvokeConfig,
  ports: Pick<Ports, 'lambda'>,
): Promise<void> {
  const { failed, payload } = await ports.lambda.invokeFunction(functionArn, event);
  const answer: unknown = JSON.parse(payload);
  if (failed) throw refusalIn(answer);
  if (!isRecord(answer) || !isRecord(answer.response)) {
    throw new InternalError('the invoked function returned no event');
  }
  addMissing(event.response, answer.response);
}

/** Only an error that says it is meant for people may reach them; any other text could hold anything. */
function refusalIn(answer: unknown): Error {
  const { errorType, errorMessage } = isRecord(answer) ? answer : {};
  return typeof errorType === 'string' && USER_FACING.test(errorType) && typeof errorMessage === 'string'
    ? UserFacingError.relayed(errorMessage)
    : new InternalError('the invoked function failed');
}
