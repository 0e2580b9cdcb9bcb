import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { INVOKE_LIMITS } from './limits';

const client = new LambdaClient(INVOKE_LIMITS);

export interface Answer {
  /** Whether the function threw, or timed out; the payload then tells about the error. */
  readonly failed: boolean;
  readonly payload: string;
}

/** Calls a function and waits for its answer. */
export async function invokeFunction(functionArn: string, event: object, abortSignal: AbortSignal): Promise<Answer> {
  const command = new InvokeCommand({
    FunctionName: functionArn,
    InvocationType: 'RequestResponse',
    Payload: JSON.stringify(event),
  });
  const { FunctionError, Payload } = await client.send(command, { abortSignal });
  return { failed: FunctionError !== undefined, payload: new TextDecoder().decode(Payload) };
}

/** Hands an event over to a function, with its own time, its own attempts and its own place for what failed. */
export async function passOn(functionArn: string, event: object, abortSignal: AbortSignal): Promise<void> {
  const command = new InvokeCommand({
    FunctionName: functionArn,
    InvocationType: 'Event',
    Payload: JSON.stringify(event),
  });
  await client.send(command, { abortSignal });
}
