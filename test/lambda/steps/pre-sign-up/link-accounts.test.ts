import fc from 'fast-check';
import { accountOf, EMAIL, federated, federatedAccount, poolOf } from './accounts';
import type { Account } from '../../../../lambda/ports/cognito';
import { UserFacingError } from '../../../../lambda/runtime/errors';
import type { TriggerEvents } from '../../../../lambda/runtime/events';
import { linkIn } from '../../../../lambda/runtime/link';
import { linkAccounts } from '../../../../lambda/steps/pre-sign-up/link-accounts';
import { signInAgain } from '../../../../lambda/steps/pre-sign-up/sign-in-again';
import type { LinkAccountsConfig } from '../../../../src/contract/steps';
import { type FixtureEvent, signUpOf } from '../../events';

const CONFIG: LinkAccountsConfig = { trust: [{ provider: 'Google' }, { provider: 'Okta', domains: ['example.com'] }] };
const POOL = 'eu-west-1_Example01';
const SIGNED_OUT = ['signOutEverywhere', { userPoolId: POOL, userName: 'sub-of-ann' }];
const linked = (provider: string, providerUserId: string) => [
  'linkUser',
  { userPoolId: POOL, userName: 'sub-of-ann', provider, providerUserId },
];
const identities = (...all: [string, string][]) => ({
  identities: JSON.stringify(all.map(([providerName, userId]) => ({ providerName, userId, providerType: 'OIDC' }))),
});

/** The handler's two steps, between which others are told of the link. */
async function linkAndEnd(...all: Parameters<typeof linkAccounts>) {
  await linkAccounts(...all);
  signInAgain(all[0], {});
}

/** What the person reads, or that the sign-up goes on; and what was changed. */
async function outcomeOf(event: FixtureEvent, accounts: readonly Account[], config = CONFIG) {
  const { ports, calls, changes } = poolOf(accounts);
  const before = structuredClone(event);
  const reason = await linkAndEnd(event as never as TriggerEvents['PreSignUp'], config, ports).then(
    () => 'goes on',
    (error: unknown) => {
      expect(error).toBeInstanceOf(UserFacingError);
      return (error as UserFacingError).reason;
    },
  );
  expect(event).toEqual(before);
  return { reason, changes: changes(), searches: calls.length - changes().length };
}

test.each([
  ['a provider that verified the address', federated('Google_123', 'true'), linked('Google', '123')],
  ['its name in lower case, as pools spell user names', federated('google_123', 'true'), linked('Google', '123')],
  ['a provider that owns the domain', federated('Okta_00u1_x', undefined), linked('Okta', '00u1_x')],
  ['an address in another letter case', federated('Google_123', 'true', 'Ann@Example.COM'), linked('Google', '123')],
])('%s: the sessions end, the accounts are linked, and the person signs in again', async (_, event, link) => {
  expect(await outcomeOf(event, [accountOf()])).toMatchObject({ reason: 'linkedNow', changes: [SIGNED_OUT, link] });
});

test.each([accountOf({}, { sub: 'the-sub' }), accountOf({}, { sub: 'the-sub', ...identities(['Google', '1']) })])(
  'later steps learn which account was linked, also at a repeated attempt: %#',
  async (account) => {
    const event = federated('Google_1', 'true') as never as TriggerEvents['PreSignUp'];
    await linkAccounts(event, CONFIG, poolOf([account]).ports);
    expect(linkIn(event)).toEqual({ userName: 'sub-of-ann', sub: 'the-sub' });
    expect(JSON.stringify(event)).not.toContain('the-sub');
  },
);

test.each([
  ['nobody has the address', []],
  ['the account may not be linked', [accountOf({ isEnabled: false })]],
])('later steps learn of no link where %s', async (_, accounts) => {
  const event = federated('Google_1', 'true') as never as TriggerEvents['PreSignUp'];
  await linkAccounts(event, CONFIG, poolOf(accounts).ports).catch(() => undefined);
  expect(linkIn(event)).toBeUndefined();
  expect(() => signInAgain(event, {})).not.toThrow();
});

