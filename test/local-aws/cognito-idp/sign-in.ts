import { randomBytes, randomUUID } from 'node:crypto';
import { notImitated, Operations } from '../kernel';
import { answerRound, nextRound, round } from './custom-auth';
import { checkTotp, demandPassword, isPassword, setPassword } from './factors';
import { redeemCode, sendCode } from './messages';
import { Challenge, Client, demand, Pool, seek, User, UserPools } from './store';
import { issueTokens, newGrant, newRefreshToken } from './tokens';
import { About, notFound, runTrigger } from './triggers';
import { imaginarySub, seekOrMigrate } from './users';
import { srpHandshake, verifierOf } from '../../support/srp';

const LOST = 'Invalid session for the user.';

export type Open = Omit<Challenge, 'expires' | 'name'>;
type Step = Open & { readonly user: User };
type Answers = Record<string, string>;
/** Tokens for the app, a code for the login page, or the next challenge. */
export type Outcome = Partial<ReturnType<typeof ask>> & { AuthenticationResult?: object; code?: string };

export function ask(name: string, open: Open, ChallengeParameters: Answers) {
  const { pool, props } = open.client;
  const Session = open.srp?.secretBlock ?? randomBytes(300).toString('base64url');
  pool.challenges.set(Session, { ...open, name, expires: pool.now() + (props.AuthSessionValidity ?? 3) * 60_000 });
  return { ChallengeName: name, ChallengeParameters, Session: open.srp ? undefined : Session };
}

/** The open challenge of a session. */
export function openChallenge(pool: Pool, session: string, name: string): Challenge {
  const found = pool.challenges.get(session);
  demand(found?.name === name, 'NotAuthorized', LOST);
  demand(found.expires >= pool.now(), 'NotAuthorized', 'Invalid session for the user, session is expired.');
  return found;
}

const asksForMfa = ({ totp }: User, { MfaConfiguration: mfa }: any) =>
  totp?.verified && (mfa === 'ON' || (mfa === 'OPTIONAL' && totp.preferred));

/** The first factors to choose from; strangers get the choice that a user would have. */
function offered({ pool: { props } }: Client, user?: User): string[] {
  const allowed: string[] = props.Policies?.SignInPolicy?.AllowedFirstAuthFactors ?? ['PASSWORD'];
  // @assumed who signs in with a second factor is offered no one-time password
  const canMail = !user || (user.attributes.email_verified === 'true' && !asksForMfa(user, props));
  const passwords = allowed.includes('PASSWORD') ? ['PASSWORD', 'PASSWORD_SRP'] : [];
  return [...passwords, ...(canMail && allowed.includes('EMAIL_OTP') ? ['EMAIL_OTP'] : [])];
}

/** Starts a sign-in with one of the first factors. */
export async function signIn(open: Open, name: string, factor: string, answers: Answers, meta?: object) {
  const { client } = open;
  const { PASSWORD: password, SRP_A } = answers;
  const migrates = factor === 'PASSWORD' && password !== undefined;
  // @assumed a user is migrated before PreAuthentication
  const user = migrates
    ? await seekOrMigrate(client, name, 'Authentication', password, { validationData: meta ?? null })
    : seek(client, name);
  const about = aboutUser(client, name, user);
  // @aws https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-authentication.html — validationData is ClientMetadata; unknown users only where existence is hidden
  const request = { validationData: meta ?? null, userNotFound: notFound(about) };
  await runTrigger('PreAuthentication_Authentication', about, request);
  if (factor !== 'CUSTOM') return begin({ ...open, user }, name, factor, answers);
  // @aws https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-authentication-flow.html — CHALLENGE_NAME SRP_A: the password comes first, as two rounds of the session
  demand(user?.status !== 'UNCONFIRMED', 'UserNotConfirmed', 'User is not confirmed.');
  const rounds = answers.CHALLENGE_NAME === 'SRP_A' ? [round('SRP_A')] : [];
  return nextRound({ ...open, user, rounds, about }, undefined, SRP_A);
}

