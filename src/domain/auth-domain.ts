import { Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { AuthConfigError } from '../private/errors';

const RESERVED_WORDS = ['aws', 'amazon', 'cognito'];
const PREFIX = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * Where managed login lives. Give one to `auth.addDomain(id, domain)`.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-assign-domain.html
 */
export abstract class AuthDomain {
  /**
   * A domain of Cognito: `https://PREFIX.auth.REGION.amazoncognito.com`.
   *
   * @param domainPrefix unique in the Region: 1 to 63 lower-case letters, digits and hyphens, without the words aws, amazon and cognito
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-assign-domain-prefix.html
   */
  public static prefix(domainPrefix: string): AuthDomain {
    return new PrefixDomain(domainPrefix);
  }

  /** @internal */
  public abstract _bind(where: string): cognito.UserPoolDomainOptions;
}

class PrefixDomain extends AuthDomain {
  constructor(private readonly domainPrefix: string) {
    super();
  }

  /** @internal */
  public _bind(where: string): cognito.UserPoolDomainOptions {
    const fault = prefixFault(this.domainPrefix);
    if (fault) throw new AuthConfigError(where, `the domain prefix '${this.domainPrefix}' ${fault}.`);
    return { cognitoDomain: { domainPrefix: this.domainPrefix } };
  }
}

function prefixFault(prefix: string): string | undefined {
  if (Token.isUnresolved(prefix)) return undefined;
  const reserved = RESERVED_WORDS.find((word) => prefix.toLowerCase().includes(word));
  if (reserved) return `contains the reserved word ${reserved}. Choose a prefix without aws, amazon and cognito`;
  return PREFIX.test(prefix) ? undefined : 'is not one: use 1 to 63 lower-case letters, digits and inner hyphens';
}
