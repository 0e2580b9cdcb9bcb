import fc from 'fast-check';
import { keepLink } from '../../../lambda/runtime/link';
import { type TellingEvent, userEventOf } from '../../../lambda/runtime/user-event';
import { EVENT_TYPES, type UserEventType } from '../../../src/contract/user-events';
import { eventOf, EVENTS, type FixtureEvent } from '../events';

const ALL = [...new Set(Object.values(EVENT_TYPES)), 'User Linking'] as const satisfies readonly UserEventType[];
const SUB = '0a1b2c3d-1111-2222-3333-444455556666';
const ID = /^[0-9a-f]{32}$/;

const told = (event: FixtureEvent, attributes: string[] = [], types: readonly UserEventType[] = ALL) =>
  userEventOf(event as never as TellingEvent, { types, attributes, required: false });
const with_ = (source: string, change: Partial<FixtureEvent>, attributes: object = {}) => {
  const event = Object.assign(eventOf(source), change);
  Object.assign(event.request.userAttributes!, attributes);
  return event;
};

test.each([
  ['PreSignUp_SignUp', 'User Sign-Up', undefined, undefined],
  ['PreSignUp_AdminCreateUser', 'User Sign-Up', undefined, undefined],
  ['PreSignUp_ExternalProvider', 'User Sign-Up', undefined, undefined],
  ['PostConfirmation_ConfirmSignUp', 'User Confirmation', SUB, undefined],
  ['PostConfirmation_ConfirmForgotPassword', 'User Password Reset', SUB, undefined],
  ['PostAuthentication_Authentication', 'User Sign-In', SUB, undefined],
])('%s tells %s', (source, type, sub, provider) => {
  expect(told(eventOf(source))).toEqual({
    version: '1',
    type,
    id: expect.stringMatching(ID),
    user: expect.stringMatching(ID),
    userPoolId: 'eu-west-1_Example01',
    clientId: '1example23456789',
    triggerSource: source,
    sub,
    provider,
  });
});

test('every source of the three triggers tells something, and no other does', () => {
  const triggers = ['PreSignUp', 'PostConfirmation', 'PostAuthentication'];
  for (const { trigger, source, version } of EVENTS) {
    const event = eventOf(source, version);
    event.request.userAttributes ??= {};
    expect([source, told(event) !== undefined]).toEqual([source, triggers.includes(trigger)]);
  }
});

test.each(ALL)('%s is told where it was asked for, and nothing else', (type) => {
  const sources = Object.entries(EVENT_TYPES);
  for (const [source, own] of sources) expect(told(eventOf(source), [], [type])?.type).toBe(own === type ? type : undefined);
}); // prettier-ignore

describe('a link', () => {
  const linked = (userName = 'Google_1') => {
    const event = with_('PreSignUp_ExternalProvider', { userName });
    keepLink(event as never, { userName: 'ann', sub: 'the-sub' });
    return event;
  };

  test('is told instead of a sign-up, of the account that is linked', () => {
    expect(told(linked())).toMatchObject({ type: 'User Linking', sub: 'the-sub', provider: 'Google' });
    expect(told(linked())!.user).toBe(told(with_('PostAuthentication_Authentication', { userName: 'ann' }))!.user);
    expect(told(linked(), [], ['User Sign-Up'])).toBeUndefined();
  });

  test('of another identity has another id', () => {
    expect(told(linked('Google_1'))!.id).toBe(told(linked('Google_1'))!.id);
    expect(told(linked('Google_2'))!.id).not.toBe(told(linked())!.id);
  });
});

describe('the id', () => {
  const event = () => eventOf('PostAuthentication_Authentication');

  test('is the same for all attempts', () => expect(told(event())!.id).toBe(told(event())!.id));

  test.each<[string, FixtureEvent]>([
    ['what happened', eventOf('PostConfirmation_ConfirmSignUp')],
    ['the user pool', Object.assign(event(), { userPoolId: 'eu-west-1_Example02' })],
    ['the client', Object.assign(event(), { callerContext: { awsSdkVersion: '', clientId: 'other' } })],
    ['the user', Object.assign(event(), { userName: 'bob' })],
  ])('tells apart %s', (_, other) => expect(told(other)!.id).not.toBe(told(event())!.id));
});

test('the user is the same in all events about them, and another in another pool', () => {
  const sources = Object.keys(EVENT_TYPES);
  const users = new Set(sources.map((source) => told(with_(source, { userName: 'ann' }))!.user));
  expect(users.size).toBe(1);
  const elsewhere = with_(sources[0]!, { userName: 'ann', userPoolId: 'eu-west-1_Example02' });
  expect(users).not.toContain(told(elsewhere)!.user);
});

describe('the provider', () => {
  test.each([
    ['Google_123', 'Google'],
    ['google_123', 'google'],
    ['Okta_00u1_x', 'Okta'],
    ['A_b1_x', 'A_b1'],
    ['Ä端🙂_x', 'Ä端🙂'],
    ['Acme-SSO_ann@acme.example', 'Acme-SSO'],
    ['nobody', undefined],
    ['_ab_c', undefined],
    ['__Okta_1', undefined],
  ])('of %s is %s', (userName, provider) => {
    expect(told(with_('PreSignUp_ExternalProvider', { userName }))).toHaveProperty('provider', provider);
    const later = with_('PostAuthentication_Authentication', { userName }, { 'cognito:user_status': 'EXTERNAL_PROVIDER' });
    expect(told(later)).toHaveProperty('provider', provider);
  }); // prettier-ignore

  test.each(['PreSignUp_SignUp', 'PostAuthentication_Authentication'])('%s: nobody has one by their name', (source) => {
    const event = with_(source, { userName: 'Google_123' }, { 'cognito:user_status': 'CONFIRMED' });
    expect(told(event)).toHaveProperty('provider', undefined);
  });
});

describe('attributes', () => {
  const event = () => eventOf('PostAuthentication_Authentication');

  test('are told when they are named, those that the user has', () => {
    const { attributes } = told(event(), ['email', 'custom:tenant', 'phone_number'])!;
    expect(attributes).toEqual({ email: 'ann@example.com', 'custom:tenant': 'acme' });
  });

  test('are not told when nobody named one', () => expect(told(event())).not.toHaveProperty('attributes'));

  test.each(['__proto__', 'constructor', 'toString'])('%s is none', (name) => {
    expect(told(event(), [name])!.attributes).toEqual({});
  });

  test('are texts', () => {
    const strange = with_('PostAuthentication_Authentication', {}, { email: ['ann@example.com'] });
    expect(told(strange, ['email'])!.attributes).toEqual({});
  });

  test('whatever the event holds, nothing of it is told but what is documented', () => {
    const secret = fc.stringMatching(/^secret[a-z0-9]{12}$/);
    fc.assert(
      fc.property(secret, fc.constantFrom(...Object.keys(EVENT_TYPES)), (text, source) => {
        const hostile = with_(source, { userName: `Google_${text}` }, { email: text, name: text, identities: text });
        Object.assign(hostile.request, { clientMetadata: { text }, validationData: { text }, password: text });
        expect(JSON.stringify(told(hostile, ['custom:tenant']))).not.toContain(text);
        expect(JSON.stringify(told(hostile, ['email']))).toContain(text);
      }),
    );
  });
});