describe('the matrix of who says so and whom it is about', () => {
  const speakers = [
    ['verified by a trusted provider', federated('Google_1', 'true'), true],
    ['not verified by a trusted provider', federated('Google_1', 'false'), false],
    ['nothing said by a trusted provider', federated('Google_1', undefined), false],
    ['at a domain of the provider', federated('Okta_1', undefined), true],
    ['at another domain', federated('Okta_1', 'true', 'ann@evil.test'), false],
    ['at a sub-domain', federated('Okta_1', 'true', 'ann@mail.example.com'), false],
    ['at a domain that ends alike', federated('Okta_1', 'true', 'ann@evilexample.com'), false],
    ['verified by a provider without trust', federated('Facebook_1', 'true'), false],
    ['verified by a provider that is called alike', federated('GoogleX_1', 'true'), false],
    ['an address that cannot be told', federated('Google_1', 'true', 'ann@example.com,bob@example.com'), false],
  ] as const;
  const accounts = [
    ['confirmed, with a verified address', accountOf(), true],
    ['not confirmed', accountOf({ status: 'UNCONFIRMED' }), false],
    ['with a temporary password', accountOf({ status: 'FORCE_CHANGE_PASSWORD' }), false],
    ['to be reset', accountOf({ status: 'RESET_REQUIRED' }), false],
    ['of a status that is not known', accountOf({ status: '' }), false],
    ['disabled', accountOf({ isEnabled: false }), false],
    ['with an address that is not verified', accountOf({}, { email_verified: 'false' }), false],
    ['with four links', accountOf({}, identities(['A', '1'], ['B', '1'], ['C', '1'], ['D', '1'])), true],
    ['with five links', accountOf({}, identities(['A', '1'], ['B', '1'], ['C', '1'], ['D', '1'], ['E', '1'])), false],
  ] as const;
  const cells = speakers.flatMap((speaker) => accounts.map((account) => ({ speaker, account })));

  test.each(cells)('$speaker.0; the account is $account.0', async ({ speaker, account }) => {
    const event = structuredClone(speaker[1]);
    const email = event.request.userAttributes!.email as string;
    const own = { ...account[1], attributes: { ...account[1].attributes, email } };
    const { reason, changes } = await outcomeOf(event, [own]);
    const expected = !speaker[2] ? 'goes on' : account[2] ? 'linkedNow' : 'accountExists';
    expect(reason).toBe(expected);
    expect(changes).toHaveLength(expected === 'linkedNow' ? 2 : 0);
  });
});

test.each([
  federated('Facebook_1', 'true'),
  federated('Google_1', 'false'),
  federated('Okta_1', 'true', 'ann@evil.test'),
])('who is not believed learns nothing: no account is looked for', async (event) =>
  expect(await outcomeOf(event, [accountOf()])).toMatchObject({ reason: 'goes on', searches: 0 }),
);

test.each([
  ['there is no account', []],
  ['there is only another federated one', [federatedAccount()]],
  ['the pool answers with an account of another address', [accountOf({}, { email: 'ann@example.com.evil.test' })]],
])('a trusted sign-in goes on when %s', async (_, accounts) => {
  const { ports, changes } = poolOf([], { findAccounts: async () => accounts });
  const event = federated('Google_1', 'true') as never as TriggerEvents['PreSignUp'];
  await expect(linkAccounts(event, CONFIG, ports)).resolves.toBeUndefined();
  expect(changes()).toEqual([]);
});

test.each(['Google_1', 'Okta_1'])('%s without an address goes on, and no account is looked for', async (userName) => {
  const event = Object.assign(signUpOf(undefined, 'PreSignUp_ExternalProvider'), { userName });
  Object.assign(event.request.userAttributes as object, { email_verified: 'true' });
  expect(await outcomeOf(event, [accountOf()])).toMatchObject({ reason: 'goes on', searches: 0 });
});

test('two accounts of one address are linked to nobody', async () => {
  const accounts = [accountOf(), accountOf({ userName: 'another' })];
  const { reason, changes } = await outcomeOf(federated('Google_1', 'true'), accounts);
  expect({ reason, changes }).toEqual({ reason: 'accountExists', changes: [] });
});

