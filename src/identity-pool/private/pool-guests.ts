import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { AuthGuests } from '../auth-guests';
import { guestTrust } from './web-identity-trust';

/** The role of guests, which starts with nothing. */
export class PoolGuests extends AuthGuests {
  public readonly role: iam.Role;

  constructor(scope: Construct, id: string, identityPoolId: string) {
    super(scope, id);
    this.role = new iam.Role(this, 'Role', {
      assumedBy: guestTrust(identityPoolId),
      description: 'Guests, who have not signed in',
    });
  }

  public get grantPrincipal(): iam.IPrincipal {
    return this.role;
  }
}
