import fc from 'fast-check';
import type { AccountThere } from '../../../../lambda/ports/migration';
import { fromUserPool } from '../../../../lambda/steps/user-migration/from-user-pool';
import type { FromUserPoolConfig } from '../../../../src/contract/migration';
import { eventOf, type FixtureEvent } from '../../events';
import { type Answers, fakePorts } from '../../ports/fake-ports';

const CONFIG: FromUserPoolConfig = {
  userPoolId: 'us-east-1_OldPool01',
  region: 'us-east-1',
  clientId: '1oldexample23456789',
  until: '2027-06-30',
  attributes: { email: 'email', 'custom:plan': 'custom:tier' },
  finalUserStatus: 'CONFIRMED',
  signInWith: ['email'],
  hasUserNames: false,
};
const ANN: AccountThere = {
  userName: 'ann',
  attributes: { sub: '1', email: 'ann@example.com', email_verified: 'true', 'custom:tier': 'gold', 'custom:role': 'admin' },
  hasSecondFactor: false,
  status: 'CONFIRMED',
  isEnabled: true,
}; // prettier-ignore
const REFUSED = 'Sign-in is not possible right now. Please try again later';

beforeEach(() => jest.useFakeTimers({ now: new Date('2027-06-30T23:59:59Z') }));
afterEach(() => jest.useRealTimers());

const signingIn = (typed = 'ann@example.com') => ({ ...eventOf('UserMigration_Authentication'), userName: typed });
const forgetful = (typed = 'ann@example.com') => ({ ...eventOf('UserMigration_ForgotPassword'), userName: typed });
const named = (name: string) => Object.assign(new Error('ann@example.com'), { name });

async function move(event: FixtureEvent, user: Partial<AccountThere> | Error | undefined, change: Partial<FromUserPoolConfig> = {}) {
  const answer = async () => {
    if (user instanceof Error) throw user;
    return user && { ...ANN, ...user };
  };
  const migration = { signInThere: answer, findUserThere: answer } as Answers['migration'];
  const { ports, calls } = fakePorts({ migration });
  let refusal: unknown;
  await fromUserPool(event as never, { ...CONFIG, ...change }, ports).catch((error) => (refusal = error));
  return { response: event.response, refusal: refusal as Error | undefined, calls };
} // prettier-ignore

test('who has the right password there is here, with that password and the named attributes', async () => {
  const { response, refusal, calls } = await move(signingIn(), {});
  expect(refusal).toBeUndefined();
  expect(response).toMatchObject({
    userAttributes: { email: 'ann@example.com', email_verified: 'true', 'custom:plan': 'gold' },
    finalUserStatus: 'CONFIRMED',
    messageAction: 'SUPPRESS',
    forceAliasCreation: false,
  });
  expect(Object.keys(response.userAttributes as object)).not.toContain('custom:role');
  const { region, clientId } = CONFIG;
  expect(calls).toEqual([['signInThere', { region, clientId, userName: 'ann@example.com', password: 'Old-password-1' }]]);
}); // prettier-ignore

test('what is empty there is not there', async () => {
  const { response } = await move(signingIn(), { attributes: { ...ANN.attributes, 'custom:tier': '' } });
  expect(Object.keys(response.userAttributes as object)).toEqual(['email', 'email_verified']);
});

test.each(['CONFIRMED', 'RESET_REQUIRED'])(
  'who forgot the password and is %s is looked up, and gets a code',
  async (status) => {
    const { response, calls } = await move(forgetful(), { status });
    expect(response).toMatchObject({
      userAttributes: { email_verified: 'true' },
      finalUserStatus: 'RESET_REQUIRED',
      messageAction: 'SUPPRESS',
    });
    expect(calls).toEqual([['findUserThere', 'us-east-1', 'us-east-1_OldPool01', 'ann@example.com']]);
  },
);

test('who must choose a new password is told so by the status', async () => {
  const { response } = await move(signingIn(), {}, { finalUserStatus: 'RESET_REQUIRED' });
  expect(response.finalUserStatus).toBe('RESET_REQUIRED');
});

