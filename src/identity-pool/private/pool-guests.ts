import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { AuthGuests } from '../auth-guests';
import { MappedRole } from './mapped-role';
import { guestTrust } from './web-identity-trust';

/** The role of guests, which starts with nothing. */
export class PoolGuests extends AuthGuests {
  public readonly role: MappedRole;

  constructor(scope: Construct, id: string, identityPoolId: string, policyScope?: Construct) {
    super(scope, id);
    const assumedBy = guestTrust(identityPoolId);
    this.role = new MappedRole(this, 'Role', { assumedBy, description: 'Guests, who have not signed in' }, policyScope);
  }

  public get grantPrincipal(): iam.IPrincipal {
    return this.role;
  }
}
