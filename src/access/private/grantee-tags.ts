import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { AuthGroup } from '../../groups/auth-group';
import { AuthIdentityPool } from '../../identity-pool/auth-identity-pool';
import { AuthConfigError } from '../../private/errors';

/** A tag that no session has would make a statement that never matches: refused here instead of on AWS. */
export function requireTag(grantee: iam.IGrantable, name: string): void {
  const where = Construct.isConstruct(grantee) ? grantee : 'UserKey.principalTag';
  const identityPool = identityPoolOf(grantee);
  if (!identityPool) {
    throw new AuthConfigError(
      where,
      `the key is the principal tag '${name}', which sessions of this grantee do not have. Grant to an identity pool, or to a group with one.`,
    );
  }
  if (!identityPool._hasPrincipalTag(name)) {
    throw new AuthConfigError(
      where,
      `the key is the principal tag '${name}', which ${identityPool.node.path} does not map. Pass principalTags to addIdentityPool(), with a claim for '${name}'.`,
    );
  }
}

function identityPoolOf(grantee: iam.IGrantable): AuthIdentityPool | undefined {
  if (grantee instanceof AuthIdentityPool) return grantee;
  return grantee instanceof AuthGroup ? grantee._identityPool : undefined;
}
