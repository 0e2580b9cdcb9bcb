import type { OneTimeSecretConfig } from '../../../src/contract/custom-auth';
import type { TriggerEvents } from '../../runtime/events';
import { redeemSecret } from '../../runtime/one-time-secrets';
import type { Ports } from '../../runtime/ports';

/** Whether an answer is the code or the token that the user was sent; nothing that a client says chooses what is compared. */
export async function oneTimeSecret(
  { request, response, userName }: TriggerEvents['VerifyAuthChallengeResponse'],
  config: OneTimeSecretConfig,
  ports: Pick<Ports, 'dynamodb'>,
): Promise<void> {
  response.answerCorrect = false;
  const { about = '', id: challenge } = request.privateChallengeParameters ?? {};
  const answer: unknown = request.challengeAnswer;
  if (!challenge || !config.about.includes(about)) return;
  if (typeof answer !== 'string' || !new RegExp(config.form).test(answer)) return;
  response.answerCorrect = await redeemSecret(config, userName, { answer, challenge }, ports);
}
