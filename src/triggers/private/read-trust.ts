import { IConstruct } from 'constructs';
import { distinct } from './content-list';
import { mappedBy } from './mapped-by';
import { isDomain } from '../../contract/email';
import { Trust } from '../../contract/steps';
import { AuthConfigError } from '../../private/errors';
import { requireLiteral } from '../../private/tokens';
import { FederatedTrust } from '../federated-trust';

/** What a handler was told of identity providers, as it travels: each once, by name. */
export function readTrust(where: IConstruct, handler: string, trust: readonly FederatedTrust[]): Trust[] {
  const read = trust.map((declared) => readOne(where, handler, declared));
  const twice = read.find(({ provider }, index) => read.findIndex((other) => other.provider === provider) !== index);
  if (twice) {
    throw new AuthConfigError(where, `${handler} names ${twice.provider} twice. Say once why it is believed.`);
  }
  return read.sort((a, b) => (a.provider < b.provider ? -1 : 1));
}

function readOne(where: IConstruct, handler: string, { _declared: { provider, domains } }: FederatedTrust): Trust {
  if (provider.node.scope !== where) {
    throw new AuthConfigError(
      where,
      `${handler} names ${provider.node.path}, an identity provider of another user pool. Pass one of this pool.`,
    );
  }
  const name = requireLiteral(where, `the name of the provider ${provider.node.path}`, provider.providerName);
  const mapped = mappedBy(provider);
  if (!mapped.includes('email')) {
    throw new AuthConfigError(where, `${handler} names ${name}, which maps no e-mail address. Map email.`);
  }
  if (domains) return { provider: name, domains: readDomains(where, handler, name, domains) };
  if (!mapped.includes('email_verified')) {
    throw new AuthConfigError(
      where,
      `${handler} believes ${name} what it verified, and the provider does not map email_verified. Map it, or use FederatedTrust.domains().`,
    );
  }
  return { provider: name };
}

function readDomains(where: IConstruct, handler: string, name: string, domains: readonly string[]): string[] {
  if (domains.length === 0) {
    throw new AuthConfigError(where, `${handler} trusts ${name} for no domains. Pass at least one.`);
  }
  return distinct(
    domains.map((domain) => {
      const lower = requireLiteral(where, `a domain of ${handler}`, domain).toLowerCase();
      if (isDomain(lower)) return lower;
      throw new AuthConfigError(
        where,
        `${handler} has '${domain}', which is not a domain. Pass a name such as example.com, without @ and wildcards.`,
      );
    }),
  );
}
