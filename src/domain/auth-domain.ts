import type { CustomDomainOptions } from './custom-domain-options';
import { customDomain } from './private/custom-domain';
import type { DomainPlan, DomainScope } from './private/domain-plan';
import { prefixDomain } from './private/prefix-domain';
import { requireArguments } from '../private/options';

/**
 * Where managed login lives. Give one to `auth.addDomain(id, domain)`; a user pool may have one of each kind.
 *
 * A domain with another name is another domain. CloudFormation would make it before it deletes the old one, which Cognito
 * refuses ("Domain already exists", or that the pool has one): remove the domain in one deployment, add the new one in the next.
 * The same holds for another `id` with the old name. Until then nobody can sign in there.
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
    return new PlannedDomain('AuthDomain.prefix', [domainPrefix], (scope) => prefixDomain(scope, domainPrefix));
  }

  /**
   * A domain of your own, such as `https://login.example.com`. With a hosted zone, everything around it is made, too: the
   * records, and in us-east-1 the certificate.
   *
   * @param options name, hosted zone, certificate, TLS policy
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-add-custom-domain.html
   */
  public static custom(options: CustomDomainOptions): AuthDomain {
    return new PlannedDomain('AuthDomain.custom', [options], (scope) => customDomain(scope, options));
  }

  /** @internal */
  public abstract _bind(scope: DomainScope): DomainPlan;
}

class PlannedDomain extends AuthDomain {
  constructor(
    private readonly call: string,
    private readonly given: readonly unknown[],
    private readonly plan: (scope: DomainScope) => DomainPlan,
  ) {
    super();
  }

  /** @internal */
  public _bind(scope: DomainScope): DomainPlan {
    requireArguments(scope.where, this.call, this.given);
    return this.plan(scope);
  }
}
