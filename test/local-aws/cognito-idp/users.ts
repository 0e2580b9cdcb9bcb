import { createHmac, randomUUID } from 'node:crypto';
import { Operations } from '../kernel';
import { asRecord, checkAttributes, checkTaken } from './attributes';
import { setPassword } from './factors';
import { expired, Reach, redeemCode, send, sendCode } from './messages';
import { Client, demand, hidesExistence, newUser, Pool, refuse, seek, User, UserPools } from './store';
import { runTrigger, triggerOf } from './triggers';

/** The first of these that the user has. */
export const reachOf = ({ attributes }: User, allowed: readonly string[]) =>
  (['phone_number', 'email'] as const).find((one) => allowed.includes(one) && attributes[one]);

/** A user who is not in the pool yet; an address that signs in lets the sub be the name. */
function draft(pool: Pool, name: string, given: Record<string, string>, client?: Client): User {
  const byEmail = pool.props.UsernameAttributes?.includes('email');
  demand(!byEmail || /^\S+@\S+$/.test(name), 'InvalidParameter', 'Username should be an email.');
  const attributes = { ...given, ...(byEmail && { email: pool.fold(name) }) };
  checkAttributes(pool, attributes, undefined, client);
  checkTaken(pool, attributes);
  const sub = randomUUID();
  return newUser(byEmail ? sub : name, sub, attributes, pool.world.now());
}

/** Adds a user that the PreSignUp trigger, the schema and the password policy accept. */
export async function addUser(pool: Pool, input: any, password: string, client?: Client) {
  const { Username: name, ValidationData, ClientMetadata: clientMetadata } = input;
  const user = draft(pool, name, asRecord(input.UserAttributes), client);
  setPassword(pool, user, password, !client);
  const request = { validationData: ValidationData ? asRecord(ValidationData) : null, clientMetadata };
  // @aws https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-sign-up.html — may refuse; autoConfirmUser and autoVerifyEmail, not for an administrator's user
  const source = `PreSignUp_${client ? 'SignUp' : 'AdminCreateUser'}`;
  const response = await runTrigger(source, { pool, user, client }, request);
  demand(!pool.find(name), 'UsernameExists', 'User already exists');
  const { attributes } = user;
  const verified = client !== undefined && response?.autoVerifyEmail === true;
  if (attributes.email) attributes.email_verified = verified ? 'true' : (attributes.email_verified ?? 'false');
  pool.users.add(user);
  return { user, autoConfirm: response?.autoConfirmUser === true };
}

// @aws https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-migrate-user.html — a stranger with a password, or who forgot it; the answer makes the user, confirmed unless it says RESET_REQUIRED, whatever the password policy says
// @assumed a function that fails or refuses leaves a stranger; who forgot the password has none yet; the welcome has no code
/** The user of this name, or whom the old directory knows under it. */
export async function seekOrMigrate(client: Client, name: string, source: string, password: string, more: object) {
  const { pool } = client;
  if (pool.find(name) || !triggerOf(pool, 'UserMigration').arn) return seek(client, name);
  const about = { pool, client, user: { username: name } };
  const request = { userAttributes: undefined, password: password || undefined, ...more };
  const running = runTrigger(`UserMigration_${source}`, about, request);
  const answer = await running.catch(({ message }) => void pool.world.journal.push(`UserMigration: ${message}`));
  const failed = `Exception migrating user in app client ${client.id}`;
  if (!answer?.userAttributes) return hidesExistence(client) ? undefined : refuse('UserNotFound', failed);
  const user = draft(pool, name, answer.userAttributes);
  if (password) setPassword(pool, user, password, false, true);
  user.status = answer.finalUserStatus === 'RESET_REQUIRED' || !password ? 'RESET_REQUIRED' : 'CONFIRMED';
  pool.users.add(user);
  const reach = reachOf(user, answer.desiredDeliveryMediums?.includes('EMAIL') ? ['email'] : ['phone_number']);
  const isSilent = answer.messageAction === 'SUPPRESS' || !reach;
  if (!isSilent) await send('AdminCreateUser', { pool, user, client }, reach, { code: '' });
  return user;
}

// @aws https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-post-confirmation.html — after confirmation, not for users that an administrator created; the user stays confirmed when the trigger fails
export async function confirm(pool: Pool, user: User, input: any, client?: Client): Promise<void> {
  const { status } = user;
  demand(status === 'UNCONFIRMED', 'NotAuthorized', `User cannot be confirmed. Current status is ${status}`);
  if (input.ConfirmationCode !== undefined) {
    const { reach } = redeemCode(pool, user, 'SignUp', input.ConfirmationCode);
    user.attributes[`${reach}_verified`] = 'true';
  }
  user.status = 'CONFIRMED';
  const request = { clientMetadata: input.ClientMetadata };
  await runTrigger('PostConfirmation_ConfirmSignUp', { pool, user, client }, request);
}

