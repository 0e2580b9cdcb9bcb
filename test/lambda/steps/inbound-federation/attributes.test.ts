import fc from 'fast-check';
import { dropAttributes } from '../../../../lambda/steps/inbound-federation/drop-attributes';
import { keepAttributes } from '../../../../lambda/steps/inbound-federation/keep-attributes';
import { normalizeAttributes } from '../../../../lambda/steps/inbound-federation/normalize-attributes';
import { overrideAttribute } from '../../../../lambda/steps/inbound-federation/override-attribute';
import { renameAttribute } from '../../../../lambda/steps/inbound-federation/rename-attribute';
import { eventOf, type FixtureEvent } from '../../events';

const SOURCE = 'InboundFederation_ExternalProvider';
const saying = (attributes: unknown, providerName = 'Google') => {
  const event = eventOf(SOURCE);
  Object.assign(event.request, { providerName, attributes });
  return event;
};
const normal = (attributes: string[], change: object = {}) => ({
  attributes,
  lowerCase: false,
  maxLength: 2_048,
  ...change,
});

type Step = (event: never, config: never) => void;
const after = (step: Step, event: FixtureEvent, config: object) => {
  step(event as never, config as never);
  return event.response.userAttributesToMap;
};

describe('what the provider says', () => {
  const keepAll = (event: FixtureEvent) => after(dropAttributes as Step, event, { attributes: ['nothing'] });

  test('is user information and ID token, which has the last word, and never a token', () => {
    expect(keepAll(eventOf(SOURCE))).toEqual({
      sub: '1234567890',
      email: 'ann@example.com',
      email_verified: 'true',
      picture: 'https://example.com/ann.png',
    });
  });

  test('is the assertion of SAML', () => {
    expect(keepAll(saying({ samlResponse: { mail: 'ann@acme.example' } }))).toEqual({ mail: 'ann@acme.example' });
  });

  test('is user information alone where there is no ID token', () => {
    expect(keepAll(saying({ userInfo: { id: '1' }, idToken: null }))).toEqual({ id: '1' });
  });

  test('may come as JSON', () => {
    expect(keepAll(saying({ idToken: '{"sub":"1","groups":["a"]}' }))).toEqual({ sub: '1', groups: ['a'] });
  });

  test('is what earlier steps left of it', () => {
    const event = eventOf(SOURCE);
    after(dropAttributes as Step, event, { attributes: ['picture', 'email_verified'] });
    expect(after(renameAttribute as Step, event, { from: 'email', to: 'mail' })).toEqual({
      sub: '1234567890',
      mail: 'ann@example.com',
    });
  });

  test.each([[{ idToken: 'ann' }], [{ samlResponse: 7 }], [{ userInfo: '[]' }]])(
    'nobody signs in with %j',
    (attributes) => expect(() => keepAll(saying(attributes))).toThrow(),
  );
});

test('keeps the named ones, and by what the provider knows the person', () => {
  const event = saying({ userInfo: { sub: '1', id: '2', user_id: '3', email: 'a@example.com', groups: 'x' } });
  expect(after(keepAttributes as Step, event, { attributes: ['email', 'name'] })).toEqual({
    sub: '1',
    id: '2',
    user_id: '3',
    email: 'a@example.com',
  });
});

test('drops the named ones', () => {
  const event = saying({ samlResponse: { mail: 'a@example.com', groups: 'x' } });
  expect(after(dropAttributes as Step, event, { attributes: ['groups', 'name'] })).toEqual({ mail: 'a@example.com' });
});

describe('renames', () => {
  test.each([
    ['the attribute', { dept: 'A', sub: '1' }, { department: 'A', sub: '1' }],
    ['over what has the name already', { dept: 'A', department: 'B', sub: '1' }, { department: 'A', sub: '1' }],
    ['nothing, and leaves nothing under the name', { department: 'B', sub: '1' }, { sub: '1' }],
  ])('%s', (_, samlResponse, expected) => {
    const event = saying({ samlResponse });
    expect(after(renameAttribute as Step, event, { from: 'dept', to: 'department' })).toEqual(expected);
  });

  test.each([
    ['email', { upn: 'x', email: 'y', email_verified: 'true' }, { email: 'x', email_verified: 'false' }],
    ['email', { upn: 'x', email_verified: true }, { email: 'x', email_verified: 'false' }],
    ['phone_number', { upn: 'x', phone_number_verified: 'true' }, { phone_number: 'x', phone_number_verified: 'false' }],
    ['email', { upn: 'x', phone_number_verified: 'true' }, { email: 'x', phone_number_verified: 'true' }],
    ['mail', { upn: 'x', email: 'y', email_verified: 'true' }, { mail: 'x', email: 'y', email_verified: 'true' }],
  ])('to %s, for which the word of the provider about another one does not count: %j', (to, userInfo, expected) => {
    expect(after(renameAttribute as Step, saying({ userInfo }), { from: 'upn', to })).toEqual(expected);
  }); // prettier-ignore
});

