import { createHmac, randomInt, randomUUID } from 'node:crypto';
import { guarded, notImitated, Operations } from '../kernel';
import { asList, asRecord, checkAttributes, checkTaken } from './attributes';
import { demandPassword, generatePassword, isPassword, setPassword } from './factors';
import { Client, demand, hidesExistence, newUser, Pool, refuse, seek, User, UserPools } from './store';
import { personal } from './tokens';
import { runTrigger } from './triggers';
/** Sends a code for a purpose (`SignUp`, or the attribute to verify) and returns what the caller may know of it. */
export function sendCode(pool: Pool, user: User, purpose: string, source: string, value?: string) {
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  // @assumed codes live for 24 hours, those for a new password for one
  const hours = purpose === 'ForgotPassword' ? 1 : 24;
  user.codes.set(purpose, { code, expires: pool.now() + hours * 3_600_000, value });
  const destination = value ?? user.attributes.email;
  const about = { userPoolId: pool.id, username: user.username, source: `CustomMessage_${source}` };
  pool.world.outbox.push({ ...about, destination, code });
  const Destination = destination.replace(/^(.).*@(.).*$/, '$1***@$2***');
  return { Destination, DeliveryMedium: 'EMAIL', AttributeName: 'email' };
}

const expired = () => refuse('ExpiredCode', 'Invalid code provided, please request a code again.');

const demandSame = (isSame: boolean) =>
  demand(isSame, 'CodeMismatch', 'Invalid verification code provided, please try again.');

/** Consumes the code, unless its use fails, and returns the value that waited for it. */
export function redeemCode(pool: Pool, { codes }: User, purpose: string, code: string, use?: () => void) {
  const sent = codes.get(purpose) ?? expired();
  if (sent.expires < pool.now()) expired();
  demandSame(sent.code === code);
  use?.();
  codes.delete(purpose);
  return sent.value;
}

/** Adds a user that the PreSignUp trigger, the schema and the password policy accept. */
export async function addUser(pool: Pool, input: any, password: string, client?: Client) {
  const { Username: name, ValidationData, ClientMetadata: clientMetadata } = input;
  const byEmail = pool.props.UsernameAttributes?.includes('email');
  demand(!byEmail || /^\S+@\S+$/.test(name), 'InvalidParameter', 'Username should be an email.');
  const attributes = { ...asRecord(input.UserAttributes), ...(byEmail && { email: pool.fold(name) }) };
  checkAttributes(pool, attributes, undefined, client);
  checkTaken(pool, attributes);
  const sub = randomUUID();
  const user = newUser(byEmail ? sub : name, sub, attributes, pool.world.now());
  setPassword(pool, user, password, !client);
  const occasion = { pool, user, client, source: client ? 'SignUp' : 'AdminCreateUser' };
  const request = { validationData: ValidationData ? asRecord(ValidationData) : null, clientMetadata };
  const blank = { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false };
  // @aws https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-sign-up.html — may refuse; autoConfirmUser and autoVerifyEmail, not for an administrator's user
  const response = await runTrigger('PreSignUp', occasion, request, blank);
  demand(!pool.find(name), 'UsernameExists', 'User already exists');
  const verified = client !== undefined && response?.autoVerifyEmail === true;
  if (attributes.email) attributes.email_verified = verified ? 'true' : (attributes.email_verified ?? 'false');
  pool.users.add(user);
  return { user, autoConfirm: response?.autoConfirmUser === true };
}

// @aws https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-post-confirmation.html — after confirmation, not for users that an administrator created; the user stays confirmed when the trigger fails
export async function confirm(pool: Pool, user: User, input: any, client?: Client): Promise<void> {
  const { status } = user;
  demand(status === 'UNCONFIRMED', 'NotAuthorized', `User cannot be confirmed. Current status is ${status}`);
  if (input.ConfirmationCode !== undefined) {
    redeemCode(pool, user, 'SignUp', input.ConfirmationCode);
    user.attributes.email_verified = 'true';
  }
  user.status = 'CONFIRMED';
  const occasion = { pool, user, client, source: 'ConfirmSignUp' };
  await runTrigger('PostConfirmation', occasion, { clientMetadata: input.ClientMetadata });
}

