import fc from 'fast-check';
import { federated } from './accounts';
import { InternalError, UserFacingError } from '../../../../lambda/runtime/errors';
import type { TriggerEvents } from '../../../../lambda/runtime/events';
import { allowEmailDomains } from '../../../../lambda/steps/pre-sign-up/allow-email-domains';
import type { AllowEmailDomainsConfig } from '../../../../src/contract/steps';
import { type FixtureEvent, signUpOf, sourcesOf } from '../../events';
import { fakePorts } from '../../ports/fake-ports';

const CONFIG: AllowEmailDomainsConfig = {
  domains: { inline: ['example.com', 'acme.example'] },
  includeSubdomains: false,
  allowPlusAddressing: false,
  trust: [],
};
const REFUSED = 'Sign-up with this e-mail address is not allowed';

function run(email: unknown, config: Partial<AllowEmailDomainsConfig> = {}, source = 'PreSignUp_SignUp') {
  const event = signUpOf(email, source);
  const before = structuredClone(event);
  allowEmailDomains(event as never as TriggerEvents['PreSignUp'], { ...CONFIG, ...config }, fakePorts().ports);
  expect(event).toEqual(before);
}

function passesAs(event: FixtureEvent, config: Partial<AllowEmailDomainsConfig>): boolean {
  try {
    allowEmailDomains(event as never as TriggerEvents['PreSignUp'], { ...CONFIG, ...config }, fakePorts().ports);
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(UserFacingError);
    expect((error as Error).message).toBe(REFUSED);
    return false;
  }
}

function passes(email: unknown, config: Partial<AllowEmailDomainsConfig> = {}): boolean {
  try {
    run(email, config);
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(UserFacingError);
    expect((error as Error).message).toBe(REFUSED);
    return false;
  }
}

describe.each(sourcesOf('PreSignUp'))('%s', (source) => {
  test('lets a listed domain in', () => expect(() => run('ann@example.com', {}, source)).not.toThrow());
  test('refuses any other', () => expect(() => run('ann@evil.test', {}, source)).toThrow(REFUSED));
});

