import { randomBytes, randomUUID } from 'node:crypto';
import { notImitated, Operations } from '../kernel';
import { checkTotp, demandPassword, isPassword, setPassword } from './factors';
import { Challenge, Client, demand, hidesExistence, Pool, seek, User, UserPools } from './store';
import { issueTokens, newRefreshToken, startGrant } from './tokens';
import { runTrigger } from './triggers';
import { imaginarySub, redeemCode, sendCode } from './users';
import { srpHandshake, verifierOf } from '../../support/srp';

const LOST = 'Invalid session for the user.';

type Open = Omit<Challenge, 'expires' | 'name'>;
type Step = Open & { readonly user: User };
type Answers = Record<string, string>;
/** Tokens for the app, a code for the login page, or the next challenge. */
export type Outcome = Partial<ReturnType<typeof ask>> & { AuthenticationResult?: object; code?: string };

function ask(name: string, open: Open, ChallengeParameters: Answers) {
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
  const { pool } = client;
  const user = seek(client, name);
  // @aws https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-authentication.html — validationData is ClientMetadata; unknown users only where existence is hidden
  const request = { validationData: meta ?? null, userNotFound: hidesExistence(client) ? !user : undefined };
  const stranger = { username: imaginarySub(pool, name) };
  const occasion = { pool, user: user ?? stranger, client, source: 'Authentication' };
  await runTrigger('PreAuthentication', occasion, request);
  return begin({ ...open, user }, name, factor, answers);
}

// @aws https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flows-selection-sdk.html — USER_AUTH takes the preferred factor, else offers a choice
function begin(open: Open, name: string, factor: string, answers: Answers): Outcome | Promise<Outcome> {
  const { client, user } = open;
  const { pool } = client;
  if (factor === 'PASSWORD' && answers.PASSWORD !== undefined) {
    demandPassword(pool, user, user !== undefined && isPassword(pool, user, answers.PASSWORD));
    return proceed({ ...open, user });
  }
  if (factor === 'PASSWORD_SRP' && answers.SRP_A !== undefined) {
    const userId = user?.username ?? imaginarySub(pool, name);
    const salt = BigInt(`0x${imaginarySub(pool, `salt ${userId}`).replace(/-/g, '')}`);
    const verifier = user?.password ?? verifierOf(pool.id, userId, randomBytes(16).toString('hex'), salt);
    const srp = srpHandshake(pool.id, userId, verifier, answers.SRP_A);
    return ask('PASSWORD_VERIFIER', { ...open, srp }, srp.parameters);
  }
  const choice = offered(client, user);
  if (factor === 'SELECT_CHALLENGE') return { ...ask(factor, open, {}), AvailableChallenges: choice } as Outcome;
  demand(factor === 'EMAIL_OTP' && choice.includes(factor), 'InvalidParameter', `${factor} is not available.`);
  const Destination = user ? sendCode(pool, user, 'EMAIL_OTP', 'Authentication').Destination : '***';
  const delivery = { CODE_DELIVERY_DELIVERY_MEDIUM: 'EMAIL', CODE_DELIVERY_DESTINATION: Destination };
  return ask(factor, open, { USERNAME: name, ...delivery });
}

/** What comes after the right first factor: a new password, a second factor, or the end. */
function proceed(next: Step, meta?: object, mfaDone = false): Outcome | Promise<Outcome> {
  const { user, client } = next;
  const { props } = client.pool;
  demand(user.status !== 'UNCONFIRMED', 'UserNotConfirmed', 'User is not confirmed.');
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
  const occasion = { pool, user, client, source: 'Authentication' };
  await runTrigger('PostAuthentication', occasion, { newDeviceUsed: false, clientMetadata: meta });
  const grant = startGrant(client, user, authorization);
  const code = randomUUID();
  if (authorization) return pool.codes.set(code, grant) && { code };
  const tokens = await issueTokens(grant, newPassword ? 'NewPasswordChallenge' : 'Authentication', meta);
  return { ChallengeParameters: {}, AuthenticationResult: { ...tokens, RefreshToken: newRefreshToken(grant) } };
}

/** Takes the answer to an open challenge. */
export async function answerChallenge(client: Client, input: any): Promise<Outcome> {
  const { ChallengeName: name, ChallengeResponses: answers, Session, ClientMetadata } = input;
  const session: string = name === 'PASSWORD_VERIFIER' ? answers.PASSWORD_CLAIM_SECRET_BLOCK : Session;
  const { expires, ...open } = openChallenge(client.pool, session, name);
  const { user, srp, totp, authorization } = open;
  const { pool } = client;
  demand(open.client === client, 'NotAuthorized', LOST);
  if (srp) {
    pool.challenges.delete(session);
    demandPassword(pool, user, srp.isProof(answers.PASSWORD_CLAIM_SIGNATURE, answers.TIMESTAMP));
    return proceed({ client, user }, ClientMetadata);
  }
  if (name === 'SELECT_CHALLENGE') return begin(open, answers.USERNAME, answers.ANSWER, answers);
  demand(user && pool.find(answers.USERNAME) === user, 'NotAuthorized', LOST);
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
  const isPasswordStep = name === 'NEW_PASSWORD_REQUIRED';
  pool.challenges.delete(session);
  const newPassword = isPasswordStep || open.newPassword;
  return proceed({ client, user, newPassword, authorization }, ClientMetadata, !isPasswordStep);
}

/** The first factor of each flow. */
const FLOWS: any = { USER_SRP_AUTH: 'PASSWORD_SRP', USER_PASSWORD_AUTH: 'PASSWORD', USER_AUTH: 'SELECT_CHALLENGE' };

export function signInOperations(pools: UserPools): Operations {
  const clientOf = (input: any, { USERNAME, SECRET_HASH }: any) =>
    pools.clientOf({ ...input, Username: USERNAME, SecretHash: SECRET_HASH });
  return {
    InitiateAuth({ AuthFlow: flow, AuthParameters: answers = {}, ...input }) {
      const client = clientOf(input, answers);
      if (!FLOWS[flow]) notImitated(`AuthFlow ${flow}`);
      const isEnabled = (client.props.ExplicitAuthFlows ?? ['ALLOW_USER_SRP_AUTH']).includes(`ALLOW_${flow}`);
      demand(isEnabled, 'InvalidParameter', `${flow} is not enabled for the client.`);
      const { USERNAME: name, PREFERRED_CHALLENGE: preferred } = answers;
      const isOffered = flow === 'USER_AUTH' && offered(client, client.pool.find(name)).includes(preferred);
      return signIn({ client }, name, isOffered ? preferred : FLOWS[flow], answers, input.ClientMetadata);
    },
    RespondToAuthChallenge: (input) => answerChallenge(clientOf(input, input.ChallengeResponses), input),
  };
}
