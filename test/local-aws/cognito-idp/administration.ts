import { guarded, notImitated, Operation, Operations } from '../kernel';
import { asList } from './attributes';
import { generatePassword, setPassword } from './factors';
import { send } from './messages';
import { demand, Pool, User, UserPools } from './store';
import { addUser, confirm, reachOf } from './users';

const summary = ({ username: Username, created: UserCreateDate, status: UserStatus }: User) => {
  return { Username, UserCreateDate, UserStatus, Enabled: true };
};
const attributesOf = ({ sub, attributes }: User) => asList({ sub, ...attributes });
const described = (user: User) => ({ ...summary(user), Attributes: attributesOf(user) });
export const mfaOf = ({ totp }: User) => ({
  UserMFASettingList: totp?.verified ? ['SOFTWARE_TOKEN_MFA'] : undefined,
  PreferredMfaSetting: totp?.preferred ? 'SOFTWARE_TOKEN_MFA' : undefined,
});

// @aws https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminLinkProviderForUser.html — an identity that has not signed in yet, by its subject, five for one user
function link(pool: Pool, { DestinationUser: to, SourceUser: from }: any): void {
  const { ProviderName, ProviderAttributeName: by, ProviderAttributeValue: subject } = from;
  if (by !== 'Cognito_Subject') notImitated(`linking by ${by}`);
  const fits = (isFit: boolean, message: string) => demand(isFit, 'InvalidParameter', message);
  fits(pool.providers.has(ProviderName), `The provider ${ProviderName} does not exist for User Pool ${pool.id}`);
  const { ProviderName: kind, ProviderAttributeValue: name } = to;
  const user = pool.user(kind === 'Cognito' ? name : `${kind}_${name}`);
  const source = `${ProviderName}_${subject}`;
  const isNew = 'Merging is not currently supported, provide a SourceUser that has not been signed up in order to link';
  fits(!pool.find(source), isNew);
  fits(!pool.links.has(source), 'SourceUser is already linked to DestinationUser');
  const links = [...pool.links.values()].filter((one) => one === user);
  demand(links.length < 5, 'LimitExceeded', 'The user has five linked identities already');
  pool.links.set(source, user);
}

// @assumed a filter of an attribute that nobody has finds nobody
function usersBy({ users }: Pool, Filter = ''): User[] {
  const [, name, prefix, value] = /^"?([\w:]+)"?\s*(\^?)=\s*"(.*)"$/.exec(Filter) ?? [];
  if (Filter && !name) notImitated(`the filter ${Filter}`);
  const of = ({ username, sub, attributes }: User) => ({ username, sub, ...attributes })[name] ?? '';
  return [...users].filter((user) => !Filter || (prefix ? of(user).startsWith(value) : of(user) === value));
}

export function adminOperations(pools: UserPools): Operations {
  /** An operation about a user that there is. */
  const about = (run: (pool: Pool, user: User, input: any) => ReturnType<Operation>) => (input: any) => {
    const pool = pools.pool(input.UserPoolId);
    return run(pool, pool.user(input.Username), input);
  };
  return guarded('cognito-idp', ({ UserPoolId }) => pools.pool(UserPoolId).arn, {
    async AdminCreateUser({ UserPoolId, ...input }) {
      const pool = pools.pool(UserPoolId);
      const temporaryPassword: string = input.TemporaryPassword ?? generatePassword(pool);
      if (input.MessageAction === 'RESEND') notImitated('the MessageAction RESEND');
      const { user } = await addUser(pool, input, temporaryPassword);
      user.status = 'FORCE_CHANGE_PASSWORD';
      // @assumed the invitation goes by e-mail whenever there is an address, unless SMS alone is desired
      const { DesiredDeliveryMediums: mediums = ['EMAIL'], ClientMetadata: clientMetadata } = input;
      const reach = reachOf(user, mediums.includes('EMAIL') ? ['email'] : ['phone_number']);
      const isSilent = input.MessageAction === 'SUPPRESS' || !reach;
      if (!isSilent) await send('AdminCreateUser', { pool, user }, reach, { temporaryPassword }, { clientMetadata });
      return { User: described(user) };
    },
    AdminConfirmSignUp: about(confirm),
    // @aws https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminSetUserPassword.html — permanent confirms, temporary asks for a new one
    AdminSetUserPassword: about((pool, user, input) => {
      setPassword(pool, user, input.Password, !input.Permanent);
      user.status = input.Permanent ? 'CONFIRMED' : 'FORCE_CHANGE_PASSWORD';
    }),
    AdminAddUserToGroup: about(({ groups }, user, { GroupName }) => {
      demand(groups.has(GroupName), 'ResourceNotFound', 'Group not found.');
      user.groups.add(GroupName);
    }),
    AdminListGroupsForUser: about((pool, user) => ({ Groups: [...user.groups].map((name) => pool.groups.get(name)) })),
    AdminGetUser: about((_, user) => ({ ...summary(user), UserAttributes: attributesOf(user), ...mfaOf(user) })),
    AdminUserGlobalSignOut: about((pool, user) => pool.endSessions(user)),
    AdminLinkProviderForUser: (input) => link(pools.pool(input.UserPoolId), input),
    ListUsers: ({ UserPoolId, Filter }) => ({ Users: usersBy(pools.pool(UserPoolId), Filter).map(described) }),
  });
}