/** A stable stand-in for the id of a user who does not exist. */
export function imaginarySub(pool: Pool, name: string): string {
  const hex = createHmac('sha256', pool.key.kid).update(name).digest('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*/, '$1-$2-$3-$4-$5');
}

const NOWHERE = { CodeDeliveryDetails: { Destination: '***', DeliveryMedium: 'EMAIL', AttributeName: 'email' } };
/** The code for a user who has confirmed nothing yet. */
async function sendSignUpCode(kind: string, client: Client, user: User, { ClientMetadata: clientMetadata }: any) {
  const reach = reachOf(user, client.pool.props.AutoVerifiedAttributes ?? []);
  const to = { pool: client.pool, user, client };
  return reach && { CodeDeliveryDetails: await sendCode(kind, to, 'SignUp', reach, { clientMetadata }) };
}

export const signUpOperations = (pools: UserPools): Operations => ({
  async SignUp(input) {
    const client = pools.clientOf(input);
    const { pool } = client;
    const isOpen = !pool.props.AdminCreateUserConfig?.AllowAdminCreateUserOnly;
    demand(isOpen, 'NotAuthorized', 'SignUp is not permitted for this user pool');
    const { user, autoConfirm: UserConfirmed } = await addUser(pool, input, input.Password, client);
    if (UserConfirmed) await confirm(pool, user, input, client);
    const sent = UserConfirmed ? {} : await sendSignUpCode('SignUp', client, user, input);
    return { UserConfirmed, UserSub: user.sub, ...sent };
  },
  async ConfirmSignUp(input) {
    const client = pools.clientOf(input);
    await confirm(client.pool, seek(client, input.Username) ?? expired(), input, client);
  },
  ResendConfirmationCode(input) {
    const client = pools.clientOf(input);
    const user = seek(client, input.Username);
    demand(!user || user.status === 'UNCONFIRMED', 'InvalidParameter', 'User is already confirmed.');
    return user ? sendSignUpCode('ResendCode', client, user, input) : NOWHERE;
  },
});

/** How the user can get a code for a new password, if at all. */
function recoveryOf({ props }: Pool, client: Client, user?: User): Reach | undefined {
  const recovery: any[] = props.AccountRecoverySetting?.RecoveryMechanisms ?? [{ Name: 'verified_email' }];
  const names = recovery.map(({ Name }) => Name);
  demand(!names.includes('admin_only'), 'NotAuthorized', 'Contact administrator to reset password.');
  const isReady = user && /CONFIRMED$|^RESET/.test(user.status);
  const isOpen = (one: string) => names.includes(`verified_${one}`) && user?.attributes[`${one}_verified`] === 'true';
  const reach = isReady ? reachOf(user, ['email', 'phone_number'].filter(isOpen)) : undefined;
  if (reach || hidesExistence(client)) return reach;
  demand(isReady, 'NotAuthorized', 'User password cannot be reset in the current state.');
  return refuse('InvalidParameter', 'Cannot reset password: there is no registered/verified email or phone_number');
}

// @aws https://docs.aws.amazon.com/cognito/latest/developerguide/managing-users-passwords.html — a code to the verified address, if the recovery setting of the pool names it
// @aws https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-managing-errors.html — where existence is hidden, everybody gets an answer, and strangers a wrong code
// @assumed an unfit new password leaves the code valid; sessions go on
export const passwordOperations = (pools: UserPools): Operations => ({
  async ForgotPassword({ ClientMetadata: clientMetadata, ...input }) {
    const client = pools.clientOf(input);
    const { pool } = client;
    const user = await seekOrMigrate(client, input.Username, 'ForgotPassword', '', { clientMetadata });
    const reach = recoveryOf(pool, client, user);
    if (!user || !reach) return NOWHERE;
    const to = { pool, user, client };
    return { CodeDeliveryDetails: await sendCode('ForgotPassword', to, 'ForgotPassword', reach, { clientMetadata }) };
  },
  async ConfirmForgotPassword({ ConfirmationCode: code, Password, ClientMetadata: clientMetadata, ...input }) {
    const client = pools.clientOf(input);
    const { pool } = client;
    const user = seek(client, input.Username);
    redeemCode(pool, user, 'ForgotPassword', code, () => setPassword(pool, user!, Password));
    user!.status = 'CONFIRMED';
    await runTrigger('PostConfirmation_ConfirmForgotPassword', { pool, user: user!, client }, { clientMetadata });
  },
});
