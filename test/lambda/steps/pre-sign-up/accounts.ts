import type { Account } from '../../../../lambda/ports/cognito';
import { type FixtureEvent, signUpOf } from '../../events';
import { type Answers, fakePorts } from '../../ports/fake-ports';

export const EMAIL = 'ann@example.com';

/** An account of the pool that may be linked. */
export function accountOf(change: Partial<Account> = {}, attributes: Record<string, string> = {}): Account {
  return {
    userName: 'sub-of-ann',
    status: 'CONFIRMED',
    isEnabled: true,
    ...change,
    attributes: { email: EMAIL, email_verified: 'true', ...attributes },
  };
}

export const federatedAccount = () => accountOf({ userName: 'Google_1', status: 'EXTERNAL_PROVIDER' });

/** The first sign-in with a provider. */
export function federated(userName: string, verified: string | undefined, email: string = EMAIL): FixtureEvent {
  const event = signUpOf(email, 'PreSignUp_ExternalProvider');
  Object.assign(event.request.userAttributes as object, { email_verified: verified });
  return Object.assign(event, { userName });
}

/** A pool with these accounts: searched by address, as it is written; notes what changed. */
export function poolOf(accounts: readonly Account[], answers: Answers['cognito'] = {}) {
  const findAccounts = async (_: string, email: string) =>
    accounts.filter(({ attributes }) => attributes.email === email);
  const { ports, calls } = fakePorts({ cognito: { findAccounts, ...answers } });
  return { ports, calls, changes: () => calls.filter(([name]) => name !== 'findAccounts') };
}
