import { randomBytes } from 'node:crypto';
import { Operations } from '../kernel';
import { checkAttributes, schemaOf } from './attributes';
import { checkTotp } from './mfa';
import { isPassword, setPassword, tryPassword } from './passwords';
import { refresh } from './sessions';
import { imaginarySub } from './sign-up';
import { srpHandshake, verifierOf } from './srp';
import { Challenge, Client, hidesExistence, notImitated, refuse, seek, User, UserPools } from './store';
import { issueTokens, newRefreshToken, startGrant } from './tokens';
import { runTrigger } from './triggers';

const DEFAULT_FLOWS = ['ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_CUSTOM_AUTH'];
const FLOWS = ['USER_SRP_AUTH', 'USER_PASSWORD_AUTH', 'REFRESH_TOKEN_AUTH'];
const ATTRIBUTE = 'userAttributes.';

function ask(pools: UserPools, open: Omit<Challenge, 'expires'>, ChallengeParameters: Record<string, string>) {
  const { pool, props } = open.client;
  const Session = open.srp?.secretBlock ?? randomBytes(300).toString('base64url');
  // @aws https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html — AuthSessionValidity: three minutes unless set
  pool.challenges.set(Session, { ...open, expires: pools.now() + (props.AuthSessionValidity ?? 3) * 60_000 });
  return { ChallengeName: open.name, ChallengeParameters, Session: open.srp ? undefined : Session };
}

/** The open challenge of a session. */
export function openChallenge(pools: UserPools, session: string, name: string): Challenge {
  const found = [...pools.pools.values()].map(({ challenges }) => challenges.get(session)).find(Boolean);
  if (found?.name !== name) return refuse('NotAuthorized', 'Invalid session for the user.');
  if (found.expires < pools.now()) refuse('NotAuthorized', 'Invalid session for the user, session is expired.');
  return found;
}

type Step = { readonly client: Client; readonly user: User; readonly newPassword?: boolean };

/** What comes after the right password: a new password, a second factor, or tokens. */
async function proceed(pools: UserPools, next: Step, clientMetadata?: object, mfaDone = false) {
  const { client, user, newPassword } = next;
  const { pool } = client;
  const { MfaConfiguration: mfa } = pool.props;
  if (user.status === 'UNCONFIRMED') refuse('UserNotConfirmed', 'User is not confirmed.');
  const id = { USER_ID_FOR_SRP: user.username };
  if (user.status === 'FORCE_CHANGE_PASSWORD') {
    const missing = [...schemaOf(pool)].filter(([name, { required }]) => required && !user.attributes[name]);
    const requiredAttributes = JSON.stringify(missing.map(([name]) => ATTRIBUTE + name));
    const parameters = { ...id, requiredAttributes, userAttributes: JSON.stringify(user.attributes) };
    return ask(pools, { ...next, name: 'NEW_PASSWORD_REQUIRED' }, parameters);
  }
  // @aws https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa.html — ON asks everybody, OPTIONAL those who turned it on
  const asks = user.totp?.verified && (mfa === 'ON' || (mfa === 'OPTIONAL' && user.totp.preferred));
  if (asks && !mfaDone) return ask(pools, { ...next, name: 'SOFTWARE_TOKEN_MFA' }, id);
  const choice = { ...id, MFAS_CAN_SETUP: '["SOFTWARE_TOKEN_MFA"]' };
  if (mfa === 'ON' && !mfaDone) return ask(pools, { ...next, name: 'MFA_SETUP' }, choice);
  // @assumed PostAuthentication runs before PreTokenGeneration
  const occasion = { pool, user, client, source: 'Authentication' };
  await runTrigger(pools, 'PostAuthentication', occasion, { newDeviceUsed: false, clientMetadata });
  const grant = startGrant(pools, client, user);
  const source = newPassword ? 'NewPasswordChallenge' : 'Authentication';
  const tokens = await issueTokens(pools, grant, source, clientMetadata);
  return { ChallengeParameters: {}, AuthenticationResult: { ...tokens, RefreshToken: newRefreshToken(grant) } };
}

