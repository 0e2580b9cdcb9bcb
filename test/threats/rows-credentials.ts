import * as checks from './checks';
import { adding, changing, Mutation, rewriting, setting, without } from './mutants';
import type { Threat } from './threat';

const IDENTITY_POOL = 'AWS::Cognito::IdentityPool';
const ROLE_ATTACHMENT = 'AWS::Cognito::IdentityPoolRoleAttachment';
const PERMISSION = 'AWS::Lambda::Permission';
const SHARED_POLICY = 'AWS::IAM::ManagedPolicy';
const trust = (change: (condition: Record<string, any>, statement: any) => void): Mutation =>
  changing('AWS::IAM::Role', ({ Properties }) => {
    const [statement] = Properties.AssumeRolePolicyDocument.Statement;
    if (statement.Action === 'sts:AssumeRoleWithWebIdentity') change(statement.Condition, statement);
  });

const mappings = (change: (mapping: any) => void): Mutation =>
  changing(ROLE_ATTACHMENT, ({ Properties }) => Object.values(Properties.RoleMappings).forEach(change));

const provider = (serverSideTokenCheck: boolean | undefined): Mutation =>
  changing(IDENTITY_POOL, ({ Properties }) => {
    Properties.CognitoIdentityProviders[0].ServerSideTokenCheck = serverSideTokenCheck;
  });

const FOLDER = '/users/${cognito-identity.amazonaws.com:sub}/*';

/** Threats to identity pools, roles and triggers. */
export const THREATS_TO_CREDENTIALS: readonly Threat[] = [
  {
    row: 8,
    title: 'Guest identities with privileges',
    secureDefault: 'No guests, and no role that would trust them',
    check: checks.row08,
    alsoTestedBy: ['access-truth/table.test.ts (what guests may who are let in)', 'access-truth/trusts.test.ts'],
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
    alsoTestedBy: ['access-truth/trusts.test.ts (every role, everybody who could ask)'],
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
      'a role group without a rank': changing(
        'AWS::Cognito::UserPoolGroup',
        ({ Properties }) => delete Properties.Precedence,
      ),
      'the shared policy does not reach the group': changing(SHARED_POLICY, ({ Properties }) => Properties.Roles.pop()),
    },
    alsoTestedBy: ['groups/auth-group.test.ts (any precedences)'],
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
      'the sub of the user pool instead': rewriting(
        SHARED_POLICY,
        'cognito-identity.amazonaws.com:sub',
        'cognito-idp:sub',
      ),
      'lists without a condition': changing(SHARED_POLICY, ({ Properties }) => {
        delete Properties.PolicyDocument.Statement[1].Condition;
      }),
      'lists of all folders': rewriting(
        SHARED_POLICY,
        '["users/${cognito-identity.amazonaws.com:sub}/*"]',
        '["users/*"]',
      ),
      'lists unless a prefix says otherwise': rewriting(SHARED_POLICY, '"StringLike"', '"StringLikeIfExists"'),
      'versions too': rewriting(SHARED_POLICY, '"s3:GetObject"', '"s3:GetObject*"'),
      'the group loses the folder of its members': changing(SHARED_POLICY, ({ Properties }) => Properties.Roles.pop()),
    },
    alsoTestedBy: ['threats/row-26.test.ts (hostile keys)', 'access-truth/table.test.ts', 'access/user-prefix.test.ts'],
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
        return adding('Wide', PERMISSION, { FunctionName: permission.Properties.FunctionName, Principal: '*' })(
          template,
        );
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