/** A stable stand-in for the id of a user who does not exist. */
export function imaginarySub(pool: Pool, name: string): string {
  const hex = createHmac('sha256', pool.key.kid).update(name).digest('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*/, '$1-$2-$3-$4-$5');
}

export function signUpOperations(pools: UserPools): Operations {
  return {
    async SignUp(input) {
      const client = pools.clientOf(input);
      const { pool } = client;
      const isOpen = !pool.props.AdminCreateUserConfig?.AllowAdminCreateUserOnly;
      demand(isOpen, 'NotAuthorized', 'SignUp is not permitted for this user pool');
      const { user, autoConfirm } = await addUser(pool, input, input.Password, client);
      const answer = { UserConfirmed: autoConfirm, UserSub: user.sub };
      if (autoConfirm) await confirm(pool, user, input, client);
      const sends = !autoConfirm && user.attributes.email && pool.props.AutoVerifiedAttributes?.includes('email');
      return sends ? { ...answer, CodeDeliveryDetails: sendCode(pool, user, 'SignUp', 'SignUp') } : answer;
    },
    async ConfirmSignUp(input) {
      const client = pools.clientOf(input);
      const user = seek(client, input.Username) ?? expired();
      await confirm(client.pool, user, input, client);
    },
  };
}

/** Whether the user can get a code for a new password. */
function canRecover({ props }: Pool, client: Client, user?: User): user is User {
  const recovery: any[] = props.AccountRecoverySetting?.RecoveryMechanisms ?? [{ Name: 'verified_email' }];
  const allows = (name: string) => recovery.some(({ Name }) => Name === name);
  demand(!allows('admin_only'), 'NotAuthorized', 'Contact administrator to reset password.');
  const isReady = user && /CONFIRMED$/.test(user.status);
  const canMail = isReady && user.attributes.email_verified === 'true' && allows('verified_email');
  if (canMail || hidesExistence(client)) return canMail === true;
  demand(isReady, 'NotAuthorized', 'User password cannot be reset in the current state.');
  return refuse('InvalidParameter', 'Cannot reset password: there is no registered/verified email or phone_number');
}

// @aws https://docs.aws.amazon.com/cognito/latest/developerguide/managing-users-passwords.html — a code to the verified address, if the recovery setting of the pool names it
// @aws https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-managing-errors.html — where existence is hidden, everybody gets an answer, and strangers a wrong code
// @assumed an unfit new password leaves the code valid; sessions go on
export function passwordOperations(pools: UserPools): Operations {
  return {
    ForgotPassword(input) {
      const client = pools.clientOf(input);
      const user = seek(client, input.Username);
      const nothing = { Destination: '***', DeliveryMedium: 'EMAIL', AttributeName: 'email' };
      const sends = canRecover(client.pool, client, user);
      return { CodeDeliveryDetails: sends ? sendCode(client.pool, user, 'ForgotPassword', 'ForgotPassword') : nothing };
    },
    async ConfirmForgotPassword({ ConfirmationCode: code, Password, ClientMetadata: clientMetadata, ...input }) {
      const client = pools.clientOf(input);
      const { pool } = client;
      const user = seek(client, input.Username);
      demandSame(user !== undefined);
      redeemCode(pool, user!, 'ForgotPassword', code, () => setPassword(pool, user!, Password));
      const occasion = { pool, user: user!, client, source: 'ConfirmForgotPassword' };
      await runTrigger('PostConfirmation', occasion, { clientMetadata });
    },
    ChangePassword: personal(pools, ({ pool, user }, { PreviousPassword, ProposedPassword }) => {
      demandPassword(pool, user, isPassword(pool, user, PreviousPassword));
      setPassword(pool, user, ProposedPassword);
    }),
  };
}

const summary = ({ username: Username, created: UserCreateDate, status: UserStatus }: User) => {
  return { Username, UserCreateDate, UserStatus, Enabled: true };
};
const attributesOf = ({ sub, attributes }: User) => asList({ sub, ...attributes });
export const mfaOf = ({ totp }: User) => ({
  UserMFASettingList: totp?.verified ? ['SOFTWARE_TOKEN_MFA'] : undefined,
  PreferredMfaSetting: totp?.preferred ? 'SOFTWARE_TOKEN_MFA' : undefined,
});

export function adminOperations(pools: UserPools): Operations {
  /** An operation about a user that there is. */
  const about = (run: (pool: Pool, user: User, input: any) => Promise<void> | object | void) => (input: any) => {
    const pool = pools.pool(input.UserPoolId);
    return run(pool, pool.user(input.Username), input);
  };
  const { region, account } = pools.world;
  const arnOf = ({ UserPoolId }: any) => `arn:aws:cognito-idp:${region}:${account}:userpool/${UserPoolId}`;
  return guarded('cognito-idp', arnOf, {
    async AdminCreateUser({ UserPoolId, ...input }) {
      if (input.MessageAction === 'RESEND') notImitated('MessageAction RESEND');
      const pool = pools.pool(UserPoolId);
      const temporaryPassword: string = input.TemporaryPassword ?? generatePassword(pool);
      const { user } = await addUser(pool, input, temporaryPassword);
      user.status = 'FORCE_CHANGE_PASSWORD';
      // @assumed the invitation goes by e-mail whenever there is an address
      if (input.MessageAction !== 'SUPPRESS' && user.attributes.email) {
        const to = { userPoolId: pool.id, username: user.username, destination: user.attributes.email };
        pool.world.outbox.push({ ...to, source: 'CustomMessage_AdminCreateUser', temporaryPassword });
      }
      return { User: { ...summary(user), Attributes: attributesOf(user) } };
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
  });
}
