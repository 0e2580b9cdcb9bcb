import type { TriggerName } from '../../src/contract/steps';

/** One event as Cognito sends it; tests add, change and remove fields at will. */
export interface FixtureEvent {
  version: string;
  triggerSource: string;
  region: string;
  userPoolId: string;
  userName: string;
  callerContext: { awsSdkVersion: string; clientId: string };
  request: Record<string, unknown> & { userAttributes?: Record<string, unknown> };
  response: Record<string, unknown>;
}

export const CONTEXT = { awsRequestId: '7a7aa7d1-0d1f-4b5c-9f39-7d52c4a4a6a1' };

const SUB = '0a1b2c3d-1111-2222-3333-444455556666';
const ATTRIBUTES = { sub: SUB, email: 'ann@example.com', email_verified: 'true', 'custom:tenant': 'acme' };
const GROUPS = { groupsToOverride: ['Readers'], iamRolesToOverride: [], preferredRole: null };
const NOT_CONFIRMED = { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false };
const NOT_MOVED = { userAttributes: null, forceAliasCreation: null, enableSMSMFA: null, finalUserStatus: null, messageAction: null, desiredDeliveryMediums: null }; // prettier-ignore
const SAID = {
  tokenResponse: { access_token: 'ya29.example', token_type: 'Bearer' },
  idToken: { sub: '1234567890', email: 'ann@example.com', email_verified: 'true' },
  userInfo: { sub: '1234567890', email: 'other@example.com', picture: 'https://example.com/ann.png' },
};
const NO_OVERRIDES = { claimsAndScopeOverrideDetails: null };

/** Every source and version of every trigger: what Cognito puts into `request` and `response`. */
const SHAPES: readonly [TriggerName, string, string, object, object][] = [
  ['PreSignUp', 'PreSignUp_SignUp', '1', { userAttributes: { email: 'ann@example.com' }, validationData: null }, NOT_CONFIRMED],
  ['PreSignUp', 'PreSignUp_AdminCreateUser', '1', { userAttributes: { email: 'ann@example.com' }, validationData: {} }, NOT_CONFIRMED],
  ['PreSignUp', 'PreSignUp_ExternalProvider', '1', { userAttributes: { email: 'ann@example.com', email_verified: 'true' } }, NOT_CONFIRMED],
  ...['SignUp', 'ResendCode', 'ForgotPassword', 'AdminCreateUser', 'UpdateUserAttribute', 'VerifyUserAttribute', 'Authentication'].map(message),
  ['PreAuthentication', 'PreAuthentication_Authentication', '1', { userAttributes: ATTRIBUTES, validationData: null, userNotFound: false }, {}],
  ['PostAuthentication', 'PostAuthentication_Authentication', '1', { userAttributes: ATTRIBUTES, newDeviceUsed: false }, {}],
  ['PostConfirmation', 'PostConfirmation_ConfirmSignUp', '1', { userAttributes: ATTRIBUTES }, {}],
  ['PostConfirmation', 'PostConfirmation_ConfirmForgotPassword', '1', { userAttributes: ATTRIBUTES }, {}],
  ...['HostedAuth', 'Authentication', 'NewPasswordChallenge', 'AuthenticateDevice', 'RefreshTokens'].flatMap((kind) => [
    tokens(kind, '1', { userAttributes: ATTRIBUTES, groupConfiguration: GROUPS }, { claimsOverrideDetails: null }),
    tokens(kind, '2', { userAttributes: ATTRIBUTES, groupConfiguration: GROUPS, scopes: ['openid'] }, NO_OVERRIDES),
    tokens(kind, '3', { userAttributes: ATTRIBUTES, groupConfiguration: GROUPS, scopes: ['openid'] }, NO_OVERRIDES),
  ]),
  ['UserMigration', 'UserMigration_Authentication', '1', { password: 'Old-password-1', validationData: null }, NOT_MOVED],
  ['UserMigration', 'UserMigration_ForgotPassword', '1', { clientMetadata: null }, NOT_MOVED],
  ['InboundFederation', 'InboundFederation_ExternalProvider', '1', { providerName: 'Google', providerType: 'Google', attributes: SAID }, { userAttributesToMap: {} }],
  ...['SignUp', 'ResendCode', 'ForgotPassword', 'AdminCreateUser', 'UpdateUserAttribute', 'VerifyUserAttribute', 'Authentication'].flatMap(sent),
  tokens('ClientCredentials', '3', { groupConfiguration: {}, scopes: ['notes/read'] }, NO_OVERRIDES),
  ['DefineAuthChallenge', 'DefineAuthChallenge_Authentication', '1', { userAttributes: ATTRIBUTES, session: [], userNotFound: false }, { challengeName: null, issueTokens: null, failAuthentication: null }],
  ['CreateAuthChallenge', 'CreateAuthChallenge_Authentication', '1', { userAttributes: ATTRIBUTES, challengeName: 'CUSTOM_CHALLENGE', session: [], userNotFound: false }, { publicChallengeParameters: null, privateChallengeParameters: null, challengeMetadata: null }],
  ['VerifyAuthChallengeResponse', 'VerifyAuthChallengeResponse_Authentication', '1', { userAttributes: ATTRIBUTES, privateChallengeParameters: {}, challengeAnswer: 'answer', userNotFound: false }, { answerCorrect: null }],
]; // prettier-ignore

