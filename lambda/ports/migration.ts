import {
  AdminGetUserCommand,
  type AttributeType,
  CognitoIdentityProviderClient,
  GetUserCommand,
  type GetUserResponse,
  InitiateAuthCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { CALL_LIMITS } from './limits';

const clients = new Map<string, CognitoIdentityProviderClient>();

export interface PasswordCheck {
  readonly region: string;
  readonly clientId: string;
  readonly userName: string;
  readonly password: string;
}

export interface UserThere {
  readonly userName: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Whether the other pool asks for a second factor, too. */
  readonly hasSecondFactor: boolean;
}

export interface AccountThere extends UserThere {
  readonly status: string;
  readonly isEnabled: boolean;
}

/** Signs in at another pool, and reads who that is; nobody where it asks for more than the password. Needs no permission. */
export async function signInThere(check: PasswordCheck, abortSignal: AbortSignal): Promise<UserThere | undefined> {
  const { region, clientId: ClientId, userName: USERNAME, password: PASSWORD } = check;
  const client = clientIn(region);
  const AuthParameters = { USERNAME, PASSWORD };
  const signIn = new InitiateAuthCommand({ AuthFlow: 'USER_PASSWORD_AUTH', ClientId, AuthParameters });
  const { AuthenticationResult } = await client.send(signIn, { abortSignal });
  if (!AuthenticationResult?.AccessToken) return undefined;
  const { AccessToken } = AuthenticationResult;
  const user = await client.send(new GetUserCommand({ AccessToken }), { abortSignal });
  return { userName: user.Username ?? '', attributes: read(user.UserAttributes), hasSecondFactor: hasSecondFactor(user) };
} // prettier-ignore

/** Looks a user of another pool up, by whatever they sign in with there. */
export async function findUserThere(
  region: string,
  userPoolId: string,
  userName: string,
  abortSignal: AbortSignal,
): Promise<AccountThere> {
  const command = new AdminGetUserCommand({ UserPoolId: userPoolId, Username: userName });
  const user = await clientIn(region).send(command, { abortSignal });
  const { Username: name = '', UserStatus: status = '', Enabled } = user;
  const attributes = read(user.UserAttributes);
  return { userName: name, attributes, hasSecondFactor: hasSecondFactor(user), status, isEnabled: Enabled === true };
} // prettier-ignore

function clientIn(region: string): CognitoIdentityProviderClient {
  const client = clients.get(region) ?? new CognitoIdentityProviderClient({ ...CALL_LIMITS, region });
  clients.set(region, client);
  return client;
}

function read(attributes: readonly AttributeType[] = []): Readonly<Record<string, string>> {
  return Object.fromEntries(attributes.map(({ Name = '', Value = '' }) => [Name, Value]));
}

/** Users of long ago may have SMS in the second list, and nothing in the first. */
function hasSecondFactor({
  UserMFASettingList = [],
  MFAOptions = [],
}: Pick<GetUserResponse, 'MFAOptions' | 'UserMFASettingList'>): boolean {
  return UserMFASettingList.length > 0 || MFAOptions.length > 0;
}
