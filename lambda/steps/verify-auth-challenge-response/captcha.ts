import { CAPTCHA, type CaptchaConfig } from '../../../src/contract/custom-auth';
import { InternalError } from '../../runtime/errors';
import type { TriggerEvents } from '../../runtime/events';
import { isRecord } from '../../runtime/merge';
import type { Ports } from '../../runtime/ports';

/** Longer than what any provider gives out. */
const LONGEST_ANSWER = 8_192;

/** Whether the provider says that the CAPTCHA was solved, on a page of the application. What cannot be asked is not solved. */
export async function captcha(
  { request, response }: TriggerEvents['VerifyAuthChallengeResponse'],
  config: CaptchaConfig,
  ports: Pick<Ports, 'captcha' | 'secrets'>,
): Promise<void> {
  response.answerCorrect = false;
  const answer: unknown = request.challengeAnswer;
  if (request.privateChallengeParameters?.about !== CAPTCHA) return;
  if (typeof answer !== 'string' || answer === '' || answer.length > LONGEST_ANSWER) return;
  const secret = fieldOf(await ports.secrets.readSecret(config.secretArn), config.secretField);
  const verdict = await ports.captcha.siteVerify(config.verifyUrl, secret, answer);
  const { success, hostname, score } = isRecord(verdict) ? verdict : {};
  const isHere = config.hostnames.some((own) => own === hostname);
  const isPerson = config.minimumScore === undefined || (typeof score === 'number' && score >= config.minimumScore);
  response.answerCorrect = success === true && isHere && isPerson;
}

function fieldOf(secret: string, field: string | undefined): string {
  if (field === undefined) return secret;
  const fields: unknown = JSON.parse(secret);
  const value = isRecord(fields) ? fields[field] : undefined;
  if (typeof value !== 'string') throw new InternalError('the secret of the CAPTCHA lacks its field');
  return value;
}
