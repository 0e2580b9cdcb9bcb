import { configsOf, type Method, METHODS } from './methods';
import { chain } from '../../../lambda/runtime/chain';
import { sequence } from '../../../lambda/steps/define-auth-challenge/sequence';
import { envelope } from '../../../src/contract/codec';
import type { AllowedChallenge } from '../../../src/contract/custom-auth';
import { CONTEXT } from '../events';

const NAMES = ['CUSTOM_CHALLENGE', 'SRP_A', 'PASSWORD_VERIFIER', 'SMS_MFA', 'DEVICE_SRP_AUTH', 'DEVICE_PASSWORD_VERIFIER', 'ADMIN_NO_SRP_AUTH']; // prettier-ignore
/** One letter per challenge: upper case where it was passed. */
const LETTERS: Readonly<Record<string, string>> = { CUSTOM_CHALLENGE: 'c', SRP_A: 's', PASSWORD_VERIFIER: 'p', SMS_MFA: 'm', DEVICE_SRP_AUTH: 'd', DEVICE_PASSWORD_VERIFIER: 'v', ADMIN_NO_SRP_AUTH: 'a' }; // prettier-ignore
const LONGEST = 5;
const ALL = 579_195;

/** What a method allows, in one expression per outcome, and what its custom challenges are about. */
interface Oracle {
  readonly tokens: RegExp;
  readonly next: readonly (readonly [session: RegExp, challenge: string])[];
  readonly about: (position: number) => string;
}

const ORACLES: Readonly<Record<Method, Oracle>> = {
  emailCode: { tokens: /^c{0,2}C$/, next: [[/^c{0,2}$/, 'CUSTOM_CHALLENGE']], about: () => 'EMAIL_CODE' },
  magicLink: {
    tokens: /^c?C$/,
    next: [[/^c?$/, 'CUSTOM_CHALLENGE']],
    about: (position) => (position === 0 ? 'MAGIC_LINK_START' : 'MAGIC_LINK'),
  },
  magicLinkWithCode: {
    tokens: /^c{0,3}C$/,
    next: [[/^c{0,3}$/, 'CUSTOM_CHALLENGE']],
    about: (position) => (position === 0 ? 'MAGIC_LINK_START' : 'MAGIC_LINK'),
  },
  captcha: {
    tokens: /^SPC$/,
    next: [
      [/^S$/, 'PASSWORD_VERIFIER'],
      [/^SP$/, 'CUSTOM_CHALLENGE'],
    ],
    about: () => 'CAPTCHA',
  },
};

interface Done {
  challengeName: string;
  challengeResult: unknown;
  challengeMetadata?: string;
}

function eventWith(session: readonly Done[] | null, more: object = {}): any {
  const response = { challengeName: null, issueTokens: false, failAuthentication: false };
  const triggerSource = 'DefineAuthChallenge_Authentication';
  return { triggerSource, request: { userAttributes: {}, session, ...more }, response };
}

const expected = ({ tokens, next }: Oracle, text: string) => {
  const challengeName = next.find(([session]) => session.test(text))?.[1] ?? null;
  const issueTokens = tokens.test(text);
  return { challengeName, issueTokens, failAuthentication: !issueTokens && challengeName === null };
};

function* sessions(
  about: Oracle['about'],
  done: readonly Done[] = [],
  text = '',
): Generator<[readonly Done[], string]> {
  yield [done, text];
  if (done.length === LONGEST) return;
  for (const challengeName of NAMES) {
    for (const challengeResult of [true, false]) {
      const letter = LETTERS[challengeName]!;
      const metadata = challengeName === 'CUSTOM_CHALLENGE' ? { challengeMetadata: about(done.length) } : {};
      const next = [...done, { challengeName, challengeResult, ...metadata }];
      yield* sessions(about, next, text + (challengeResult ? letter.toUpperCase() : letter));
    }
  }
}

