import { randomBytes } from 'node:crypto';
import { Operations } from '../kernel';
import { checkTotp } from './mfa';
import { demandPassword, isPassword, setPassword } from './passwords';
import { imaginarySub } from './sign-up';
import { srpHandshake, verifierOf } from './srp';
import { Challenge, Client, demand, hidesExistence, notImitated, seek, User, UserPools } from './store';
import { issueTokens, newRefreshToken, startGrant } from './tokens';
import { runTrigger } from './triggers';

const LOST = 'Invalid session for the user.';

function ask(pools: UserPools, open: Omit<Challenge, 'expires'>, ChallengeParameters: Record<string, string>) {
  const { pool, props } = open.client;
  const Session = open.srp?.secretBlock ?? randomBytes(300).toString('base64url');
  pool.challenges.set(Session, { ...open, expires: pools.now() + (props.AuthSessionValidity ?? 3) * 60_000 });
  return { ChallengeName: open.name, ChallengeParameters, Session: open.srp ? undefined : Session };
}

/** The open challenge of a session. */
export function openChallenge(pools: UserPools, session: string, name: string): Challenge {
  const found = [...pools.pools.values()].map(({ challenges }) => challenges.get(session)).find(Boolean);
  demand(found?.name === name, 'NotAuthorized', LOST);
  demand(found!.expires >= pools.now(), 'NotAuthorized', 'Invalid session for the user, session is expired.');
  return found!;
}

type Step = { readonly client: Client; readonly user: User; readonly newPassword?: boolean };

/** What comes after the right password: a new password, a second factor, or tokens. */
async function proceed(pools: UserPools, next: Step, clientMetadata?: object, mfaDone = false) {
  const { client, user, newPassword } = next;
  const { pool } = client;
  const { MfaConfiguration: mfa } = pool.props;
  demand(user.status !== 'UNCONFIRMED', 'UserNotConfirmed', 'User is not confirmed.');
  const id = { USER_ID_FOR_SRP: user.username };
  if (user.status === 'FORCE_CHANGE_PASSWORD') {
    const parameters = { ...id, requiredAttributes: '[]', userAttributes: JSON.stringify(user.attributes) };
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
    // @missing attributes beside a new password, USER_AUTH, CUSTOM_AUTH, REFRESH_TOKEN_AUTH (GetTokensFromRefreshToken does it), devices, client secrets
    async InitiateAuth({ ClientId, AuthFlow: flow, AuthParameters = {}, ClientMetadata = null }) {
      const client = pools.client(ClientId);
      const { pool } = client;
      const { USERNAME: name, PASSWORD, SRP_A } = AuthParameters;
      if (!['USER_SRP_AUTH', 'USER_PASSWORD_AUTH'].includes(flow)) notImitated(`AuthFlow ${flow}`);
      const isEnabled = (client.props.ExplicitAuthFlows ?? ['ALLOW_USER_SRP_AUTH']).includes(`ALLOW_${flow}`);
      demand(isEnabled, 'InvalidParameter', `${flow} is not enabled for the client.`);
      const user = seek(client, name);
      const userId = user?.username ?? imaginarySub(pool, name);
      // @aws https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-authentication.html — validationData is ClientMetadata; unknown users only where existence is hidden
      const request = { validationData: ClientMetadata, userNotFound: hidesExistence(client) ? !user : undefined };
      const occasion = { pool, user: user ?? { username: userId }, client, source: 'Authentication' };
      await runTrigger(pools, 'PreAuthentication', occasion, request);
      if (flow === 'USER_PASSWORD_AUTH') {
        demandPassword(pools, user, user !== undefined && isPassword(pool, user, PASSWORD));
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
      demand(client.id === ClientId, 'NotAuthorized', LOST);
      if (srp) {
        pool.challenges.delete(session);
        demandPassword(pools, user, srp.isProof(answers.PASSWORD_CLAIM_SIGNATURE, answers.TIMESTAMP));
        return proceed(pools, { client, user }, ClientMetadata);
      }
      demand(user && pool.find(answers.USERNAME) === user, 'NotAuthorized', LOST);
      const attribute = Object.keys(answers).find((key) => key.startsWith('userAttributes.'));
      if (attribute) notImitated(`${attribute} beside a new password`);
      // @assumed a wrong code or an unfit new password leaves the session open for another try
      const take: Record<string, () => void> = {
        NEW_PASSWORD_REQUIRED: () => {
          setPassword(pools, pool, user, answers.NEW_PASSWORD);
          user.status = 'CONFIRMED';
        },
        SOFTWARE_TOKEN_MFA: () => checkTotp(pools, user, answers.SOFTWARE_TOKEN_MFA_CODE),
        MFA_SETUP: () => {
          demand(totp?.verified, 'NotAuthorized', LOST);
          user.totp = totp;
        },
      };
      take[name]();
      const isPasswordStep = name === 'NEW_PASSWORD_REQUIRED';
      pool.challenges.delete(session);
      const newPassword = isPasswordStep || open.newPassword;
      return proceed(pools, { client, user, newPassword }, ClientMetadata, !isPasswordStep);
    },
  };
}
