import fc from 'fast-check';
import { InternalError, UserFacingError } from '../../../../lambda/runtime/errors';
import type { TriggerEvents } from '../../../../lambda/runtime/events';
import { denyEmailDomains } from '../../../../lambda/steps/pre-sign-up/deny-email-domains';
import type { DenyEmailDomainsConfig } from '../../../../src/contract/steps';
import { signUpOf, sourcesOf } from '../../events';
import { fakePorts } from '../../ports/fake-ports';

const CONFIG: DenyEmailDomainsConfig = {
  domains: { inline: ['trash.example', 'throwaway.test'] },
  includeSubdomains: true,
  requiresAddress: true,
};
const REFUSED = 'Sign-up with this e-mail address is not allowed';

function passes(email: unknown, config: Partial<DenyEmailDomainsConfig> = {}, source = 'PreSignUp_SignUp'): boolean {
  const event = signUpOf(email, source);
  const before = structuredClone(event);
  try {
    denyEmailDomains(event as never as TriggerEvents['PreSignUp'], { ...CONFIG, ...config }, fakePorts().ports);
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(UserFacingError);
    expect((error as Error).message).toBe(REFUSED);
    return false;
  } finally {
    expect(event).toEqual(before);
  }
}

describe.each(sourcesOf('PreSignUp'))('%s', (source) => {
  test('refuses a listed domain', () => expect(passes('ann@trash.example', {}, source)).toBe(false));
  test('lets any other in', () => expect(passes('ann@example.com', {}, source)).toBe(true));
});

test.each([
  ['another listed domain', 'ann@throwaway.test', false],
  ['upper case', 'Ann@TRASH.Example', false],
  ['a sub-domain', 'ann@mail.trash.example', false],
  ['a sub-domain of a sub-domain', 'ann@a.b.trash.example', false],
  ['plus-addressing', 'ann+1@trash.example', false],
  ['a prefix glued to the domain', 'ann@nottrash.example', true],
  ['a longer top-level domain', 'ann@trash.example.com', true],
  ['the parent domain', 'ann@some.example', true],
])('%s: %s passes: %s', (_, email, expected) => {
  expect(passes(email)).toBe(expected);
});

test.each([
  ['ann@mail.trash.example', true],
  ['ann@trash.example', false],
])('without sub-domains, %s passes: %s', (email, expected) => {
  expect(passes(email, { includeSubdomains: false })).toBe(expected);
});

test.each([
  ['a trailing dot', 'ann@trash.example.'],
  ['a Unicode full stop', 'ann@trash\u3002example'],
  ['the sign of Kelvin', 'ann@\u212Anown.example'],
  ['two addresses', 'ann@example.com,ann@trash.example'],
  ['two @', 'ann@trash.example@example.com'],
  ['a quoted local part', '"ann@example.com"@trash.example'],
  ['a space', 'ann@trash.example '],
])('an address whose domain cannot be told is refused: %s', (_, email) => {
  expect(passes(email)).toBe(false);
  expect(passes(email, { requiresAddress: false })).toBe(false);
});

test.each([undefined, ''])('no address (%j) passes only where people sign in with something else', (email) => {
  expect(passes(email)).toBe(false);
  expect(passes(email, { requiresAddress: false })).toBe(true);
});

test('takes a long list from its content file', () => {
  const read = (content: unknown) => (expect(content).toEqual({ file: 'deny.json' }), ['other.example'] as never);
  const config = { ...CONFIG, domains: { file: 'deny.json' } };
  const decide = (email: string) => () =>
    denyEmailDomains(signUpOf(email) as never as TriggerEvents['PreSignUp'], config, { read });
  expect(decide('ann@trash.example')).not.toThrow();
  expect(decide('ann@other.example')).toThrow(REFUSED);
});

test.each([
  ['the list cannot be read', () => { throw new InternalError('not the name of a content file'); }],
  ['the list is not a list', () => 'trash.example' as never],
])('lets nobody in when %s', (_, read) => {
  const event = signUpOf('ann@example.com') as never as TriggerEvents['PreSignUp'];
  expect(() => denyEmailDomains(event, CONFIG, { read })).toThrow();
}); // prettier-ignore

test('a list of 100,000 domains is searched in the time of an event', () => {
  const inline = Array.from({ length: 100_000 }, (_, index) => `throwaway-${index}.test`);
  const start = performance.now();
  expect(passes('ann@mail.throwaway-99999.test', { domains: { inline } })).toBe(false);
  expect(performance.now() - start).toBeLessThan(100);
});

test('whatever stands around it, no address of a listed domain passes', () => {
  const noise = fc.constantFrom(
    '',
    ' ',
    '.',
    '\u200B',
    '\0',
    '@example.com',
    'x.',
    '+',
    '"',
    ',a@example.com',
    '\u3002',
  );
  fc.assert(
    fc.property(noise, noise, noise, (before, between, after) => {
      const email = `${before}ann@${between}trash.example${after}`;
      const [, domain, ...more] = email.toLowerCase().split('@');
      const isElsewhere = more.length === 0 && !/(^|\.)trash\.example$/.test(domain!);
      if (!isElsewhere) expect([email, passes(email)]).toEqual([email, false]);
    }),
  );
});
