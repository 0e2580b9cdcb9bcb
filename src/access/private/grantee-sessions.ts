import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { AuthGroup } from '../../groups/auth-group';
import { AuthGuests } from '../../identity-pool/auth-guests';
import { AuthIdentityPool } from '../../identity-pool/auth-identity-pool';
import { AuthConfigError } from '../../private/errors';

type Maker = AuthIdentityPool | AuthGroup | AuthGuests;

/** Without an identity id the statement would never match: refused here instead of on AWS. */
export function requireIdentity(grantee: iam.IGrantable): void {
  if (makerOf(grantee) || isWebIdentity(grantee)) return;
  throw new AuthConfigError(
    Construct.isConstruct(grantee) ? grantee : 'UserKey.identityId',
    'sessions of this grantee have no identity id. Pass what addIdentityPool() returned, a group with a role, or guests.',
  );
}

/** A tag that no session has would make a statement that never matches: refused here instead of on AWS. */
export function requireTag(grantee: iam.IGrantable, name: string): void {
  const where = Construct.isConstruct(grantee) ? grantee : 'UserKey.principalTag';
  const maker = makerOf(grantee);
  const identityPool = maker instanceof AuthGroup ? maker._identityPool : maker;
  if (!(identityPool instanceof AuthIdentityPool)) {
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

/** What made the role of the grantee's sessions: it is the grantee, or its role lies below it. */
function makerOf(grantee: iam.IGrantable): Maker | undefined {
  if (isMaker(grantee)) return grantee;
  const { grantPrincipal } = grantee;
  if (!Construct.isConstruct(grantPrincipal)) return undefined;
  // guests lie below their identity pool: the nearest one decides
  return grantPrincipal.node.scopes.reverse().find(isMaker);
}

/** The principal of an identity pool, without the construct. */
function isWebIdentity({ grantPrincipal }: iam.IGrantable): boolean {
  return grantPrincipal.assumeRoleAction === 'sts:AssumeRoleWithWebIdentity';
}

function isMaker(each: unknown): each is Maker {
  return [AuthIdentityPool, AuthGroup, AuthGuests].some((kind) => each instanceof kind);
}
