import * as iam from 'aws-cdk-lib/aws-iam';

/**
 * The one place that makes a trust for signed-in users. Without `aud` any identity pool of any account could hand out the
 * role; without `amr` its guests could.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html
 */
export function authenticatedTrust(identityPoolId: string): iam.WebIdentityPrincipal {
  return new iam.WebIdentityPrincipal('cognito-identity.amazonaws.com', {
    StringEquals: { 'cognito-identity.amazonaws.com:aud': identityPoolId },
    'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'authenticated' },
  });
}
