import * as checks from './checks';
import { adding, changing, Mutation, rewriting, setting, without } from './mutants';

/** One class of threats: what it is, the default that answers it, the check that proves it, and what the check kills. */
export interface Threat {
  readonly row: number;
  readonly title: string;
  readonly secureDefault: string;
  readonly check: checks.Check;
  /** Faults that are planted in the template of the notes app. */
  readonly mutants: Readonly<Record<string, Mutation>>;
  /** Faults that are planted in the template of hello, where the notes app has an answer of its own. */
  readonly helloMutants?: Readonly<Record<string, Mutation>>;
  /** Further tests that hold the row. */
  readonly alsoTestedBy?: readonly string[];
}

const POOL = 'AWS::Cognito::UserPool';
const CLIENT = 'AWS::Cognito::UserPoolClient';
const IDENTITY_POOL = 'AWS::Cognito::IdentityPool';
const ROLE_ATTACHMENT = 'AWS::Cognito::IdentityPoolRoleAttachment';
const PERMISSION = 'AWS::Lambda::Permission';
const SHARED_POLICY = 'AWS::IAM::ManagedPolicy';

const trust = (change: (condition: Record<string, any>, statement: any) => void): Mutation =>
  changing('AWS::IAM::Role', ({ Properties }) => {
    const [statement] = Properties.AssumeRolePolicyDocument.Statement;
    if (statement.Action === 'sts:AssumeRoleWithWebIdentity') change(statement.Condition, statement);
  });

const password = (policy: Record<string, unknown>): Mutation =>
  changing(POOL, ({ Properties }) => Object.assign(Properties.Policies.PasswordPolicy, policy));

const mappings = (change: (mapping: any) => void): Mutation =>
  changing(ROLE_ATTACHMENT, ({ Properties }) => Object.values(Properties.RoleMappings).forEach(change));

const provider = (serverSideTokenCheck: boolean | undefined): Mutation =>
  changing(IDENTITY_POOL, ({ Properties }) => {
    Properties.CognitoIdentityProviders[0].ServerSideTokenCheck = serverSideTokenCheck;
  });

const redirecting = (url: string): Mutation => setting(CLIENT, { CallbackURLs: [url] });

const FOLDER = '/users/${cognito-identity.amazonaws.com:sub}/*';

