import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { CALL_LIMITS } from './limits';

const client = new SSMClient(CALL_LIMITS);

/** The value of a parameter; '' when it has none. */
export async function readParameter(name: string, abortSignal: AbortSignal): Promise<string> {
  const { Parameter } = await client.send(new GetParameterCommand({ Name: name }), { abortSignal });
  return Parameter?.Value ?? '';
}
