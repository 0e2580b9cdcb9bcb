import { CAPTCHA, type CaptchaChallengeConfig } from '../../../src/contract/custom-auth';
import type { TriggerEvents } from '../../runtime/events';

/** Asks for a CAPTCHA; the provider's script on the page needs the site's public key. */
export function captcha({ response }: TriggerEvents['CreateAuthChallenge'], { siteKey }: CaptchaChallengeConfig): void {
  response.challengeMetadata = CAPTCHA;
  response.publicChallengeParameters = { challenge: CAPTCHA, siteKey };
  response.privateChallengeParameters = { about: CAPTCHA };
}
