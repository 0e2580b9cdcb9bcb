import { TriggerStep } from './trigger-step';
import { AllowedChallenge, CAPTCHA, EMAIL_CODE, MAGIC_LINK, MAGIC_LINK_START, SequenceConfig } from '../../contract/custom-auth'; // prettier-ignore

type Sessions = SequenceConfig['sessions'];

const custom = (about: string, passed: boolean): AllowedChallenge => ({ name: 'CUSTOM_CHALLENGE', about, passed });
const builtIn = (name: 'SRP_A' | 'PASSWORD_VERIFIER'): AllowedChallenge => ({ name, passed: true });

export function emailCodeSessions(attempts: number): Sessions {
  return rightAfterWrong(EMAIL_CODE, attempts);
}

/** The token at once, by somebody who has a link; or no token, a link in the mail, and what the mail says. */
export function magicLinkSessions(attempts: number): Sessions {
  const asking = custom(MAGIC_LINK_START, false);
  return [
    [custom(MAGIC_LINK_START, true)],
    ...rightAfterWrong(MAGIC_LINK, attempts).map((answers) => [asking, ...answers]),
  ];
}

/** The right answer, after wrong ones as long as there are attempts. */
function rightAfterWrong(about: string, attempts: number): Sessions {
  const wrong = custom(about, false);
  return Array.from({ length: attempts }, (_, count) => [...Array(count).fill(wrong), custom(about, true)]);
}

/** The password, then the CAPTCHA: Cognito lets SRP stand nowhere but at the beginning, and clients answer it at once. */
export const CAPTCHA_SESSIONS: Sessions = [[builtIn('SRP_A'), builtIn('PASSWORD_VERIFIER'), custom(CAPTCHA, true)]];

/** The step that holds a method to its sessions. */
export function sequenceStep(key: string, sessions: Sessions): TriggerStep {
  return {
    trigger: 'DefineAuthChallenge',
    phase: 'GUARD',
    exclusive: true,
    wire: { step: 'sequence', key, sources: ['DefineAuthChallenge_Authentication'], config: { sessions } },
    ports: [],
    poolActions: [],
  };
}