test('three attempts answer the same', async () => {
  const answers = [await move(signingIn(), {}), await move(signingIn(), {}), await move(signingIn(), {})];
  expect(new Set(answers.map(({ response }) => JSON.stringify(response))).size).toBe(1);
});

test.each<[string, FixtureEvent, Partial<AccountThere> | Error | undefined]>([
  ['has another password', signingIn(), named('NotAuthorizedException')],
  ['is not known there', signingIn(), named('UserNotFoundException')],
  ['is not confirmed there', signingIn(), named('UserNotConfirmedException')],
  ['must reset the password there', signingIn(), named('PasswordResetRequiredException')],
  ['is asked for more than a password there', signingIn(), undefined],
  ['has a second factor there', signingIn(), { hasSecondFactor: true }],
  ['signs in with what is not their address', signingIn('victim@example.com'), {}],
  ['has no address there', signingIn(), { attributes: { email_verified: 'true' } }],
  [
    'has not verified the address there',
    signingIn(),
    { attributes: { email: 'ann@example.com', email_verified: 'false' } },
  ],
  ['has taken an address as a user name there', signingIn('ann'), {}],
  ['forgot the password and is not known there', forgetful(), named('UserNotFoundException')],
  ['forgot the password and is disabled there', forgetful(), { isEnabled: false }],
  ['forgot the password and never confirmed', forgetful(), { status: 'UNCONFIRMED' }],
  ['forgot the password and was only invited', forgetful(), { status: 'FORCE_CHANGE_PASSWORD' }],
  [
    'forgot the password and has verified another address only',
    forgetful(),
    { attributes: { email: 'ann@example.com', phone_number_verified: 'true' } },
  ],
  ['comes from a provider there', forgetful(), { status: 'EXTERNAL_PROVIDER' }],
  ['forgot the password and has a second factor there', forgetful(), { hasSecondFactor: true }],
  ['forgot the password and has no verified address', forgetful(), { attributes: { email: 'ann@example.com' } }],
])('who %s reads the one sentence, and nothing is answered', async (_, event, user) => {
  const before = structuredClone(event.response);
  const { response, refusal } = await move(event, user);
  expect(refusal).toMatchObject({ name: 'UserFacingError', message: REFUSED });
  expect(response).toEqual(before);
});

test.each([
  'TooManyRequestsException',
  'InternalErrorException',
  'InvalidParameterException',
  'TimeoutError',
  'NotAuthorizedExceptions',
  'ReallyNotAuthorizedException',
])('%s is a failure, not a refusal, so that somebody sees it in the log', async (name) => {
  const { refusal, response } = await move(signingIn(), named(name));
  expect(refusal).toMatchObject({ name });
  expect(response).toEqual(signingIn().response);
});

test.each([
  ['2027-06-30T23:59:59Z', 1],
  ['2027-07-01T00:00:00Z', 0],
])('at %s the other pool is asked %i times', async (now, times) => {
  jest.setSystemTime(new Date(now));
  const { calls, refusal } = await move(signingIn(), {});
  expect(calls).toHaveLength(times);
  expect(refusal?.message).toBe(times === 0 ? REFUSED : undefined);
});

test('a pool never asks itself, which would call the function again', async () => {
  const { calls, refusal } = await move({ ...signingIn(), userPoolId: CONFIG.userPoolId }, {});
  expect(refusal).toMatchObject({ name: 'InternalError', message: 'the pool to migrate from is the pool itself' });
  expect(calls).toEqual([]);
});

describe('an address counts as verified', () => {
  const verified = async (attributes: Record<string, string>, config: Partial<FromUserPoolConfig> = {}) => {
    const { response } = await move(signingIn('ann'), { attributes }, { hasUserNames: true, ...config });
    const { email_verified, phone_number_verified } = response.userAttributes as Record<string, string>;
    return { email_verified, phone_number_verified };
  };
  const email = 'ann@example.com';

  test.each([
    ['where it is so there', { email, email_verified: 'true' }, 'true'],
    ['nowhere else', { email, email_verified: 'false' }, 'false'],
    ['not without a word', { email }, 'false'],
  ])('%s', async (_, attributes, expected) => {
    expect(await verified(attributes)).toEqual({ email_verified: expected });
  });

  test('not when another attribute becomes the address', async () => {
    const attributes = { email: 'other@example.com', email_verified: 'true', 'custom:mail': email };
    expect(await verified(attributes, { attributes: { email: 'custom:mail' } })).toEqual({ email_verified: 'false' });
  });

  test('and so does a phone number', async () => {
    const attributes = { email, phone_number: '+4930123456', phone_number_verified: 'true' };
    const config = { attributes: { email: 'email', phone_number: 'phone_number' } };
    expect(await verified(attributes, config)).toEqual({ email_verified: 'false', phone_number_verified: 'true' });
  });
});

