import { IConstruct } from 'constructs';
import { distinct } from './content-list';
import { AuthConfigError } from '../../private/errors';
import { requireLiteral } from '../../private/tokens';
import { AuthIdentityProvider } from '../../providers/auth-identity-provider';

/** Names of identity providers of this pool, as a trigger can carry them; nothing where a handler is about all of them. */
export function ownProviderNames(
  where: IConstruct,
  handler: string,
  providers?: readonly AuthIdentityProvider[],
): string[] | undefined {
  if (!providers) return undefined;
  if (providers.length === 0) {
    throw new AuthConfigError(
      where,
      `${handler} names no provider. Pass at least one, or leave providers out for all of them.`,
    );
  }
  return distinct(providers.map((provider) => ownProviderName(where, handler, provider)));
}

function ownProviderName(where: IConstruct, handler: string, provider: AuthIdentityProvider): string {
  if (provider.node.scope !== where) {
    throw new AuthConfigError(
      where,
      `${handler} names ${provider.node.path}, an identity provider of another user pool. Pass one of this pool.`,
    );
  }
  return requireLiteral(where, `the name of the provider ${provider.node.path}`, provider.providerName);
}
