import type { Configs, Method } from './methods';
import type { Letter } from '../../../lambda/ports/ses';
import { captcha as makeCaptcha } from '../../../lambda/steps/create-auth-challenge/captcha';
import { emailCode } from '../../../lambda/steps/create-auth-challenge/email-code';
import { magicLink } from '../../../lambda/steps/create-auth-challenge/magic-link';
import { sequence } from '../../../lambda/steps/define-auth-challenge/sequence';
import { captcha as checkCaptcha } from '../../../lambda/steps/verify-auth-challenge-response/captcha';
import { oneTimeSecret } from '../../../lambda/steps/verify-auth-challenge-response/one-time-secret';
import { hashQuickly } from '../../support/quick-hashes';
import { type Answers, fakePorts } from '../ports/fake-ports';

// test/lambda/runtime/one-time-secrets.test.ts says how dearly
hashQuickly();

export interface Person {
  readonly userName: string;
  readonly userAttributes: Readonly<Record<string, string>>;
  readonly userNotFound?: boolean;
}

export const person = (userName: string, attributes: Record<string, string> = {}): Person => {
  const status = { email_verified: 'true', 'cognito:user_status': 'CONFIRMED' };
  return { userName, userAttributes: { email: `${userName}@example.com`, ...status, ...attributes } };
};
export const ANN = person('ann');
export const BOB = person('bob');
export const NOBODY: Person = { userName: 'nobody', userAttributes: {}, userNotFound: true };

/** The sent mails, and ports with which steps work: those given, and a sender that keeps what it sends. */
export function mailbox(answers: Answers) {
  const mails: Letter[] = [];
  const sendEmail = async (letter: Letter) => void mails.push(letter);
  const { ports, calls } = fakePorts({ ...answers, ses: { sendEmail, ...answers.ses } });
  const codeIn = ({ text = '' }: Letter) => /(?<![\w=-])\d{6,12}(?![\w-])/.exec(text)![0];
  const fragmentIn = ({ text = '' }: Letter) => new URLSearchParams(/#(\S+)/.exec(text)![1]);
  return { mails, ports, calls, code: () => codeIn(mails.at(-1)!), fragment: () => fragmentIn(mails.at(-1)!) };
}

const CREATE: Readonly<Record<Method, (event: any, config: any, ports: any) => unknown>> = { captcha: makeCaptcha, emailCode, magicLink, magicLinkWithCode: magicLink }; // prettier-ignore

export type Outcome = 'challenge' | 'failed' | 'tokens';

/** A sign-in as Cognito conducts it: it asks the three triggers in turn, and keeps what each says of a challenge. */
export class SignIn {
  readonly session: object[] = [];
  public: Record<string, string> = {};
  private: Record<string, string> = {};
  private asked = '';
  private about?: string;

  constructor(
    private readonly method: Method,
    private readonly configs: Configs,
    private readonly ports: any,
    readonly who: Person,
  ) {}

  async begin(session: readonly object[] = []): Promise<Outcome> {
    this.session.push(...session);
    return this.goOn({});
  }

  async answer(challengeAnswer: unknown, clientMetadata?: object): Promise<Outcome> {
    const challengeResult = await this.verify(challengeAnswer, clientMetadata);
    this.session.push({ challengeName: this.asked, challengeResult, challengeMetadata: this.about });
    return this.goOn({ clientMetadata });
  }

  async verify(challengeAnswer: unknown, clientMetadata?: object): Promise<boolean> {
    const request = { privateChallengeParameters: this.private, challengeAnswer, clientMetadata };
    const event = this.event(request, { answerCorrect: false });
    const step = this.method === 'captcha' ? checkCaptcha : oneTimeSecret;
    await step(event, this.configs.verify, this.ports);
    return event.response.answerCorrect;
  }

  async create(more: object): Promise<any> {
    const empty = { publicChallengeParameters: {}, privateChallengeParameters: {}, challengeMetadata: null };
    const event = this.event({ session: [...this.session], challengeName: this.asked, ...more }, empty);
    await CREATE[this.method](event, this.configs.create, this.ports);
    return event.response;
  }

  private async goOn(more: object): Promise<Outcome> {
    const response = { challengeName: null, issueTokens: false, failAuthentication: false };
    const event = this.event({ session: [...this.session], ...more }, response);
    sequence(event, this.configs.define);
    const { challengeName, issueTokens, failAuthentication } = event.response;
    if (issueTokens || failAuthentication) return issueTokens ? 'tokens' : 'failed';
    this.asked = challengeName;
    if (challengeName !== 'CUSTOM_CHALLENGE') return 'challenge';
    const made = await this.create(more);
    this.public = made.publicChallengeParameters;
    this.private = made.privateChallengeParameters;
    this.about = made.challengeMetadata;
    return 'challenge';
  }

  private event(request: object, response: object): any {
    const { userName, ...others } = this.who;
    return structuredClone({ userName, request: { ...others, ...request }, response });
  }
}