describe('in a pool with user names', () => {
  const names = { hasUserNames: true };

  test('who types the user name keeps it', async () => {
    const { response } = await move(signingIn('ann'), {}, { ...names, signInWith: ['email'] });
    expect(response.userAttributes).not.toHaveProperty('username');
  });

  test('who types the address keeps the user name of the other pool beside it', async () => {
    const { response } = await move(signingIn('Ann@Example.com'), {}, { ...names, signInWith: ['email'] });
    expect(response.userAttributes).toMatchObject({ username: 'ann', email: 'ann@example.com' });
  });

  test('without addresses to sign in with, there is only the name', async () => {
    const { response } = await move(signingIn('Ann'), {}, { ...names, signInWith: [] });
    expect(response.userAttributes).toMatchObject({ email: 'ann@example.com' });
    expect(response.userAttributes).not.toHaveProperty('username');
  });

  test('who has several names there comes once', async () => {
    const attributes = { email: 'ann@example.com', preferred_username: 'bob' };
    const { refusal } = await move(signingIn('bob'), { attributes }, { ...names, signInWith: ['email'] });
    expect(refusal).toMatchObject({ message: REFUSED });
  });

  test('a name that people may change is enough where people sign in with it here, too', async () => {
    const config = {
      ...names,
      attributes: { preferred_username: 'preferred_username' },
      signInWith: ['preferred_username'],
    };
    const { response } = await move(signingIn('bob'), { attributes: { preferred_username: 'Bob' } }, config);
    expect(response.userAttributes).toEqual({ preferred_username: 'Bob', username: 'ann' });
  });

  test('who forgot the password and has no address to which a code could go stays', async () => {
    const config = { ...names, attributes: { email: 'email' } };
    const attributes = { email: 'ann@example.com', email_verified: 'false' };
    const forgotten = async (is: object) => move(forgetful('ann'), { attributes: { ...attributes, ...is } }, config);
    expect((await forgotten({})).refusal).toMatchObject({ message: REFUSED });
    expect((await forgotten({ email_verified: 'true' })).response).toMatchObject({ finalUserStatus: 'RESET_REQUIRED' });
  });

  test('who types an address that is not verified there does not come by it', async () => {
    const attributes = { email: 'ann@example.com' };
    expect((await move(signingIn(), { attributes }, names)).refusal).toMatchObject({ message: REFUSED });
    const { response } = await move(signingIn('ann'), { attributes }, names);
    expect(response.userAttributes).toEqual({ email: 'ann@example.com', email_verified: 'false' });
  });
});

test('whatever the other pool says, only named attributes come along, and nobody gets an address that is not theirs', async () => {
  const text = fc.oneof(fc.constantFrom('', 'true', 'ann@example.com', 'ANN@example.com', 'admin'), fc.string());
  const key = fc.oneof(fc.constantFrom('email', 'email_verified', 'custom:tier', 'custom:role', '__proto__'), fc.string());
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(key, text)), text, async (pairs, typed) => {
      const attributes = Object.fromEntries(pairs);
      const { response, refusal } = await move(signingIn(typed), { attributes });
      const moved = response.userAttributes as Record<string, string> | null;
      if (refusal) return moved === null;
      const allowed = ['email', 'email_verified', 'custom:plan'];
      return Object.keys(moved!).every((name) => allowed.includes(name)) && moved!.email!.toLowerCase() === typed.toLowerCase() && moved!.email_verified === 'true';
    }),
  );
}); // prettier-ignore
