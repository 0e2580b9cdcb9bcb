import { guarded, Operations } from '../kernel';
import { asList } from './attributes';
import { generatePassword, setPassword } from './passwords';
import { addUser, confirm } from './sign-up';
import { demand, notImitated, User, UserPools } from './store';

const summary = ({ username: Username, created: UserCreateDate, status: UserStatus }: User) => {
  return { Username, UserCreateDate, UserStatus, Enabled: true };
};
const attributesOf = ({ sub, attributes }: User) => asList({ sub, ...attributes });
export const mfaOf = ({ totp }: User) => ({
  UserMFASettingList: totp?.verified ? ['SOFTWARE_TOKEN_MFA'] : undefined,
  PreferredMfaSetting: totp?.preferred ? 'SOFTWARE_TOKEN_MFA' : undefined,
});

// @missing every other operation of an administrator (change attributes, delete, disable, list, describe pools and clients, sign in)
export function adminOperations(pools: UserPools): Operations {
  const { region, account, outbox } = pools.world;
  const arnOf = ({ UserPoolId }: any) => `arn:aws:cognito-idp:${region}:${account}:userpool/${UserPoolId}`;
  const userOf = ({ UserPoolId, Username }: any) => pools.pool(UserPoolId).user(Username);
  return guarded('cognito-idp', arnOf, {
    async AdminCreateUser({ UserPoolId, ...input }) {
      if (input.MessageAction === 'RESEND') notImitated('MessageAction RESEND');
      const pool = pools.pool(UserPoolId);
      const temporaryPassword: string = input.TemporaryPassword ?? generatePassword(pool);
      const { user } = await addUser(pools, pool, input, temporaryPassword);
      user.status = 'FORCE_CHANGE_PASSWORD';
      // @assumed the invitation goes by e-mail whenever there is an address
      if (input.MessageAction !== 'SUPPRESS' && user.attributes.email) {
        const to = { userPoolId: pool.id, username: user.username, destination: user.attributes.email };
        outbox.push({ ...to, source: 'CustomMessage_AdminCreateUser', temporaryPassword });
      }
      return { User: { ...summary(user), Attributes: attributesOf(user) } };
    },
    AdminConfirmSignUp: (input) => confirm(pools, pools.pool(input.UserPoolId), userOf(input), input),
    // @aws https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminSetUserPassword.html — permanent confirms, temporary asks for a new one
    AdminSetUserPassword(input) {
      const user = userOf(input);
      setPassword(pools, pools.pool(input.UserPoolId), user, input.Password, !input.Permanent);
      user.status = input.Permanent ? 'CONFIRMED' : 'FORCE_CHANGE_PASSWORD';
    },
    AdminAddUserToGroup(input) {
      const isKnown = pools.pool(input.UserPoolId).groups.has(input.GroupName);
      demand(isKnown, 'ResourceNotFound', 'Group not found.');
      userOf(input).groups.add(input.GroupName);
    },
    AdminListGroupsForUser(input) {
      const { groups } = pools.pool(input.UserPoolId);
      return { Groups: [...userOf(input).groups].map((name) => groups.get(name)).filter(Boolean) };
    },
    AdminGetUser(input) {
      const user = userOf(input);
      return { ...summary(user), UserAttributes: attributesOf(user), ...mfaOf(user) };
    },
    AdminUserGlobalSignOut: (input) => pools.pool(input.UserPoolId).endSessions(userOf(input)),
  });
}
