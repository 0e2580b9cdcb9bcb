import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { CALL_LIMITS } from './limits';
import { CALL_ATTEMPTS } from '../runtime/deadline';

const client = new EventBridgeClient(CALL_LIMITS);

export interface BusEvent {
  /** The default bus of the account when absent. */
  readonly busArn?: string | undefined;
  readonly source: string;
  readonly detailType: string;
  /** JSON. */
  readonly detail: string;
}

/** Puts an event on a bus. EventBridge may answer well and still not have taken it, which the SDK does not see. */
export async function putEvent(event: BusEvent, abortSignal: AbortSignal): Promise<void> {
  const { busArn: EventBusName, source: Source, detailType: DetailType, detail: Detail } = event;
  for (let attempt = 0; attempt < CALL_ATTEMPTS; attempt++) {
    const command = new PutEventsCommand({ Entries: [{ EventBusName, Source, DetailType, Detail }] });
    const { FailedEntryCount } = await client.send(command, { abortSignal });
    if (!FailedEntryCount) return;
  }
  // a log tells names of errors
  throw Object.assign(new Error('EventBridge did not take the event'), { name: 'EventNotTakenError' });
}