function message(kind: string): (typeof SHAPES)[number] {
  const usernameParameter = kind === 'AdminCreateUser' ? '{username}' : null;
  const request = { userAttributes: ATTRIBUTES, codeParameter: '{####}', linkParameter: '{##Click Here##}', usernameParameter };
  return ['CustomMessage', `CustomMessage_${kind}`, '1', request, { smsMessage: null, emailMessage: null, emailSubject: null }];
} // prettier-ignore

/** To a custom sender the code comes encrypted, as base64. */
function sent(kind: string): (typeof SHAPES)[number][] {
  const userAttributes = { ...ATTRIBUTES, phone_number: '+4915112345678', 'cognito:user_status': 'CONFIRMED' };
  const request = (type: string) => ({ type, code: 'AYADeEncryptedCode==', clientMetadata: null, userAttributes });
  return [
    ['CustomEmailSender', `CustomEmailSender_${kind}`, '1', request('customEmailSenderRequestV1'), {}],
    ['CustomSMSSender', `CustomSMSSender_${kind}`, '1', request('customSMSSenderRequestV1'), {}],
  ];
}

function tokens(kind: string, version: string, request: object, response: object): (typeof SHAPES)[number] {
  return ['PreTokenGeneration', `TokenGeneration_${kind}`, version, request, response];
}

/** All fixtures, as rows for `test.each`. */
export const EVENTS = SHAPES.map(([trigger, source, version]) => ({ trigger, source, version }));

/** The sources of a trigger, each once. */
export function sourcesOf(trigger: TriggerName): string[] {
  return [...new Set(EVENTS.filter((row) => row.trigger === trigger).map(({ source }) => source))];
}

/** A fresh event; token events are of version 2 when they can be. */
export function eventOf(triggerSource: string, version?: string): FixtureEvent {
  const rows = SHAPES.filter(([, source, wanted]) => source === triggerSource && (version ?? wanted) === wanted);
  const [, , found, request, response] = rows.find(([, , wanted]) => wanted === '2') ?? rows[0]!;
  return structuredClone({
    version: found,
    triggerSource,
    region: 'eu-west-1',
    userPoolId: 'eu-west-1_Example01',
    userName: SUB,
    callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: '1example23456789' },
    request,
    response,
  }) as FixtureEvent;
}

/** A sign-up with this address; `undefined` leaves the attribute out. */
export function signUpOf(email: unknown, triggerSource = 'PreSignUp_SignUp'): FixtureEvent {
  const event = eventOf(triggerSource);
  const { email: _, ...others } = event.request.userAttributes as Record<string, string>;
  event.request.userAttributes = email === undefined ? others : { ...others, email };
  return event;
}
