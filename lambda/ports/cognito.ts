import {
  AdminAddUserToGroupCommand,
  AdminLinkProviderForUserCommand,
  AdminUserGlobalSignOutCommand,
  CognitoIdentityProviderClient,
  ListUsersCommand,
  type UserType,
} from '@aws-sdk/client-cognito-identity-provider';
import { CALL_LIMITS } from './limits';

const client = new CognitoIdentityProviderClient(CALL_LIMITS);

/** More than there can be of one address, if all is well. */
const MOST_ACCOUNTS = 10;

export interface User {
  readonly userPoolId: string;
  readonly userName: string;
}

export interface Membership extends User {
  readonly groupName: string;
}

/** An account with what decides whether another may be linked to it. */
export interface Account {
  readonly userName: string;
  readonly status: string;
  readonly isEnabled: boolean;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface Link extends User {
  readonly provider: string;
  readonly providerUserId: string;
}

/** Adding a member again changes nothing, so Cognito's repeated attempts are harmless. */
export async function addUserToGroup(membership: Membership, abortSignal: AbortSignal): Promise<void> {
  const { userPoolId, userName, groupName } = membership;
  const command = new AdminAddUserToGroupCommand({ UserPoolId: userPoolId, Username: userName, GroupName: groupName });
  await client.send(command, { abortSignal });
}

/** All accounts with this e-mail address, which must have been read by `parseEmail`: quotes would end the filter. */
export async function findAccounts(userPoolId: string, email: string, abortSignal: AbortSignal): Promise<Account[]> {
  const Filter = `email = "${email}"`;
  const command = new ListUsersCommand({ UserPoolId: userPoolId, Filter, Limit: MOST_ACCOUNTS });
  const { Users = [] } = await client.send(command, { abortSignal });
  return Users.map(accountOf);
}

export async function signOutEverywhere({ userPoolId, userName }: User, abortSignal: AbortSignal): Promise<void> {
  const command = new AdminUserGlobalSignOutCommand({ UserPoolId: userPoolId, Username: userName });
  await client.send(command, { abortSignal });
}

/** From now on the user signs in with the provider, too. */
export async function linkUser(link: Link, abortSignal: AbortSignal): Promise<void> {
  const { userPoolId, userName, provider, providerUserId } = link;
  const command = new AdminLinkProviderForUserCommand({
    UserPoolId: userPoolId,
    DestinationUser: { ProviderName: 'Cognito', ProviderAttributeValue: userName },
    SourceUser: {
      ProviderName: provider,
      ProviderAttributeName: 'Cognito_Subject',
      ProviderAttributeValue: providerUserId,
    },
  });
  await client.send(command, { abortSignal });
}

function accountOf({ Username = '', UserStatus, Enabled = false, Attributes = [] }: UserType): Account {
  const attributes = Object.fromEntries(Attributes.map(({ Name = '', Value = '' }) => [Name, Value]));
  return { userName: Username, status: UserStatus ?? '', isEnabled: Enabled, attributes };
}
