import { Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import type { BoundIdentityProvider } from './bound-identity-provider';
import type { Relaxation } from '../../private/relaxations';
import type { PoolAttributes } from '../../user-pool/pool-attributes';

/** What two providers of a user pool cannot share; each pair once, whichever of the two was added first. */
export function twinFindings(provider: BoundIdentityProvider, all: readonly BoundIdentityProvider[]): string[] {
  return all
    .filter(({ node }) => node.path < provider.node.path)
    .flatMap((other) => [...sharedDomains(provider, other), ...confusableNames(provider, other)]);
}

/** What two providers should not share, because Cognito takes the word of each for every user of its own. */
export function twinRelaxations(
  provider: BoundIdentityProvider,
  all: readonly BoundIdentityProvider[],
  attributes: PoolAttributes,
): Relaxation[] {
  const authorizing = Object.keys(provider.mapping).filter((name) => attributes.authorizes(name));
  return authorizing.flatMap((name) => {
    const others = all.filter(
      (other) =>
        other.node.path < provider.node.path && name in other.mapping && (provider.says(name) || other.says(name)),
    );
    return {
      isMade: others.length > 0,
      id: 'sharedAuthorizationAttribute',
      sentence: `attributeMapping has '${name}', which decides what a user may do and which ${others.map(({ node }) => node.path).join(', ')} maps, too: whoever runs one of them can give its users what belongs to those of another. Set it for the people of each with InboundFederation.overrideAttribute, or acknowledge the warning if one and the same party runs them.`,
    };
  });
}

/**
 * Cognito refuses a client that offers a provider of unsolicited assertions beside anything but SAML.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-SAML-session-initiation.html
 */
export function clientFindings(
  provider: BoundIdentityProvider,
  all: readonly BoundIdentityProvider[],
  clients: readonly cognito.UserPoolClient[],
): string[] {
  if (!provider.startsAtProvider) return [];
  const saml = all.filter(({ providerType }) => providerType === 'SAML').map(({ providerName }) => providerName);
  return clients.flatMap((client) => {
    const offered = offeredBy(client);
    const others = offered.filter((name) => !saml.includes(name));
    if (!offered.includes(provider.providerName) || others.length === 0) return [];
    return [
      `idpInitiated is on, and ${client.node.path} offers ${others.join(', ')} beside it, which Cognito refuses. Turn it off, or let that client offer SAML providers alone (identityProviders, and poolUsers off).`,
    ];
  });
}

function sharedDomains(provider: BoundIdentityProvider, other: BoundIdentityProvider): string[] {
  const shared = provider.emailDomains.filter((domain) => other.emailDomains.includes(domain));
  return shared.map(
    (domain) =>
      `emailDomains has '${domain}', which leads to ${other.node.path} already. A domain belongs to one provider: leave it out of one of the two.`,
  );
}

/** The name of a provider begins the user names of its users, and user names know no case. */
function confusableNames({ providerName }: BoundIdentityProvider, other: BoundIdentityProvider): string[] {
  if (providerName.toLowerCase() !== other.providerName.toLowerCase()) return [];
  return [
    `the name '${providerName}' differs from '${other.providerName}' (${other.node.path}) in case only, so that their users could be taken for each other. Choose another.`,
  ];
}

function offeredBy(client: cognito.UserPoolClient): string[] {
  const { supportedIdentityProviders } = client.node.defaultChild as cognito.CfnUserPoolClient;
  return (Stack.of(client).resolve(supportedIdentityProviders) as string[] | undefined) ?? [];
}
