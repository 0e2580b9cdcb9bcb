import type { OneTimeSecretConfig } from '../../../src/contract/custom-auth';
import type { TriggerEvents } from '../../runtime/events';
import { redeemSecret } from '../../runtime/one-time-secrets';
import type { Ports } from '../../runtime/ports';

/** Whether an answer is the code or the token that the user was sent, as far as the challenge takes it; nothing that a client says chooses what is compared. */
export async function oneTimeSecret(
  { request, response, userName }: TriggerEvents['VerifyAuthChallengeResponse'],
  config: OneTimeSecretConfig,
  ports: Pick<Ports, 'dynamodb'>,
): Promise<void> {
  response.answerCorrect = false;
  // Stryker disable next-line StringLiteral: no challenge is about anything else that takes its place
  const { about = '', id: challenge } = request.privateChallengeParameters ?? {};
  const answer: unknown = request.challengeAnswer;
  if (!challenge || typeof answer !== 'string') return;
  const one = config.answers.find(({ about: abouts, form }) => abouts.includes(about) && new RegExp(form).test(answer));
  if (one) response.answerCorrect = await redeemSecret(config.table, userName, { ...one, answer, challenge }, ports);
}
