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
  const identityPool = isPublic(grantee) ? undefined : identityPoolOf(grantee);
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

/** The identity pool that gives the grantee's sessions. */
export function identityPoolOf(grantee: iam.IGrantable): AuthIdentityPool | undefined {
  const maker = makerOf(grantee);
  if (maker instanceof AuthGroup) return maker._identityPool;
  return maker?.node.scopes.find((each): each is AuthIdentityPool => each instanceof AuthIdentityPool);
}

/** Whether everybody of the narrow grantee has what is granted to the wide one. */
export function includes(wide: iam.IGrantable, narrow: iam.IGrantable): boolean {
  if (wide.grantPrincipal === narrow.grantPrincipal) return true;
  return !isPublic(narrow) && identityPoolOf(narrow)?.grantPrincipal === wide.grantPrincipal;
}

/** Anybody can be a guest. */
export function isPublic(grantee: iam.IGrantable): boolean {
  return makerOf(grantee) instanceof AuthGuests;
}

/** As the beginning of a sentence. */
export function nameOf(grantee: iam.IGrantable): string {
  const construct = [grantee, grantee.grantPrincipal].find((each) => Construct.isConstruct(each));
  return construct ? (construct as unknown as Construct).node.path : 'whoever is signed in';
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
