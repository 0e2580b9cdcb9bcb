import { parseEmail } from '../../../src/contract/email';
import type { LinkAccountsConfig } from '../../../src/contract/steps';
import type { Account } from '../../ports/cognito';
import { accountsWith } from '../../runtime/accounts';
import type { TriggerEvents } from '../../runtime/events';
import { keepLink } from '../../runtime/link';
import type { Ports } from '../../runtime/ports';
import { accountExists } from '../../runtime/refusals';
import { isBelieved, trustIn } from '../../runtime/trust';

type Event = TriggerEvents['PreSignUp'];
type LinkPorts = Pick<Ports, 'cognito'>;

/** Cognito's limit. */
const MOST_LINKS = 5;

/**
 * Links who comes through a trusted provider to the account that has the same address, and has proved it. Who is linked is
 * asked to sign in again by `signInAgain`, the last step of the chain: before it, others are told of the link.
 */
export async function linkAccounts(event: Event, { trust }: LinkAccountsConfig, ports: LinkPorts): Promise<void> {
  const { triggerSource, userPoolId, userName, request } = event;
  // Stryker disable next-line StringLiteral: any text that is no address
  const { email = '', email_verified: verified } = request.userAttributes;
  if (triggerSource !== 'PreSignUp_ExternalProvider') {
    // whoever types an address must not get in the way of its owner, who comes through a provider
    const accounts = await accountsWith(userPoolId, email, ports);
    if (accounts && accounts.federated.length > 0) throw accountExists();
    return;
  }
  const trusted = trustIn(trust, userName);
  // who is not believed learns nothing: neither whether there is such an account
  if (!trusted || !isBelieved(trusted.domains, parseEmail(email)?.domain, verified)) return;
  const accounts = await accountsWith(userPoolId, email, ports);
  const [account, ...more] = accounts?.local ?? [];
  if (!account) return;
  const { provider } = trusted;
  const providerUserId = userName.slice(provider.length + 1);
  const links = linksOf(account);
  const isLinked = links.some((link) => link.providerName === provider && link.userId === providerUserId);
  // else an earlier attempt of Cognito's has done it
  if (!isLinked) {
    if (more.length > 0 || !mayBeLinked(account) || links.length >= MOST_LINKS) throw accountExists();
    // before the link: whoever had a session of the account shall not have one of the linked account
    await ports.cognito.signOutEverywhere({ userPoolId, userName: account.userName });
    await ports.cognito.linkUser({ userPoolId, userName: account.userName, provider, providerUserId });
  }
  keepLink(event, { userName: account.userName, sub: account.attributes.sub });
}

function mayBeLinked({ status, isEnabled, attributes }: Account): boolean {
  return status === 'CONFIRMED' && isEnabled && attributes.email_verified === 'true';
}

function linksOf({ attributes }: Account): readonly { readonly providerName: string; readonly userId: string }[] {
  return JSON.parse(attributes.identities ?? '[]') as never;
}
