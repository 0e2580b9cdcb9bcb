import { randomUUID } from 'node:crypto';
import { EMAIL_CODE, type EmailCodeConfig } from '../../../src/contract/custom-auth';
import type { TriggerEvents } from '../../runtime/events';
import { codeOf } from '../../runtime/one-time-secrets';
import { mailSecret, type MailPorts } from '../../runtime/sign-in-mail';

/** Asks for a code, and mails one with the first question of a session; a wrong answer gets no other. */
export async function emailCode(
  event: TriggerEvents['CreateAuthChallenge'],
  config: EmailCodeConfig,
  ports: MailPorts,
): Promise<void> {
  const { request, response } = event;
  response.challengeMetadata = EMAIL_CODE;
  response.publicChallengeParameters = { challenge: EMAIL_CODE, digits: `${config.digits}` };
  response.privateChallengeParameters = { about: EMAIL_CODE, id: randomUUID() };
  if ((request.session ?? []).length > 0) return;
  const code = codeOf(config.digits);
  await mailSecret(event, config, { step: 'emailCode', secrets: { code }, values: { '####': code } }, ports);
}
