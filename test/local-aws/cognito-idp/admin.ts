import { asList, asRecord, checkAttributes } from './attributes';
import { generatePassword, setPassword } from './passwords';
import { addUser, confirm } from './sign-up';
import { notImitated, Pool, refuse, User, UserPools } from './store';

const attributesOf = ({ sub, attributes }: User) => asList({ sub, ...attributes });
const summary = ({ username: Username, created: UserCreateDate, status: UserStatus }: User) => {
  return { Username, UserCreateDate, UserStatus, Enabled: true };
};
export const mfaOf = ({ totp }: User) => ({
  UserMFASettingList: totp?.verified ? ['SOFTWARE_TOKEN_MFA'] : undefined,
  PreferredMfaSetting: totp?.preferred ? 'SOFTWARE_TOKEN_MFA' : undefined,
});
const groupOf = (pool: Pool, name: string) =>
  pool.groups.has(name) ? name : refuse('ResourceNotFound', 'Group not found.');

// @missing AdminInitiateAuth, disabled users, ListUsers
export function adminOperations(pools: UserPools) {
  const actions: Record<string, Parameters<UserPools['administrative']>[1]> = {
    async AdminCreateUser(pool, input) {
      if (input.MessageAction === 'RESEND') notImitated('MessageAction RESEND');
      const temporaryPassword: string = input.TemporaryPassword ?? generatePassword(pool);
      const { user } = await addUser(pools, pool, input, temporaryPassword);
      user.status = 'FORCE_CHANGE_PASSWORD';
      // @assumed the invitation goes by e-mail whenever there is an address
      if (input.MessageAction !== 'SUPPRESS' && user.attributes.email) {
        const to = { userPoolId: pool.id, username: user.username, destination: user.attributes.email };
        pools.world.outbox.push({ ...to, source: 'CustomMessage_AdminCreateUser', temporaryPassword });
      }
      return { User: { ...summary(user), Attributes: attributesOf(user) } };
    },
    AdminConfirmSignUp: (pool, { Username, ClientMetadata }) =>
      confirm(pools, pool, pool.user(Username), { ClientMetadata }),
    // @aws https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminSetUserPassword.html — permanent confirms, temporary asks for a new one
    AdminSetUserPassword(pool, { Username, Password, Permanent }) {
      const user = pool.user(Username);
      setPassword(pools, pool, user, Password, !Permanent);
      user.status = Permanent ? 'CONFIRMED' : 'FORCE_CHANGE_PASSWORD';
    },
    AdminAddUserToGroup: (pool, { Username, GroupName }) =>
      void pool.user(Username).groups.add(groupOf(pool, GroupName)),
    AdminRemoveUserFromGroup: (pool, { Username, GroupName }) =>
      void pool.user(Username).groups.delete(groupOf(pool, GroupName)),
    AdminListGroupsForUser: (pool, { Username }) => ({
      Groups: [...pool.user(Username).groups].map((name) => pool.groups.get(name)).filter(Boolean),
    }),
    AdminGetUser(pool, { Username }) {
      const user = pool.user(Username);
      return { ...summary(user), UserAttributes: attributesOf(user), ...mfaOf(user) };
    },
    AdminUpdateUserAttributes(pool, input) {
      const user = pool.user(input.Username);
      const changes = asRecord(input.UserAttributes);
      checkAttributes(pool, changes, user);
      // @assumed a new address that the administrator does not call verified is unverified
      const moved = changes.email && changes.email !== user.attributes.email && { email_verified: 'false' };
      Object.assign(user.attributes, moved, changes);
    },
    AdminUserGlobalSignOut: (pool, { Username }) => pool.endSessions(pool.user(Username)),
    AdminDeleteUser: (pool, { Username }) => pool.remove(pool.user(Username)),
    // @missing the standard attributes in SchemaAttributes
    DescribeUserPool({ id: Id, arn: Arn, created: CreationDate, props }) {
      const { UserPoolName: Name, Schema: SchemaAttributes, EnabledMfas, ...same } = props;
      return { UserPool: { Id, Arn, Name, SchemaAttributes, CreationDate, ...same } };
    },
    DescribeUserPoolClient(pool, { ClientId }) {
      const { props, created: CreationDate } = pool.clients.get(ClientId) ?? pools.client('');
      return { UserPoolClient: { ClientId, CreationDate, ...props } };
    },
  };
  return Object.fromEntries(
    Object.entries(actions).map(([action, run]) => [action, pools.administrative(action, run)]),
  );
}
