import { configsOf, METHODS } from './methods';
import { ANN } from './sign-in';
import { chain } from '../../../lambda/runtime/chain';
import { captcha as makeCaptcha } from '../../../lambda/steps/create-auth-challenge/captcha';
import { emailCode } from '../../../lambda/steps/create-auth-challenge/email-code';
import { magicLink } from '../../../lambda/steps/create-auth-challenge/magic-link';
import { captcha } from '../../../lambda/steps/verify-auth-challenge-response/captcha';
import { oneTimeSecret } from '../../../lambda/steps/verify-auth-challenge-response/one-time-secret';
import { envelope } from '../../../src/contract/codec';
import { CONTEXT, eventOf } from '../events';
import { type Answers, fakePorts } from '../ports/fake-ports';

const NEUTRAL = 'Sign-in is not possible right now. Please try again later';
const [code, link, site] = [METHODS.emailCode, METHODS.magicLink, METHODS.captcha].map((build) => configsOf(build));
const TABLES = { create: { captcha: makeCaptcha, emailCode, magicLink }, verify: { captcha, oneTimeSecret } };

let lines: string[];
beforeEach(() => {
  lines = [];
  jest.spyOn(console, 'error').mockImplementation((line: string) => void lines.push(line));
});
afterEach(() => jest.restoreAllMocks());

const asked = eventOf('CreateAuthChallenge_Authentication');
asked.request = { ...asked.request, userAttributes: { ...ANN.userAttributes } };
const wanted = structuredClone(asked);
wanted.request.session = [{ challengeName: 'CUSTOM_CHALLENGE', challengeResult: false, challengeMetadata: 'MAGIC_LINK_START' }]; // prettier-ignore
wanted.request.clientMetadata = { sendLink: 'true' };
const answered = (about: string, challengeAnswer: string) => {
  const event = eventOf('VerifyAuthChallengeResponse_Authentication');
  event.request = { ...event.request, privateChallengeParameters: { about, id: 'x' }, challengeAnswer };
  return event;
};

/** Each step that calls AWS or a provider, with the calls that it makes. */
const STEPS = [
  ['create', 'emailCode', code!.create, asked, ['dynamodb.readRow', 'dynamodb.putOnce', 'ses.sendEmail']],
  ['create', 'magicLink', link!.create, wanted, ['dynamodb.readRow', 'dynamodb.putOnce', 'ses.sendEmail']],
  ['verify', 'oneTimeSecret', code!.verify, answered('EMAIL_CODE', '12345678'), ['dynamodb.readRow']],
  ['verify', 'captcha', site!.verify, answered('CAPTCHA', 'token'), ['secrets.readSecret', 'captcha.siteVerify']],
] as const;
const CALLS = STEPS.flatMap(([trigger, step, config, event, calls]) =>
  calls.map((call) => [trigger, step, call, config, event] as const),
);
const WORKING = {
  dynamodb: { readRow: async () => undefined, putOnce: async () => true, deleteRow: async () => undefined },
  ses: { sendEmail: async () => undefined },
  secrets: { readSecret: async () => 'key' },
  captcha: { siteVerify: async () => ({ success: true, hostname: 'app.example.com' }) },
};

function run(trigger: 'create' | 'verify', step: string, config: object, event: any, answers: Answers, deadlineMs = 3_000) {
  const name = trigger === 'create' ? 'CreateAuthChallenge' : 'VerifyAuthChallengeResponse';
  const wire = { step, key: 'k', sources: [`${name}_Authentication`], config };
  const { ports, calls } = fakePorts(answers);
  const surroundings = { variable: JSON.stringify(envelope([wire])), portsFor: () => ports, deadlineMs };
  const handler = chain(name, { ...TABLES[trigger], invoke: () => undefined } as never, surroundings);
  return { done: handler(structuredClone(event), CONTEXT), calls };
} // prettier-ignore

/** Calls that are made for everybody, so that their failing tells nothing about anybody. */
const GUARDED = CALLS.filter(([, , call]) => call !== 'ses.sendEmail');

const broken = (call: string, fail: () => Promise<never>): Answers => {
  const [port, name] = call.split('.') as [keyof typeof WORKING, string];
  return { ...WORKING, [port]: { ...WORKING[port], [name]: fail } } as never;
};

test.each(STEPS)('%s by %s passes where all works', async (trigger, step, config, event) => {
  await expect(run(trigger, step, config, event, WORKING as never).done).resolves.toBeDefined();
});

describe.each(GUARDED)('%s by %s, where %s', (trigger, step, call, config, event) => {
  test.each(['InternalServerError', 'ThrottlingException', 'AccessDeniedException'])(
    'fails with %s: closed, in a neutral sentence, without a word about the user in the log',
    async (name) => {
      const fail = async () => Promise.reject(Object.assign(new Error('ann@example.com'), { name }));
      await expect(run(trigger, step, config, event, broken(call, fail)).done).rejects.toThrow(NEUTRAL);
      expect(lines).toHaveLength(1);
      expect(lines[0]).toContain(`"error":"${name}"`);
      expect(lines[0]).not.toMatch(/ann|example\.com|12345678|token/);
    },
  );
});

test.each(CALLS)(
  '%s by %s, where %s is slower than the deadline: closed',
  async (trigger, step, call, config, event) => {
    const never = async () => new Promise<never>(() => undefined);
    await expect(run(trigger, step, config, event, broken(call, never), 30).done).rejects.toThrow(NEUTRAL);
    expect(lines[0]).toContain('deadline reached');
  },
);

const CREATING = STEPS.filter(([trigger]) => trigger === 'create');

describe.each(CREATING)('a mail that cannot be sent (%s by %s)', (trigger, step, config, event) => {
  const fail = async () => Promise.reject(Object.assign(new Error('ann@example.com'), { name: 'MessageRejected' }));

  test('looks to strangers as if there were nobody to send to', async () => {
    const nobody = structuredClone(event);
    nobody.request = { ...nobody.request, userAttributes: {}, userNotFound: true };
    const known = await run(trigger, step, config, event, broken('ses.sendEmail', fail)).done;
    const unknown = await run(trigger, step, config, nobody, WORKING as never).done;
    const shown = ({ response }: any) => [response.challengeMetadata, response.publicChallengeParameters];
    expect(shown(known)).toEqual(shown(unknown));
  });

  test('is a line in the log, without a word about the user', async () => {
    await run(trigger, step, config, event, broken('ses.sendEmail', fail)).done;
    expect(lines).toHaveLength(1);
    const line = JSON.parse(lines[0]!);
    expect(line).toMatchObject({ outcome: 'failed', step, triggerSource: 'CreateAuthChallenge_Authentication' });
    expect(lines[0]).not.toMatch(/ann|example\.com/);
  });

  test.each([
    ['works', async () => undefined],
    ['fails too', fail],
  ])('takes its secret back, and where that %s nobody meets an error', async (_, deleteRow) => {
    const answers = broken('ses.sendEmail', fail);
    const { done, calls } = run(trigger, step, config, event, { ...answers, dynamodb: { ...WORKING.dynamodb, deleteRow } });
    await expect(done).resolves.toBeDefined();
    expect(calls.map(([name]) => name)).toEqual(['readRow', 'putOnce', 'sendEmail', 'deleteRow']);
  });
}); // prettier-ignore
