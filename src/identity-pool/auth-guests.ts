import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

/**
 * The guests of an identity pool, as `signedIn.guests`: whoever has not signed in. Their role can do nothing but what is
 * granted here, and Cognito's own limit for guests comes on top: whatever the role says, a guest reaches only some
 * services (S3, DynamoDB, Lambda, IoT and a few more).
 *
 * A guest has no token, and so no claims: a `UserKey.principalTag` cannot name one.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html#access-policies-scope-down-services
 */
export abstract class AuthGuests extends Construct implements iam.IGrantable {
  /**
   * The role of the guests.
   */
  public abstract readonly role: iam.Role;

  /**
   * Who is granted to: every guest.
   */
  public abstract readonly grantPrincipal: iam.IPrincipal;
}
