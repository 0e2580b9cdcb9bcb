import type { Ports } from './ports';
import { type EmailAddress, parseEmail } from '../../src/contract/email';
import type { Account } from '../ports/cognito';

/** Accounts that have an address, by who keeps them. */
export interface Accounts {
  readonly address: EmailAddress;
  /** With a password, or another factor, of the pool's own. */
  readonly local: readonly Account[];
  /** Of identity providers. */
  readonly federated: readonly Account[];
}

/** Who has this address already. Cognito compares as it is written, so both ways are tried: as given, and in lower case. */
export async function accountsWith(userPoolId: string, email: string, ports: Pick<Ports, 'cognito'>): Promise<Accounts | undefined> {
  const address = parseEmail(email);
  if (!address) return undefined;
  const spellings = [...new Set([email, email.toLowerCase()])];
  const found = await Promise.all(spellings.map(async (spelling) => ports.cognito.findAccounts(userPoolId, spelling)));
  const all = new Map(found.flat().map((account) => [account.userName, account]));
  const accounts = [...all.values()].filter(({ attributes }) => attributes.email?.toLowerCase() === email.toLowerCase());
  const isFederated = ({ status }: Account) => status === 'EXTERNAL_PROVIDER';
  return { address, local: accounts.filter((account) => !isFederated(account)), federated: accounts.filter(isFederated) };
} // prettier-ignore