export function signInOperations(pools: UserPools): Operations {
  return {
    // @missing USER_AUTH, CUSTOM_AUTH, devices, client secrets
    async InitiateAuth({ ClientId, AuthFlow, AuthParameters = {}, ClientMetadata = null }) {
      const client = pools.client(ClientId);
      const { pool } = client;
      const flow = AuthFlow === 'REFRESH_TOKEN' ? 'REFRESH_TOKEN_AUTH' : AuthFlow;
      const { USERNAME: name, PASSWORD, SRP_A, REFRESH_TOKEN } = AuthParameters;
      if (!FLOWS.includes(flow)) notImitated(`AuthFlow ${flow}`);
      const enabled = (client.props.ExplicitAuthFlows ?? DEFAULT_FLOWS).includes(`ALLOW_${flow}`);
      if (!enabled) refuse('InvalidParameter', `${flow} is not enabled for the client.`);
      if (flow === 'REFRESH_TOKEN_AUTH') return refresh(pools, client, REFRESH_TOKEN);
      const user = seek(client, name);
      const userId = user?.username ?? imaginarySub(pool, name);
      // @aws https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-authentication.html — validationData is ClientMetadata; unknown users only where existence is hidden
      const request = { validationData: ClientMetadata, userNotFound: hidesExistence(client) ? !user : undefined };
      const occasion = { pool, user: user ?? { username: userId }, client, source: 'Authentication' };
      await runTrigger(pools, 'PreAuthentication', occasion, request);
      if (flow === 'USER_PASSWORD_AUTH') {
        tryPassword(pools, user, (known) => isPassword(pool, known, PASSWORD));
        return proceed(pools, { client, user });
      }
      const salt = BigInt(`0x${imaginarySub(pool, `salt ${userId}`).replace(/-/g, '')}`);
      const verifier = user?.password ?? verifierOf(pool.id, userId, randomBytes(16).toString('hex'), salt);
      const srp = srpHandshake(pool.id, userId, verifier, SRP_A);
      return ask(pools, { name: 'PASSWORD_VERIFIER', client, user, srp }, srp.parameters);
    },

    async RespondToAuthChallenge({ ClientId, ChallengeName: name, ChallengeResponses: answers, ...input }) {
      const { Session, ClientMetadata } = input;
      const session: string = name === 'PASSWORD_VERIFIER' ? answers.PASSWORD_CLAIM_SECRET_BLOCK : Session;
      const open = openChallenge(pools, session, name);
      const { client, user, srp, totp } = open;
      const { pool } = client;
      if (client.id !== ClientId) refuse('NotAuthorized', 'Invalid session for the user.');
      if (srp) {
        pool.challenges.delete(session);
        tryPassword(pools, user, () => srp.isProof(answers.PASSWORD_CLAIM_SIGNATURE, answers.TIMESTAMP));
        return proceed(pools, { client, user }, ClientMetadata);
      }
      const stranger = pool.find(answers.USERNAME) !== user;
      if (!user || stranger) return refuse('NotAuthorized', 'Invalid session for the user.');
      // @assumed a wrong code or an unfit new password leaves the session open for another try
      const isPasswordStep = name === 'NEW_PASSWORD_REQUIRED';
      if (isPasswordStep) takeNewPassword(client, user, answers);
      else if (name === 'SOFTWARE_TOKEN_MFA') checkTotp(pools, user, answers.SOFTWARE_TOKEN_MFA_CODE);
      else if (totp?.verified) user.totp = totp;
      else refuse('NotAuthorized', 'Invalid session for the user.');
      pool.challenges.delete(session);
      const newPassword = isPasswordStep || open.newPassword;
      return proceed(pools, { client, user, newPassword }, ClientMetadata, !isPasswordStep);
    },
  };

  // @aws https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-post-confirmation.html — users that an administrator created do not cause PostConfirmation
  function takeNewPassword(client: Client, user: User, answers: Record<string, string>): void {
    const given = Object.entries(answers).filter(([name]) => name.startsWith(ATTRIBUTE));
    const attributes = Object.fromEntries(given.map(([name, value]) => [name.slice(ATTRIBUTE.length), value]));
    checkAttributes(client.pool, attributes, user, client);
    setPassword(pools, client.pool, user, answers.NEW_PASSWORD);
    Object.assign(user.attributes, attributes);
    user.status = 'CONFIRMED';
  }
}