/** A stranger has a name that is always the same. */
function aboutUser(client: Client, name: string, user?: User): About {
  return { pool: client.pool, client, user: user ?? { username: imaginarySub(client.pool, name) } };
}

/** The server's half of SRP, for strangers as well. */
export function passwordVerifier(open: Open, userId: string, srpA: string): Outcome {
  const { pool } = open.client;
  const salt = BigInt(`0x${imaginarySub(pool, `salt ${userId}`).replace(/-/g, '')}`);
  const verifier = open.user?.password ?? verifierOf(pool.id, userId, randomBytes(16).toString('hex'), salt);
  const srp = srpHandshake(pool.id, userId, verifier, srpA);
  return ask('PASSWORD_VERIFIER', { ...open, srp }, srp.parameters);
}

// @aws https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flows-selection-sdk.html — USER_AUTH takes the preferred factor, else offers a choice
async function begin(open: Open, name: string, factor: string, answers: Answers): Promise<Outcome> {
  const { client, user } = open;
  const { pool } = client;
  if (factor === 'PASSWORD' && answers.PASSWORD !== undefined) {
    demandPassword(pool, user, user !== undefined && isPassword(pool, user, answers.PASSWORD));
    return proceed({ ...open, user });
  }
  if (factor === 'PASSWORD_SRP' && answers.SRP_A !== undefined) {
    return passwordVerifier(open, user?.username ?? imaginarySub(pool, name), answers.SRP_A);
  }
  const choice = offered(client, user);
  if (factor === 'SELECT_CHALLENGE') return { ...ask(factor, open, {}), AvailableChallenges: choice } as Outcome;
  demand(factor === 'EMAIL_OTP' && choice.includes(factor), 'InvalidParameter', `${factor} is not available.`);
  const to = user && { pool, user, client };
  const { Destination } = to ? await sendCode('Authentication', to, factor, 'email') : { Destination: '***' };
  const delivery = { CODE_DELIVERY_DELIVERY_MEDIUM: 'EMAIL', CODE_DELIVERY_DESTINATION: Destination };
  return ask(factor, open, { USERNAME: name, ...delivery });
}

/** What comes after the right first factor: a new password, a second factor, or the end. */
function proceed(next: Step, meta?: object, mfaDone = false): Outcome | Promise<Outcome> {
  const { user, client } = next;
  const { props } = client.pool;
  demand(user.status !== 'UNCONFIRMED', 'UserNotConfirmed', 'User is not confirmed.');
  demand(user.status !== 'RESET_REQUIRED', 'PasswordResetRequired', 'Password reset required for the user');
  const id = { USER_ID_FOR_SRP: user.username };
  if (user.status === 'FORCE_CHANGE_PASSWORD') {
    const parameters = { ...id, requiredAttributes: '[]', userAttributes: JSON.stringify(user.attributes) };
    return ask('NEW_PASSWORD_REQUIRED', next, parameters);
  }
  // @aws https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa.html — ON asks everybody, OPTIONAL those who turned it on
  if (asksForMfa(user, props) && !mfaDone) return ask('SOFTWARE_TOKEN_MFA', next, id);
  const choice = { ...id, MFAS_CAN_SETUP: '["SOFTWARE_TOKEN_MFA"]' };
  if (props.MfaConfiguration === 'ON' && !mfaDone) return ask('MFA_SETUP', next, choice);
  return complete(next, meta);
}

/** All factors are there: tokens for the app itself, or a code that the login page hands to it. */
export async function complete(step: Step, meta?: object): Promise<Outcome> {
  const { client, user, authorization, newPassword } = step;
  const { pool } = client;
  // @assumed PostAuthentication runs before PreTokenGeneration
  const request = { newDeviceUsed: false, clientMetadata: meta };
  await runTrigger('PostAuthentication_Authentication', { pool, user, client }, request);
  const grant = newGrant(client, user, authorization);
  pool.grants.add(grant);
  const code = randomUUID();
  if (authorization) return pool.codes.set(code, grant) && { code };
  const tokens = await issueTokens(grant, newPassword ? 'NewPasswordChallenge' : 'Authentication', meta);
  return { ChallengeParameters: {}, AuthenticationResult: { ...tokens, RefreshToken: newRefreshToken(grant) } };
}

