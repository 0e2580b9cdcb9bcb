import type { Trust } from '../../src/contract/steps';

/** What is said of the provider through which a user comes; its name begins the name of the user. */
export function trustIn(trust: readonly Trust[], userName: string): Trust | undefined {
  // no part of a provider's name after its second letter can be an underscore, so that no name begins with another and one
  return trust.find(({ provider }) => userName.toLowerCase().startsWith(`${provider.toLowerCase()}_`));
}

/** Whether a provider is believed: about its own domains where it has some, else about what it says it verified. */
export function isBelieved(domains: Trust['domains'], domain: string | undefined, verified: string | undefined): boolean {
  return domains ? domains.some((own) => own === domain) : verified?.toLowerCase() === 'true';
} // prettier-ignore
