import { createHmac, randomInt, randomUUID } from 'node:crypto';
import { Operations } from '../kernel';
import { asRecord, checkAttributes } from './attributes';
import { setPassword } from './passwords';
import { Client, demand, newUser, Pool, refuse, seek, User, UserPools } from './store';
import { runTrigger } from './triggers';

// @missing SMS, verification by link, ResendConfirmationCode, a limit on wrong codes
/** Sends a code for a purpose (`SignUp`, or the attribute to verify) and returns what the caller may know of it. */
export function sendCode(pools: UserPools, pool: Pool, user: User, purpose: string, source: string, value?: string) {
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  // @assumed codes live for 24 hours
  user.codes.set(purpose, { code, expires: pools.now() + 86_400_000, value });
  const destination = value ?? user.attributes.email;
  const about = { userPoolId: pool.id, username: user.username, source: `CustomMessage_${source}` };
  pools.world.outbox.push({ ...about, destination, code });
  const Destination = destination.replace(/^(.).*@(.).*$/, '$1***@$2***');
  return { Destination, DeliveryMedium: 'EMAIL', AttributeName: 'email' };
}

const expired = () => refuse('ExpiredCode', 'Invalid code provided, please request a code again.');

/** Consumes the code and returns the value that waited for it. */
export function redeemCode(pools: UserPools, { codes }: User, purpose: string, code: string): string | undefined {
  const sent = codes.get(purpose) ?? expired();
  if (sent.expires < pools.now()) expired();
  demand(sent.code === code, 'CodeMismatch', 'Invalid verification code provided, please try again.');
  codes.delete(purpose);
  return sent.value;
}

/** Adds a user that the PreSignUp trigger, the schema and the password policy accept. */
export async function addUser(pools: UserPools, pool: Pool, input: any, password: string, client?: Client) {
  const { Username: name, ValidationData, ClientMetadata: clientMetadata } = input;
  const byEmail = pool.props.UsernameAttributes?.includes('email');
  demand(!byEmail || /^\S+@\S+$/.test(name), 'InvalidParameter', 'Username should be an email.');
  const attributes = { ...asRecord(input.UserAttributes), ...(byEmail && { email: pool.fold(name) }) };
  checkAttributes(pool, attributes, undefined, client);
  const sub = randomUUID();
  const user = newUser(byEmail ? sub : name, sub, attributes, pools.world.now());
  setPassword(pools, pool, user, password, !client);
  const occasion = { pool, user, client, source: client ? 'SignUp' : 'AdminCreateUser' };
  const request = { validationData: ValidationData ? asRecord(ValidationData) : null, clientMetadata };
  const blank = { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false };
  // @aws https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-sign-up.html — may refuse; autoConfirmUser and autoVerifyEmail, not for an administrator's user
  const response = await runTrigger(pools, 'PreSignUp', occasion, request, blank);
  demand(!pool.find(name), 'UsernameExists', 'User already exists');
  const verified = client !== undefined && response?.autoVerifyEmail === true;
  if (attributes.email) attributes.email_verified = verified ? 'true' : (attributes.email_verified ?? 'false');
  pool.users.add(user);
  return { user, autoConfirm: response?.autoConfirmUser === true };
}

// @aws https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-post-confirmation.html — after confirmation, not for users that an administrator created; the user stays confirmed when the trigger fails
export async function confirm(pools: UserPools, pool: Pool, user: User, input: any, client?: Client): Promise<void> {
  const { status } = user;
  demand(status === 'UNCONFIRMED', 'NotAuthorized', `User cannot be confirmed. Current status is ${status}`);
  if (input.ConfirmationCode !== undefined) {
    redeemCode(pools, user, 'SignUp', input.ConfirmationCode);
    user.attributes.email_verified = 'true';
  }
  user.status = 'CONFIRMED';
  const occasion = { pool, user, client, source: 'ConfirmSignUp' };
  await runTrigger(pools, 'PostConfirmation', occasion, { clientMetadata: input.ClientMetadata });
}

/** A stable stand-in for the id of a user who does not exist. */
export function imaginarySub(pool: Pool, name: string): string {
  const hex = createHmac('sha256', pool.key.kid).update(name).digest('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*/, '$1-$2-$3-$4-$5');
}

export function signUpOperations(pools: UserPools): Operations {
  return {
    async SignUp(input) {
      const client = pools.client(input.ClientId);
      const { pool } = client;
      const isOpen = !pool.props.AdminCreateUserConfig?.AllowAdminCreateUserOnly;
      demand(isOpen, 'NotAuthorized', 'SignUp is not permitted for this user pool');
      const { user, autoConfirm } = await addUser(pools, pool, input, input.Password, client);
      const answer = { UserConfirmed: autoConfirm, UserSub: user.sub };
      if (autoConfirm) await confirm(pools, pool, user, input, client);
      const sends = !autoConfirm && user.attributes.email && pool.props.AutoVerifiedAttributes?.includes('email');
      return sends ? { ...answer, CodeDeliveryDetails: sendCode(pools, pool, user, 'SignUp', 'SignUp') } : answer;
    },
    async ConfirmSignUp(input) {
      const client = pools.client(input.ClientId);
      const user = seek(client, input.Username) ?? expired();
      await confirm(pools, client.pool, user, input, client);
    },
  };
}