test('another person of the same provider is not the one who is linked', async () => {
  const { changes } = await outcomeOf(federated('Google_1', 'true'), [accountOf({}, identities(['Google', '2']))]);
  expect(changes).toEqual([SIGNED_OUT, linked('Google', '1')]);
});

test('a repeated attempt of Cognito does nothing again, also at the limit of links', async () => {
  const links = identities(['Google', '1'], ['B', '1'], ['C', '1'], ['D', '1'], ['E', '1']);
  const { reason, changes } = await outcomeOf(federated('google_1', 'true'), [accountOf({}, links)]);
  expect({ reason, changes }).toEqual({ reason: 'linkedNow', changes: [] });
});

test('three attempts link once', async () => {
  const accounts = [accountOf()];
  const links: string[] = [];
  const { ports } = poolOf(accounts, {
    linkUser: async ({ provider, providerUserId }) => {
      links.push(provider);
      accounts[0] = accountOf({}, identities([provider, providerUserId]));
    },
    findAccounts: async () => accounts,
  });
  const event = federated('Google_1', 'true') as never as TriggerEvents['PreSignUp'];
  for (let attempt = 0; attempt < 3; attempt++) {
    await expect(linkAndEnd(event, CONFIG, ports)).rejects.toHaveProperty('reason', 'linkedNow');
  }
  expect(links).toEqual(['Google']);
});

test.each(['findAccounts', 'signOutEverywhere', 'linkUser'] as const)(
  'when %s fails, the sign-up fails, and nothing is linked',
  async (port) => {
    const { ports, changes } = poolOf([accountOf()], { [port]: async () => Promise.reject(new Error('throttled')) });
    const event = federated('Google_1', 'true') as never as TriggerEvents['PreSignUp'];
    await expect(linkAccounts(event, CONFIG, ports)).rejects.toThrow('throttled');
    const expected = { findAccounts: 0, signOutEverywhere: 1, linkUser: 2 }[port];
    expect(changes()).toHaveLength(expected);
  },
);

test.each(['PreSignUp_SignUp', 'PreSignUp_AdminCreateUser'])(
  '%s with the address of a federated account is refused',
  async (source) => {
    expect(await outcomeOf(signUpOf(EMAIL, source), [federatedAccount()])).toMatchObject({ reason: 'accountExists' });
    expect(await outcomeOf(signUpOf('ANN@example.com', source), [federatedAccount()])).toMatchObject({ reason: 'accountExists' }); // prettier-ignore
    expect(await outcomeOf(signUpOf(EMAIL, source), [accountOf()])).toMatchObject({ reason: 'goes on', changes: [] });
    expect(await outcomeOf(signUpOf(undefined, source), [federatedAccount()])).toMatchObject({ reason: 'goes on' });
  },
);

test('a link implies that both sides have proved the address, whatever the two say', () => {
  const flag = fc.constantFrom('true', 'True', 'false', '', 'yes', undefined);
  const status = fc.constantFrom('CONFIRMED', 'UNCONFIRMED', 'FORCE_CHANGE_PASSWORD', 'ARCHIVED', 'UNKNOWN', 'EXTERNAL_PROVIDER');
  const provider = fc.constantFrom('Google', 'google', 'Okta', 'Facebook', 'Goo', '');
  const address = fc.constantFrom(EMAIL, 'Ann@Example.com', 'ann@evil.test', 'ann@example.com ', '"ann"@example.com', '');
  return fc.assert(
    fc.asyncProperty(provider, flag, flag, status, fc.boolean(), address, async (name, ofEvent, ofAccount, given, isEnabled, email) => {
      const account = accountOf({ status: given, isEnabled }, { email, email_verified: ofAccount ?? '' });
      const { changes } = await outcomeOf(federated(`${name}_1`, ofEvent, email), [account]);
      if (changes.length === 0) return;
      const isVouchedFor = /^google$/i.test(name) ? /^true$/i.test(ofEvent ?? '') : name === 'Okta' && /^ann@example\.com$/i.test(email);
      expect({ isVouchedFor, given, isEnabled, ofAccount }).toEqual({ isVouchedFor: true, given: 'CONFIRMED', isEnabled: true, ofAccount: 'true' });
    }),
    { numRuns: 1_000 },
  );
}); // prettier-ignore