describe.each(Object.keys(METHODS) as Method[])('%s', (method) => {
  const oracle = ORACLES[method];
  const config: { sessions: AllowedChallenge[][] } = configsOf(METHODS[method]).define;

  test('does what one expression says, in every session of up to five challenges', () => {
    const wrong: unknown[] = [];
    let count = 0;
    let ended = 0;
    for (const [session, text] of sessions(oracle.about)) {
      const event = eventWith(session);
      sequence(event, config);
      const { challengeName, issueTokens, failAuthentication } = expected(oracle, text);
      const { response } = event;
      if (response.challengeName !== challengeName || response.issueTokens !== issueTokens || response.failAuthentication !== failAuthentication) wrong.push({ text, response }); // prettier-ignore
      count += 1;
      if (issueTokens) ended += 1;
    }
    expect(wrong.slice(0, 5)).toEqual([]);
    expect([count, ended]).toEqual([ALL, config.sessions.length]);
  }, 30_000);

  const ends = config.sessions.map((allowed) =>
    allowed.map(({ name, about, passed }): Done => ({
      challengeName: name,
      challengeResult: passed,
      challengeMetadata: about,
    })),
  );

  test('gives tokens to nobody who does not exist, at whatever end, and asks them the same', () => {
    for (const end of ends) {
      for (let length = 0; length < end.length; length++) {
        const [known, unknown] = [{}, { userNotFound: true }].map((more) => eventWith(end.slice(0, length), more));
        sequence(known, config);
        sequence(unknown, config);
        expect(unknown.response).toEqual(known.response);
      }
      const event = eventWith(end, { userNotFound: true });
      sequence(event, config);
      expect(event.response).toEqual({ challengeName: null, issueTokens: false, failAuthentication: true });
    }
  });

  test.each(['EMAIL_CODE', 'MAGIC_LINK_START', 'MAGIC_LINK', 'CAPTCHA', 'email_code', '', undefined])(
    'fails when a challenge was about %s instead',
    (challengeMetadata) => {
      for (const end of ends) {
        const position = end.findIndex(({ challengeName }) => challengeName === 'CUSTOM_CHALLENGE');
        if (end[position]!.challengeMetadata === challengeMetadata) continue;
        const switched = end.map((done, at) => (at === position ? { ...done, challengeMetadata } : done));
        const event = eventWith(switched);
        sequence(event, config);
        expect(event.response).toMatchObject({ issueTokens: false, failAuthentication: true });
      }
    },
  );

  test.each(['true', 1, 'false', null, undefined, {}])('takes the result %p for a failure', (challengeResult) => {
    for (const end of ends) {
      const event = eventWith(end.map((done, at) => (at === end.length - 1 ? { ...done, challengeResult } : done)));
      sequence(event, config);
      expect(event.response.issueTokens).toBe(false);
    }
  });

  test('begins where Cognito says nothing of a session', () => {
    const event = eventWith(null);
    sequence(event, config);
    expect(event.response).toEqual(expected(oracle, ''));
  });

  test('lets no client choose: what it says beside its answers changes nothing', () => {
    for (const end of ends) {
      for (let length = 0; length <= end.length; length++) {
        const clientMetadata = { signInMethod: 'CAPTCHA', challengeName: 'PASSWORD_VERIFIER', issueTokens: 'true' };
        const [silent, loud] = [{}, { clientMetadata }].map((more) => eventWith(end.slice(0, length), more));
        sequence(silent, config);
        sequence(loud, config);
        expect(loud.response).toEqual(silent.response);
      }
    }
  });
});

test('whatever breaks, the sign-in ends', async () => {
  jest.spyOn(console, 'error').mockImplementation();
  const step = { step: 'sequence' as const, key: 'k', sources: ['DefineAuthChallenge_Authentication'], config: { sessions: [[]] } }; // prettier-ignore
  const variable = JSON.stringify(envelope([step]));
  const handler = chain('DefineAuthChallenge', { sequence, invoke: () => undefined } as never, { variable });
  const event = eventWith([null as never]);
  await expect(handler(event, CONTEXT)).rejects.toThrow('Sign-in is not possible right now');
});
