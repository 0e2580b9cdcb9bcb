import * as idp from '@aws-sdk/client-cognito-identity-provider';
import { AuthenticationDetails, CognitoUser, CognitoUserPool, CognitoUserSession } from 'amazon-cognito-identity-js';
import type { FunctionOutcome } from './function-process';
import { listen, Listening } from './http';
import { checkWireShapes } from './wire-shapes';
import { cognitoIdp, CognitoIdp } from '../local-aws/cognito-idp';
import { Caller, OutboxMessage, World } from '../local-aws/kernel';
import { createServer } from '../local-aws/server';

export const PASSWORD = 'Correct-horse-7';
export const outbox: OutboxMessage[] = [];
export const invoke = jest.fn<Promise<FunctionOutcome>, Parameters<World['invoke']>>();
/** The pool and client of the running test, its clock, and who calls. */
export const desk = {
  poolId: '',
  clientId: '',
  /** Milliseconds by which the clock is ahead. */
  clock: 0,
  caller: undefined as unknown as Caller,
  deny: false,
  service: undefined as unknown as CognitoIdp,
  sdk: undefined as unknown as idp.CognitoIdentityProviderClient,
};
export const world: World = {
  region: 'us-east-1',
  account: '123456789012',
  endpoint: '',
  standIns: {},
  onExchange: checkWireShapes,
  outbox,
  journal: [],
  recorded: { 'cognito-idp': [] },
  ask: jest.fn(),
  sessionOf: jest.fn(),
  now: () => new Date(Date.now() + desk.clock),
  authorize: async () => {
    if (desk.deny) throw Object.assign(new Error('not allowed'), { code: 'AccessDeniedException', status: 400 });
  },
  assumeWithWebIdentity: () => Promise.reject(new Error('unused')),
  invoke,
};

let server: Listening;

export const echo = (response: object = {}) => {
  invoke.mockImplementation(async (_, event: any) => ({
    ok: true,
    payload: { ...event, response: { ...event.response, ...response } },
  }));
};
export const returnsError = (errorType: string, message: string) =>
  invoke.mockResolvedValue({ ok: false, errorType, message });
export const send = <I extends object, O extends object>(command: any): Promise<O & I> => desk.sdk.send(command) as any;
export const make = async (type: string, props: object) =>
  desk.service.resources![`AWS::Cognito::${type}`].create(props, { generatedName: 'generated' });
const POOL = {
  UsernameAttributes: ['email'],
  AutoVerifiedAttributes: ['email'],
  UsernameConfiguration: { CaseSensitive: false },
  Schema: [{ Name: 'tenant', AttributeDataType: 'String', Mutable: true }],
  Policies: {
    PasswordPolicy: {
      MinimumLength: 12,
      RequireNumbers: true,
      PasswordHistorySize: 2,
      TemporaryPasswordValidityDays: 3,
    },
  },
};
export const CLIENT = {
  ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_PASSWORD_AUTH'],
  PreventUserExistenceErrors: 'ENABLED',
  RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 10 },
  ReadAttributes: ['email', 'email_verified', 'name', 'custom:tenant'],
  WriteAttributes: ['email', 'name'],
};

export async function setUp(pool: object = {}, client: object = {}) {
  desk.poolId = (await make('UserPool', { ...POOL, ...pool })).ref;
  desk.clientId = (await make('UserPoolClient', { UserPoolId: desk.poolId, ...CLIENT, ...client })).ref;
}

export const signUp = (email: string, more: object = {}) =>
  send<object, idp.SignUpCommandOutput>(
    new idp.SignUpCommand({ ClientId: desk.clientId, Username: email, Password: PASSWORD, ...more }),
  );
export const lastCode = () => outbox[outbox.length - 1].code!;
export const confirm = (email: string, code = lastCode()) =>
  send(new idp.ConfirmSignUpCommand({ ClientId: desk.clientId, Username: email, ConfirmationCode: code }));
export async function newUser(email = 'ann@example.com') {
  const { UserSub } = await signUp(email);
  await confirm(email);
  return UserSub!;
}

const cognitoUser = (email: string) => {
  const pool = new CognitoUserPool({ UserPoolId: desk.poolId, ClientId: desk.clientId, endpoint: world.endpoint });
  return new CognitoUser({ Username: email, Pool: pool });
};
export const srp = (email: string, password = PASSWORD, user = cognitoUser(email)) =>
  new Promise<CognitoUserSession>((onSuccess, onFailure) =>
    user.authenticateUser(new AuthenticationDetails({ Username: email, Password: password }), { onSuccess, onFailure }),
  );
export const passwordSignIn = async (email = 'ann@example.com', password = PASSWORD) => {
  const AuthParameters = { USERNAME: email, PASSWORD: password };
  return send<object, idp.InitiateAuthCommandOutput>(
    new idp.InitiateAuthCommand({ ClientId: desk.clientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters }),
  );
};
export const tokens = async (email?: string) => (await passwordSignIn(email)).AuthenticationResult!;
export const payload = (token: string) => JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString());
export const fails = (name: string, message?: RegExp | string) =>
  expect.objectContaining({ name, ...(message && { message: expect.stringMatching(message) }) });
export const admin = (name: string, input: object) =>
  send<object, any>(new (idp as any)[`${name}Command`]({ UserPoolId: desk.poolId, ...input }));

beforeAll(async () => {
  desk.service = cognitoIdp(world);
  server = await listen(createServer({ 'cognito-idp': desk.service }, world, () => desk.caller));
  (world as any).endpoint = server.url;
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  desk.sdk = new idp.CognitoIdentityProviderClient({
    region: 'us-east-1',
    endpoint: world.endpoint,
    credentials,
    maxAttempts: 1,
  });
});
afterAll(() => server.close());
beforeEach(async () => {
  desk.caller = { kind: 'admin', arn: 'arn:aws:iam::123456789012:root', context: {} };
  desk.deny = false;
  desk.clock = 0;
  outbox.length = 0;
  invoke.mockReset();
  echo();
  await setUp();
});

/** The events that the triggers have seen. */
export const events = () => invoke.mock.calls.map(([, event]: any) => event);
export const sources = () => events().map(({ triggerSource }) => triggerSource);

/** Triggers that answer by source: what they return is merged into the response. */
export const answers = (bySource: Record<string, (event: any) => object>) =>
  invoke.mockImplementation(async (_, event: any) => {
    const response = { ...event.response, ...bySource[event.triggerSource]?.(event) };
    return { ok: true, payload: { ...event, response } };
  });
