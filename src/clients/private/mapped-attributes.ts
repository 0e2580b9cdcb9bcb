import * as cognito from 'aws-cdk-lib/aws-cognito';
import { writeOption } from './client-attributes';
import { clientsOf } from '../../private/pool-parts';
import { readablePath } from '../../private/references';
import { AuthIdentityProvider } from '../../providers/auth-identity-provider';
import { Pool } from '../../user-pool/pool';
import { listsWritable, writableNames, writes } from '../attribute-lists';
import { isOpenToUsers, reachOfUsers, type UserReach } from '../user-reach';

/**
 * What providers map must be writable through the client by which their users come, or Cognito fails the sign-in. What
 * decides what a user may do must then be out of the user's own reach.
 */
export function mappingFindings(
  client: cognito.CfnUserPoolClient,
  pool: Pool,
  offered: readonly AuthIdentityProvider[],
  added: readonly string[] = [],
): string[] {
  const writable = writableNames(client);
  const mapped = new Set(offered.flatMap((provider) => provider._mappedAttributes()));
  const reach = reachOfUsers(pool.userPool, client);
  const ways = waysOf(reach);
  // users could write it themselves, so that a provider would not help
  const unmapped = reach.bySdk ? '' : ', and no provider of this client maps it';
  const [opens, close, named] = listsWritable(client)
    ? ['opens', 'Leave it out', added]
    : ['names nothing, and so opens', 'Name what users may write', []];
  return [
    ...offered.flatMap((provider) => providerFindings(provider, pool, writable, ways)),
    ...pool.attributes.authorization
      .filter((name) => writable?.includes(name) && !mapped.has(name))
      .map(
        (name) =>
          `${writeOption(name, named)} ${opens} '${name}', which authorizationAttributes says decides what a user may do${unmapped}. ${close}; administrators and triggers can still write it.`,
      ),
  ];
}

/** The same of clients that were made beside `addClient`, in any stack: on the L2, or as a resource. */
export function strangerFindings({ userPool, attributes }: Pool, own: readonly cognito.UserPoolClient[]): string[] {
  const known = own.map(({ node }) => node.defaultChild);
  const strangers = clientsOf(userPool).filter((client) => !known.includes(client));
  return strangers
    .filter((client) => isOpenToUsers(userPool, client))
    .flatMap((client) =>
      attributes.authorization
        .filter((name) => writes(client, name))
        .map(
          (name) =>
            `users may write '${name}', which authorizationAttributes says decides what a user may do, through the client ${readablePath(client)}. Leave it out of writeAttributes there (without a list, all standard attributes are in it), or make the client with addClient().`,
        ),
    );
}

function providerFindings(
  provider: AuthIdentityProvider,
  { attributes }: Pool,
  writable: readonly string[] | undefined,
  ways: readonly string[],
): string[] {
  const { providerName } = provider;
  return provider._mappedAttributes().flatMap((name) => {
    if (attributes.authorizes(name) && ways.length > 0) {
      return [
        `the provider ${providerName} maps '${name}', which authorizationAttributes says decides what a user may do, and the client would let users write it: ${ways.join('; ')}. Change that, leave the provider out of identityProviders, or take a group or a claim of PreTokenGeneration instead.`,
      ];
    }
    if (!writable || writable.includes(name)) return [];
    return [
      `writeAttributes lacks '${name}', which the provider ${providerName} maps, so that every sign-in with it would fail. Add it, or leave it out of attributeMapping.`,
    ];
  });
}

/** By which ways users write what the client opens, each with how to close it. */
function waysOf({ bySdk, byScope, bySignUp }: UserReach): string[] {
  return [
    ...(bySdk ? ['tokens of the SDK may write attributes (pass managedLoginOnly: true)'] : []),
    ...(byScope ? ['its scopes have aws.cognito.signin.user.admin (leave it out)'] : []),
    ...(bySignUp ? ['whoever signs up writes attributes (leave selfSignUpEnabled off)'] : []),
  ];
}