describe('an address that an identity provider', () => {
  const arrives = (verified: string | undefined, config: Partial<AllowEmailDomainsConfig> = {}) => {
    const event = signUpOf('ann@example.com', 'PreSignUp_ExternalProvider');
    Object.assign(event.request.userAttributes as object, { email_verified: verified });
    const step = () =>
      allowEmailDomains(event as never as TriggerEvents['PreSignUp'], { ...CONFIG, ...config }, fakePorts().ports);
    return expect(step);
  };

  test.each(['true', 'True'])('has verified (%s) is believed', (verified) => arrives(verified).not.toThrow());

  test.each(['false', '', undefined, 'yes'])('has not verified (%j) is refused', (verified) => {
    arrives(verified).toThrow(REFUSED);
  });

  const trust = [{ provider: 'Acme', domains: ['acme.example'] }, { provider: 'Globex', domains: ['example.com'] }, { provider: 'Google' }];
  const claims = ['true', 'False', undefined];
  test.each([
    ['of its own domain', 'Acme_1', 'ann@acme.example', [true, true, true]],
    ['of its own domain, in other letters', 'acme_1', 'Ann@ACME.Example', [true, true, true]],
    ['of its own domain, whose user ids have underscores', 'Acme_globex_1', 'ann@acme.example', [true, true, true]],
    ['of the domain of another', 'Acme_1', 'ann@example.com', [false, false, false]],
    ['of the domain of the first', 'Globex_1', 'ann@acme.example', [false, false, false]],
    ['below its own domain', 'Acme_1', 'ann@mail.acme.example', [false, false, false]],
    ['at a domain that ends alike', 'Acme_1', 'ann@evilacme.example', [false, false, false]],
    ['of nobody’s domain', 'Acme_1', 'ann@evil.test', [false, false, false]],
    ['that is not plainly one, of its own domain', 'Acme_1', 'bob@evil.test,ann@acme.example', [false, false, false]],
    ['that opens any number of accounts', 'Acme_1', 'ann+1@acme.example', [false, false, false]],
    ['as a provider that is trusted for its claim', 'Google_1', 'ann@acme.example', [true, false, false]],
    ['as a provider without trust', 'Auth0_1', 'ann@acme.example', [true, false, false]],
    ['as a provider that is called alike', 'AcmeX_1', 'ann@acme.example', [true, false, false]],
    ['as a provider with the beginning of a name', 'Ac_me_1', 'ann@acme.example', [true, false, false]],
    ['as a user who is called like the provider', 'Acme', 'ann@acme.example', [true, false, false]],
    ['as a user whose id names the provider', 'Auth0_Acme_1', 'ann@acme.example', [true, false, false]],
  ] as const)('%s (%s, %s) passes when verified, when not, without a word: %j', (_, userName, email, expected) => {
    const event = (verified?: string) => federated(userName, verified, email);
    expect(claims.map((verified) => passesAs(event(verified), { trust, includeSubdomains: true }))).toEqual(expected);
  });

  test.each(['PreSignUp_SignUp', 'PreSignUp_AdminCreateUser'])('somebody types (%s) needs no trust', (source) => {
    expect(() => run('ann@acme.example', { trust }, source)).not.toThrow();
  });

  test('has not verified passes for the domains of that provider, and of no other', () => {
    const names = ['Acme', 'acme', 'Globex', 'Google', 'Auth0', 'AcmeX', 'Acm', 'SAML', ''];
    const domain = fc.constantFrom('acme.example', 'ACME.example', 'example.com', 'mail.acme.example', 'evil.test', 'acme.example.evil.test');
    const id = fc.oneof(fc.constantFrom('1', 'Acme_1', '_Acme_1', 'ann@acme.example'), fc.string());
    const verified = fc.constantFrom('false', 'False', '', 'yes', undefined);
    // an oracle of its own: what each provider owns, by the name that was drawn and not by the user name
    const owned: Record<string, string> = { acme: 'acme.example', globex: 'example.com' };
    fc.assert(
      fc.property(fc.constantFrom(...names), id, domain, verified, fc.boolean(), (name, userId, at, word, includeSubdomains) => {
        const passed = passesAs(federated(`${name}_${userId}`, word, `ann@${at}`), { trust, includeSubdomains });
        expect([name, at, passed]).toEqual([name, at, owned[name.toLowerCase()] === at.toLowerCase()]);
      }),
      { numRuns: 2_000 },
    );
  });
}); // prettier-ignore

test.each([
  ['a listed domain', 'ann@example.com'],
  ['another listed domain', 'ann@acme.example'],
  ['upper case', 'Ann@EXAMPLE.Com'],
  ['dots in the local part', 'ann.lee@example.com'],
])('lets in: %s', (_, email) => {
  expect(passes(email)).toBe(true);
});

test.each([
  ['a sub-domain', 'ann@mail.example.com'],
  ['the parent domain', 'ann@com'],
  ['a longer top-level domain', 'ann@example.com.evil.test'],
  ['a prefix glued to the domain', 'ann@evilexample.com'],
  ['a hyphen before the domain', 'ann@evil-example.com'],
  ['another top-level domain', 'ann@example.co'],
  ['a Cyrillic look-alike', 'ann@ex\u0430mple.com'],
  ['a digit as a look-alike', 'ann@examp1e.com'],
  ['a Unicode full stop', 'ann@example\u3002com'],
  ['a full-width full stop', 'ann@example\uFF0Ecom'],
  ['a trailing dot', 'ann@example.com.'],
  ['two @', 'ann@evil.test@example.com'],
  ['two @, the listed domain first', 'ann@example.com@evil.test'],
  ['a quoted local part', '"ann@evil.test"@example.com'],
  ['a second address', 'ann@evil.test,bob@example.com'],
  ['a zero byte', 'ann@evil.test\0@example.com'],
  ['a line break', 'ann@example.com\n'],
  ['plus-addressing', 'ann+1@example.com'],
  ['only a plus', '+@example.com'],
  ['an empty address', ''],
  ['no address', undefined],
])('refuses: %s', (_, email) => {
  expect(passes(email)).toBe(false);
});

test.each([
  ['ann@mail.example.com', true],
  ['ann@a.b.example.com', true],
  ['ann@example.com', true],
  ['ann@evilexample.com', false],
  ['ann@example.com.evil.test', false],
  ['ann@.example.com', false],
])('with sub-domains, %s: %s', (email, expected) => {
  expect(passes(email, { includeSubdomains: true })).toBe(expected);
});

