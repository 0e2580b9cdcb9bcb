import { accountOf, EMAIL, federated, federatedAccount, poolOf } from './accounts';
import type { Account } from '../../../../lambda/ports/cognito';
import type { TriggerEvents } from '../../../../lambda/runtime/events';
import { blockDuplicates } from '../../../../lambda/steps/pre-sign-up/block-duplicates';
import { type FixtureEvent, signUpOf } from '../../events';

const REFUSED = 'There is an account with this e-mail address. Sign in as you did before';

async function answerTo(event: FixtureEvent, accounts: readonly Account[]): Promise<string> {
  const { ports, changes } = poolOf(accounts);
  const answer = await blockDuplicates(event as never as TriggerEvents['PreSignUp'], {}, ports).then(
    () => 'goes on',
    ({ message }: Error) => message,
  );
  expect(changes()).toEqual([]);
  return answer;
}

test.each<[string, FixtureEvent, Account[], string]>([
  ['federated beside an account of the pool', federated('Google_1', 'true'), [accountOf()], REFUSED],
  ['federated and not verified', federated('Google_1', undefined), [accountOf()], REFUSED],
  ['federated beside one that is not confirmed', federated('Google_1', 'true'), [accountOf({ status: 'UNCONFIRMED' })], REFUSED],
  ['federated in another letter case', federated('Google_1', 'true', 'ANN@example.com'), [accountOf()], REFUSED],
  ['federated beside a federated one', federated('Okta_1', 'true'), [federatedAccount()], 'goes on'],
  ['federated and new', federated('Google_1', 'true'), [], 'goes on'],
  ['federated without an address', federated('Google_1', undefined, ''), [accountOf()], 'goes on'],
  ['a sign-up beside an account of the pool without an address', signUpOf(EMAIL), [accountOf({ status: 'EXTERNAL_PROVIDER' }, { email: undefined as never })], 'goes on'],
  ['a sign-up beside a federated account', signUpOf(EMAIL), [federatedAccount()], REFUSED],
  ['a sign-up beside an account of the pool, which Cognito refuses itself', signUpOf(EMAIL), [accountOf()], 'goes on'],
  ['a sign-up without an address', signUpOf(undefined), [federatedAccount()], 'goes on'],
  ['a sign-up with an address that cannot be told', signUpOf('ann@example.com" or email ^= "'), [federatedAccount()], 'goes on'],
])('%s', async (_, event, accounts, expected) => {
  expect(await answerTo(event, accounts)).toBe(expected);
}); // prettier-ignore

test('an account without an address has no address in common with anybody', async () => {
  const nameless = accountOf({ status: 'EXTERNAL_PROVIDER' }, { email: undefined as never });
  const { ports } = poolOf([], { findAccounts: async () => [nameless] });
  const event = signUpOf(EMAIL) as never as TriggerEvents['PreSignUp'];
  await expect(blockDuplicates(event, {}, ports)).resolves.toBeUndefined();
});

test('when the pool cannot be asked, nobody signs up', async () => {
  const { ports } = poolOf([], { findAccounts: async () => Promise.reject(new Error('throttled')) });
  const event = signUpOf(EMAIL) as never as TriggerEvents['PreSignUp'];
  await expect(blockDuplicates(event, {}, ports)).rejects.toThrow('throttled');
});
