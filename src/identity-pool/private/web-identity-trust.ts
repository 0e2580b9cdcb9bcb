import * as iam from 'aws-cdk-lib/aws-iam';

/**
 * The one place that makes a trust. Without `aud` any identity pool of any account could hand out the role; without `amr`
 * guests and signed-in users could take each other's.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html
 */
function trust(identityPoolId: string, method: string): iam.WebIdentityPrincipal {
  return new iam.WebIdentityPrincipal('cognito-identity.amazonaws.com', {
    StringEquals: { 'cognito-identity.amazonaws.com:aud': identityPoolId },
    'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': method },
  });
}

/** Which signed-in users a role is for. */
export interface AuthenticatedTrust {
  /** With principal tags the session must be allowed to carry them, or nobody gets credentials. */
  readonly hasTags: boolean;
  /** The one provider that may have vouched; whoever has its name in `amr` is no guest. */
  readonly providerName?: string;
}

/** For signed-in users. */
export function authenticatedTrust(identityPoolId: string, options: AuthenticatedTrust): iam.IPrincipal {
  const principal = trust(identityPoolId, options.providerName ?? 'authenticated');
  return options.hasTags ? principal.withSessionTags() : principal;
}

/** For whoever has not signed in; a guest has no claims, so there is nothing to tag a session with. */
export function guestTrust(identityPoolId: string): iam.IPrincipal {
  return trust(identityPoolId, 'unauthenticated');
}