test.each([
  ['ann+1@example.com', true],
  ['ann+1+2@example.com', true],
  ['ann+1@evil.test', false],
])('with plus-addressing, %s: %s', (email, expected) => {
  expect(passes(email, { allowPlusAddressing: true })).toBe(expected);
});

test('an empty list lets nobody in', () => {
  expect(passes('ann@example.com', { domains: { inline: [] } })).toBe(false);
});

test.each([
  ['ann@long-list.example', undefined],
  ['ann@example.com', REFUSED],
])('takes a long list from its content file: %s', (email, refusal) => {
  const read = (content: unknown) => (
    expect(content).toEqual({ file: 'domains.json' }),
    ['long-list.example'] as never
  );
  const config = { ...CONFIG, domains: { file: 'domains.json' } };
  const decide = () => allowEmailDomains(signUpOf(email) as never as TriggerEvents['PreSignUp'], config, { read });
  if (refusal) expect(decide).toThrow(refusal);
  else expect(decide).not.toThrow();
});

test.each([
  ['the list cannot be read', () => { throw new InternalError('not the name of a content file'); }],
  ['the list is not a list', () => 'example.com' as never],
])('lets nobody in when %s', (_, read) => {
  const event = signUpOf('ann@example.com') as never as TriggerEvents['PreSignUp'];
  expect(() => allowEmailDomains(event, CONFIG, { read })).toThrow();
}); // prettier-ignore

describe('hostile addresses', () => {
  const listed = ['example.com', 'acme.example'];
  // an oracle of its own: characters are counted and compared, nothing is shared with the code under test
  const plain = new Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.!#$%&'*+-/=?^_`{|}~");
  const oracle = (email: string, subdomains: boolean, plus: boolean): boolean => {
    const at = email.indexOf('@');
    if (at < 1 || at !== email.lastIndexOf('@')) return false;
    const local = email.slice(0, at);
    const domain = email.slice(at + 1);
    if (![...local].every((character) => plain.has(character)) || (!plus && local.includes('+'))) return false;
    const equals = (a: string, b: string) => a.length === b.length && [...a].every((c, i) => c === b[i] || c === b[i]!.toUpperCase()); // prettier-ignore
    return listed.some((entry) => {
      if (equals(domain, entry)) return true;
      const cut = domain.length - entry.length;
      return subdomains && cut > 1 && domain[cut - 1] === '.' && equals(domain.slice(cut), entry);
    });
  };
  const ingredient = fc.constantFrom(
    'ann', '@', '.', '+', '"', ' ', '\0', '\n', '\r\n', ',', ';', '<', '>', '(', ')', '[', ']', '\\', ':', '%40', '\u3002', '\uFF0E', '\uFF20',
    '\u212A', '\u0131', '\u200B', '\u00AD', '\u202E', 'example.com', 'EXAMPLE.com', 'ex\u0430mple.com', 'acme.example', '@example.com', '.example.com',
    'evil.test', '@evil.test', 'xn--', '-', 'mail.',
  ); // prettier-ignore
  const hostile = fc.oneof(
    fc.array(ingredient, { maxLength: 7 }).map((parts) => parts.join('')),
    fc.string({ unit: 'binary' }).map((text) => `${text}@example.com`),
    fc.string({ unit: 'binary' }).map((text) => `ann@${text}example.com`),
    fc.string({ unit: 'binary' }).map((text) => `ann@example.com${text}`),
    fc.emailAddress(),
  );

  test('only an address at a listed domain passes', () => {
    fc.assert(
      fc.property(hostile, fc.boolean(), fc.boolean(), (email, includeSubdomains, allowPlusAddressing) => {
        if (passes(email, { includeSubdomains, allowPlusAddressing })) {
          expect([email, oracle(email, includeSubdomains, allowPlusAddressing)]).toEqual([email, true]);
        }
      }),
      { numRuns: 5_000 },
    );
  });

  test('every ordinary address at a listed domain passes', () => {
    const word = fc.stringMatching(/^[A-Za-z0-9_-]{1,12}$/);
    const local = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join('.'));
    fc.assert(
      fc.property(local, fc.constantFrom(...listed, 'Example.COM'), (localPart, domain) => {
        expect(passes(`${localPart}@${domain}`)).toBe(true);
      }),
    );
  });
});
