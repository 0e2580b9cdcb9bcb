import * as iam from 'aws-cdk-lib/aws-iam';

/**
 * The one place that makes a trust. Without `aud` any identity pool of any account could hand out the role; without `amr`
 * guests and signed-in users could take each other's.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html
 */
function trust(identityPoolId: string, method: 'authenticated' | 'unauthenticated'): iam.WebIdentityPrincipal {
  return new iam.WebIdentityPrincipal('cognito-identity.amazonaws.com', {
    StringEquals: { 'cognito-identity.amazonaws.com:aud': identityPoolId },
    'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': method },
  });
}

/** For signed-in users; with principal tags the session must be allowed to carry them, or nobody gets credentials. */
export function authenticatedTrust(identityPoolId: string, hasTags: boolean): iam.IPrincipal {
  const principal = trust(identityPoolId, 'authenticated');
  return hasTags ? principal.withSessionTags() : principal;
}

/** For whoever has not signed in; a guest has no claims, so there is nothing to tag a session with. */
export function guestTrust(identityPoolId: string): iam.IPrincipal {
  return trust(identityPoolId, 'unauthenticated');
}