describe('sets', () => {
  test.each([
    ['over what the provider says', { tenant: 'globex', sub: '1' }],
    ['what the provider does not say', { sub: '1' }],
  ])('the attribute %s', (_, samlResponse) => {
    const config = { name: 'tenant', value: 'acme', providers: ['Google'] };
    expect(after(overrideAttribute as Step, saying({ samlResponse }), config)).toEqual({ sub: '1', tenant: 'acme' });
  });
});

describe('normalizes', () => {
  test.each([
    ['white space', '  Ann \t Lovelace\n', {}, 'Ann Lovelace'],
    ['letter case on request', ' Ann@Example.COM', { lowerCase: true }, 'ann@example.com'],
    ['letter case on request only', 'Ann', {}, 'Ann'],
    ['composed characters', 'e\u0301', {}, '\u00e9'],
    ['length, in whole characters', 'ab😀d', { maxLength: 3 }, 'ab😀'],
    ['no list', ['A '], { lowerCase: true }, ['A ']],
    ['no number', 7, {}, 7],
  ])('%s', (_, name, change, expected) => {
    const event = saying({ samlResponse: { name, other: ' X ' } });
    expect(after(normalizeAttributes as Step, event, normal(['name'], change))).toEqual({
      name: expected,
      other: ' X ',
    });
  });

  test('no character to one of ASCII that is not white space', () => {
    const isAscii = (text: string) => /^[\x21-\x7e]+$/.test(text);
    const event = saying({ samlResponse: {} });
    const becomesAscii = (name: string) => {
      event.response = {};
      event.request.attributes = { samlResponse: { name } };
      after(normalizeAttributes as Step, event, normal(['name'], { lowerCase: true }));
      return isAscii((event.response as any).userAttributesToMap.name);
    };
    const characters = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code));
    expect(characters.filter((character) => !isAscii(character) && becomesAscii(character))).toEqual([]);
  });
});

const STEPS: [string, Step, object][] = [
  ['keepAttributes', keepAttributes as Step, { attributes: ['email'] }],
  ['dropAttributes', dropAttributes as Step, { attributes: ['email'] }],
  ['normalizeAttributes', normalizeAttributes as Step, normal(['email'])],
  ['renameAttribute', renameAttribute as Step, { from: 'email', to: 'mail' }],
  ['overrideAttribute', overrideAttribute as Step, { name: 'tenant', value: 'acme' }],
];

describe.each(STEPS)('%s', (_, step, config) => {
  test('leaves people of other providers alone', () => {
    const event = saying({ userInfo: { sub: '1', email: ' A' } });
    expect(after(step, event, { ...config, providers: ['Okta'] })).toEqual({});
    expect(after(step, event, { ...config, providers: ['Okta', 'Google'] })).toHaveProperty('sub', '1');
  });

  test.each([[{}], [{ userInfo: {}, samlResponse: null }]])(
    'lets nobody in of whom the provider says nothing: %j',
    (attributes) => {
      const event = saying(attributes);
      expect(() => after(step, event, config)).toThrow('no attribute is left');
      expect(event.response).toEqual({ userAttributesToMap: {} });
    },
  );

  test('answers alike when it is asked again', () => {
    const event = () => saying({ samlResponse: { sub: '1', email: ' A', x: 'y' } });
    expect(after(step, event(), config)).toEqual(after(step, event(), config));
  });
});

test('no answer is empty, and none has a name that neither the provider nor a handler gave', () => {
  const value = fc.oneof(fc.string(), fc.constant(''), fc.boolean(), fc.array(fc.string()));
  const said = fc.option(fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('sub', 'email', '__proto__')), value), { nil: undefined });
  fc.assert(
    fc.property(fc.record({ userInfo: said, idToken: said, samlResponse: said }), (attributes) => {
      const event = saying(attributes);
      const names = Object.values(attributes).flatMap((source) => Object.keys(source ?? {}));
      try {
        STEPS.forEach(([, step, config]) => after(step, event, config));
      } catch {
        return true;
      }
      const answered = Object.keys(event.response.userAttributesToMap as object);
      return answered.length > 0 && answered.every((name) => [...names, 'mail', 'tenant'].includes(name));
    }),
  );
}); // prettier-ignore