/** Takes the answer to an open challenge. */
export async function answerChallenge(client: Client, input: any): Promise<Outcome> {
  const { ChallengeName: name, ChallengeResponses: answers, Session, ClientMetadata: meta } = input;
  const session: string = name === 'PASSWORD_VERIFIER' ? answers.PASSWORD_CLAIM_SECRET_BLOCK : Session;
  const { expires, ...open } = openChallenge(client.pool, session, name);
  const { user, srp, totp, authorization, rounds } = open;
  const { pool } = client;
  demand(open.client === client, 'NotAuthorized', LOST);
  if (name === 'SELECT_CHALLENGE') return begin(open, answers.USERNAME, answers.ANSWER, answers);
  const about = aboutUser(client, answers.USERNAME, user);
  // sessions of SRP and of custom challenges serve once, whatever the answer
  if (srp || rounds) pool.challenges.delete(session);
  if (srp) {
    demandPassword(pool, user, srp.isProof(answers.PASSWORD_CLAIM_SIGNATURE, answers.TIMESTAMP));
    if (!rounds) return proceed({ client, user }, meta);
    return nextRound({ client, user, about, rounds: [...rounds, round(name)] }, meta);
  }
  demand(pool.find(answers.USERNAME) === user, 'NotAuthorized', LOST);
  if (rounds) return answerRound({ ...open, about }, answers.ANSWER, meta);
  demand(user, 'NotAuthorized', LOST);
  const attribute = Object.keys(answers).find((key) => key.startsWith('userAttributes.'));
  if (attribute) notImitated(`${attribute} beside a new password`);
  // @assumed a wrong code or an unfit new password leaves the session open for another try
  const take: Record<string, () => void> = {
    NEW_PASSWORD_REQUIRED: () => {
      setPassword(pool, user, answers.NEW_PASSWORD);
      user.status = 'CONFIRMED';
    },
    SOFTWARE_TOKEN_MFA: () => checkTotp(pool, user, answers.SOFTWARE_TOKEN_MFA_CODE),
    EMAIL_OTP: () => void redeemCode(pool, user, 'EMAIL_OTP', answers.EMAIL_OTP_CODE),
    MFA_SETUP: () => {
      demand(totp?.verified, 'NotAuthorized', LOST);
      user.totp = totp;
    },
  };
  take[name]();
  pool.challenges.delete(session);
  const isPasswordStep = name === 'NEW_PASSWORD_REQUIRED';
  const newPassword = isPasswordStep || open.newPassword;
  return proceed({ client, user, newPassword, authorization }, meta, !isPasswordStep);
}

/** The first factor of each flow. */
const FLOWS: Record<string, string> = {
  ...{ USER_SRP_AUTH: 'PASSWORD_SRP', USER_PASSWORD_AUTH: 'PASSWORD' },
  ...{ USER_AUTH: 'SELECT_CHALLENGE', CUSTOM_AUTH: 'CUSTOM' },
};

export const signInOperations = (pools: UserPools): Operations => ({
  InitiateAuth(input) {
    const { AuthFlow: flow, AuthParameters: answers = {} } = input;
    const client = pools.clientOf({ ...input, SecretHash: answers.SECRET_HASH });
    if (!FLOWS[flow]) notImitated(`AuthFlow ${flow}`);
    const isEnabled = (client.props.ExplicitAuthFlows ?? ['ALLOW_USER_SRP_AUTH']).includes(`ALLOW_${flow}`);
    demand(isEnabled, 'InvalidParameter', `${flow} is not enabled for the client.`);
    const { USERNAME: name, PREFERRED_CHALLENGE: preferred } = answers;
    const isOffered = flow === 'USER_AUTH' && offered(client, client.pool.find(name)).includes(preferred);
    return signIn({ client }, name, isOffered ? preferred : FLOWS[flow], answers, input.ClientMetadata);
  },
  RespondToAuthChallenge: (input) =>
    answerChallenge(pools.clientOf({ ...input, SecretHash: input.ChallengeResponses.SECRET_HASH }), input),
});
