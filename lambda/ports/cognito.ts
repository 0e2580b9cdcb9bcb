import { AdminAddUserToGroupCommand, CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { CALL_LIMITS } from './limits';

const client = new CognitoIdentityProviderClient(CALL_LIMITS);

export interface Membership {
  readonly userPoolId: string;
  readonly userName: string;
  readonly groupName: string;
}

/** Adding a member again changes nothing, so Cognito's repeated attempts are harmless. */
export async function addUserToGroup(membership: Membership, abortSignal: AbortSignal): Promise<void> {
  const { userPoolId, userName, groupName } = membership;
  const command = new AdminAddUserToGroupCommand({ UserPoolId: userPoolId, Username: userName, GroupName: groupName });
  await client.send(command, { abortSignal });
}