export const THREATS: readonly Threat[] = [
  {
    row: 1,
    title: 'Writable (custom) attributes used for authorization',
    secureDefault: 'Read and write attributes are always emitted; no custom attribute is writable',
    check: checks.row01,
    mutants: {
      'write attributes left to Cognito': setting(CLIENT, { WriteAttributes: undefined }),
      'read attributes left to Cognito': setting(CLIENT, { ReadAttributes: undefined }),
      'a custom attribute opened': setting(CLIENT, { WriteAttributes: ['email', 'custom:role'] }),
      'email_verified opened': setting(CLIENT, { WriteAttributes: ['email', 'email_verified'] }),
    },
    alsoTestedBy: ['threats/row-01.test.ts (random attribute schemas)'],
  },
  {
    row: 3,
    title: 'Change of e-mail without re-verification',
    secureDefault: 'A new address counts when it is verified',
    check: checks.row03,
    mutants: {
      'changes count at once': setting(POOL, { UserAttributeUpdateSettings: undefined }),
      'only the phone is kept': setting(POOL, {
        UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['phone_number'] },
      }),
      'e-mail is not verified': setting(POOL, { AutoVerifiedAttributes: undefined }),
    },
  },
  {
    row: 4,
    title: 'E-mail case confusion',
    secureDefault: 'User names are case-insensitive',
    check: checks.row04,
    mutants: {
      'case-sensitive': setting(POOL, { UsernameConfiguration: { CaseSensitive: true } }),
      'left to Cognito': setting(POOL, { UsernameConfiguration: undefined }),
    },
    alsoTestedBy: ['contract/email.test.ts'],
  },
  {
    row: 6,
    title: 'Self sign-up open on an internal pool',
    secureDefault: 'Only administrators create users; the notes app opens sign-up behind a list of domains',
    check: checks.row06,
    mutants: {
      'the guard is gone': changing(POOL, ({ Properties }) => delete Properties.LambdaConfig.PreSignUp),
      'the guard sleeps at sign-up': rewriting('AWS::Lambda::Function', 'PreSignUp_SignUp', 'PreSignUp_AdminCreateUser'),
      'the guard is another step': rewriting('AWS::Lambda::Function', 'allowEmailDomains', 'invoke'),
    },
    helloMutants: {
      'everybody may sign up': setting(POOL, { AdminCreateUserConfig: { AllowAdminCreateUserOnly: false } }),
      'left to Cognito': setting(POOL, { AdminCreateUserConfig: undefined }),
    },
    alsoTestedBy: ['lambda/steps/pre-sign-up/allow-email-domains.test.ts'],
  },
  {
    row: 7,
    title: 'User enumeration',
    secureDefault: 'Existence errors are hidden; there are no public user names',
    check: checks.row07,
    mutants: {
      'LEGACY errors': setting(CLIENT, { PreventUserExistenceErrors: 'LEGACY' }),
      'left to Cognito': setting(CLIENT, { PreventUserExistenceErrors: undefined }),
      'public user names': setting(POOL, { UsernameAttributes: undefined }),
    },
  },
  {
    row: 8,
    title: 'Guest identities with privileges',
    secureDefault: 'No guests, and no role that would trust them',
    check: checks.row08,
    mutants: {
      'guests let in': setting(IDENTITY_POOL, { AllowUnauthenticatedIdentities: true }),
      'a guest role added': changing(ROLE_ATTACHMENT, ({ Properties }) => (Properties.Roles.unauthenticated = 'role')),
      'a role trusts guests': trust((condition) => {
        condition['ForAnyValue:StringLike'] = { 'cognito-identity.amazonaws.com:amr': '*authenticated' };
      }),
    },
  },
  {
    row: 10,
    title: 'Role trust without aud or amr',
    secureDefault: 'One helper makes every trust, with both',
    check: checks.row10,
    mutants: {
      'no aud': trust((condition) => delete condition.StringEquals),
      'no amr': trust((condition) => delete condition['ForAnyValue:StringLike']),
      'the aud of another pool': trust((condition) => {
        condition.StringEquals = { 'cognito-identity.amazonaws.com:aud': 'eu-west-1:foreign' };
      }),
      'any aud': trust((condition) => {
        condition.StringLike = { 'cognito-identity.amazonaws.com:aud': '*' };
        delete condition.StringEquals;
      }),
      'amr only if there is one': trust((condition) => {
        condition['ForAllValues:StringLike'] = condition['ForAnyValue:StringLike'];
        delete condition['ForAnyValue:StringLike'];
      }),
      'no condition at all': trust((_, statement) => delete statement.Condition),
      'another identity service': trust((_, statement) => (statement.Principal = { Federated: 'accounts.google.com' })),
    },
  },
  {
    row: 13,
    title: 'Ambiguous role resolution',
    secureDefault: 'The role comes from the token; ranks are unique; the authenticated role is the least',
    check: checks.row13,
    mutants: {
      'rules instead of tokens': mappings((mapping) => (mapping.Type = 'Rules')),
      'no mapping': setting(ROLE_ATTACHMENT, { RoleMappings: undefined }),
      'resolution left open': mappings((mapping) => delete mapping.AmbiguousRoleResolution),
      'two role groups of one rank': adding('Twin', 'AWS::Cognito::UserPoolGroup', { Precedence: 1, RoleArn: 'role' }),
      'a role group without a rank': changing('AWS::Cognito::UserPoolGroup', ({ Properties }) => delete Properties.Precedence),
      'the shared policy does not reach the group': changing(SHARED_POLICY, ({ Properties }) => Properties.Roles.pop()),
    },
    alsoTestedBy: ['groups/auth-group.test.ts (any precedences)'],
  },
  {
    row: 18,
    title: 'Implicit grant',
    secureDefault: 'Only the code grant; there is no option for another',
    check: checks.row18,
    mutants: {
      'implicit added': setting(CLIENT, { AllowedOAuthFlows: ['code', 'implicit'] }),
      'implicit alone': setting(CLIENT, { AllowedOAuthFlows: ['implicit'] }),
    },
  },
  {
    row: 19,
    title: 'Callback and logout URLs: wildcard, http, example.com, foreign schemes',
    secureDefault: 'A list that must be given; https, or http on the loopback host; no wildcard, fragment or user info',
    check: checks.row19,
    mutants: {
      'http beyond localhost': redirecting('http://app.example.net/cb'),
      'http on a host that begins like localhost': redirecting('http://localhost.example.net/cb'),
      'a wildcard': redirecting('https://*.example.net'),
      'a fragment': redirecting('https://app.example.net/#cb'),
      'user info': redirecting('https://app.example.net@evil.example'),
      "the documentation's URL": redirecting('https://example.com'),
      'no URL': setting(CLIENT, { CallbackURLs: [] }),
      'a default redirect': setting(CLIENT, { DefaultRedirectURI: 'http://localhost:5173' }),
      'an http logout URL': setting(CLIENT, { LogoutURLs: ['http://app.example.net'] }),
    },
    alsoTestedBy: ['clients/redirect-urls.test.ts (fuzz)'],
  },
  {
    row: 21,
    title: 'Refresh token replay, no revocation',
    secureDefault: 'Rotation with 10 s grace, revocation, short tokens; no refresh flow beside rotation',
    check: checks.row21,
    mutants: {
      'no rotation': setting(CLIENT, { RefreshTokenRotation: undefined }),
      'rotation off': setting(CLIENT, { RefreshTokenRotation: { Feature: 'DISABLED', RetryGracePeriodSeconds: 10 } }),
      'a grace of a minute': setting(CLIENT, { RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 60 } }),
      'no revocation': setting(CLIENT, { EnableTokenRevocation: false }),
      'the refresh flow opened': setting(CLIENT, { ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'] }),
      'a refresh token of a year': setting(CLIENT, { RefreshTokenValidity: 525_600 }),
      'an access token of a day': setting(CLIENT, { AccessTokenValidity: 1_440 }),
      'an ID token of a day': setting(CLIENT, { IdTokenValidity: 1_440 }),
      'units left to Cognito': setting(CLIENT, { TokenValidityUnits: undefined }),
    },
  },
  {
    row: 22,
    title: 'aws.cognito.signin.user.admin on the access token',
    secureDefault: 'Scopes of a profile only',
    check: checks.row22,
    mutants: {
      'the scope added': setting(CLIENT, { AllowedOAuthScopes: ['openid', 'aws.cognito.signin.user.admin'] }),
      'scopes left to Cognito': setting(CLIENT, { AllowedOAuthScopes: undefined }),
    },
  },
  {
    row: 26,
    title: 'S3 prefix escape',
    secureDefault: 'PREFIX/IDENTITY_ID/* for objects, and the same as a condition for lists',
    check: checks.row26,
    mutants: {
      'the slash is missing': rewriting(SHARED_POLICY, ':sub}/*', ':sub}*'),
      'the user is missing': rewriting(SHARED_POLICY, FOLDER, '/users/*'),
      'everything is open': rewriting(SHARED_POLICY, FOLDER, '/*'),
      'the sub of the user pool instead': rewriting(SHARED_POLICY, 'cognito-identity.amazonaws.com:sub', 'cognito-idp:sub'),
      'lists without a condition': changing(SHARED_POLICY, ({ Properties }) => {
        delete Properties.PolicyDocument.Statement[1].Condition;
      }),
      'lists of all folders': rewriting(SHARED_POLICY, '["users/${cognito-identity.amazonaws.com:sub}/*"]', '["users/*"]'),
      'lists unless a prefix says otherwise': rewriting(SHARED_POLICY, '"StringLike"', '"StringLikeIfExists"'),
      'versions too': rewriting(SHARED_POLICY, '"s3:GetObject"', '"s3:GetObject*"'),
      'the group loses the folder of its members': changing(SHARED_POLICY, ({ Properties }) => Properties.Roles.pop()),
    },
    alsoTestedBy: ['threats/row-26.test.ts (hostile keys)', 'identity-pool/user-prefix.test.ts'],
  },
  {
    row: 31,
    title: 'Trigger as a confused deputy',
    secureDefault: 'One permission per trigger, with the ARN and the account of the pool',
    check: checks.row31,
    mutants: {
      'no permission': without(PERMISSION),
      'no account': setting(PERMISSION, { SourceAccount: undefined }),
      'no ARN': setting(PERMISSION, { SourceArn: undefined }),
      'any pool of the account': setting(PERMISSION, { SourceArn: 'arn:aws:cognito-idp:*:111122223333:userpool/*' }),
      'any principal': setting(PERMISSION, { Principal: '*' }),
      'a second, wider permission': (template) => {
        const [, permission] = Object.entries(template.Resources).find(([, { Type }]) => Type === PERMISSION)!;
        return adding('Wide', PERMISSION, { FunctionName: permission.Properties.FunctionName, Principal: '*' })(template);
      },
    },
  },
  {
    row: 41,
    title: 'Weak passwords',
    secureDefault: '14 characters, four classes, history of 24, temporary ones for 7 days',
    check: checks.row41,
    mutants: {
      '8 characters': password({ MinimumLength: 8 }),
      'no symbols': password({ RequireSymbols: false }),
      'no history': password({ PasswordHistorySize: undefined }),
      'temporary for a month': password({ TemporaryPasswordValidityDays: 30 }),
      'left to Cognito': setting(POOL, { Policies: undefined }),
    },
  },
  {
    row: 42,
    title: 'Accidental deletion or replacement of the pool',
    secureDefault: 'Deletion protection, RETAIN, a fixed logical id',
    check: checks.row42,
    mutants: {
      'no deletion protection': setting(POOL, { DeletionProtection: 'INACTIVE' }),
      'deleted with the stack': changing(POOL, (resource) => (resource.DeletionPolicy = 'Delete')),
      'deleted when replaced': changing(POOL, (resource) => delete resource.UpdateReplacePolicy),
      'another logical id': (template) => {
        const { AuthUserPool8115E87F: pool, ...others } = template.Resources;
        return { Resources: { ...others, AuthPool: pool } };
      },
    },
  },
  {
    row: 45,
    title: 'Sign-out not honoured by the identity pool',
    secureDefault: 'Tokens are checked on the server side',
    check: checks.row45,
    mutants: {
      'no check': provider(false),
      'left to Cognito': provider(undefined),
      'no provider': setting(IDENTITY_POOL, { CognitoIdentityProviders: undefined }),
    },
  },
];

/** The name under which jest reports the test of a row. */
export function testName({ row, title }: Threat): string {
  return `threat ${row}: ${title}`;
}
