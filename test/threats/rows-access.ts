import { row11, row12, row15, row27 } from './access-checks';
import { adding, changing, Mutation, rewriting, setting, without } from './mutants';
import type { Threat } from './threat';
import { row28 } from './user-rows';

const GROUP = 'AWS::Cognito::UserPoolGroup';
const ROLE_ATTACHMENT = 'AWS::Cognito::IdentityPoolRoleAttachment';
const PRINCIPAL_TAG = 'AWS::Cognito::IdentityPoolPrincipalTag';
const SHARED_POLICY = 'AWS::IAM::ManagedPolicy';

const trust = (change: (statement: any, document: any) => void): Mutation =>
  changing('AWS::IAM::Role', ({ Properties: { AssumeRolePolicyDocument: document } }) => {
    const [statement] = document.Statement;
    if (JSON.stringify(statement.Action).includes('sts:AssumeRoleWithWebIdentity')) change(statement, document);
  });

/** Adds an action to the first statement of every policy beside a role. */
const alsoAllowing = (action: string): Mutation =>
  changing('AWS::IAM::Policy', ({ Properties: { PolicyDocument } }) => {
    const [statement] = PolicyDocument.Statement;
    statement.Action = [statement.Action, action].flat();
  });

/** Changes the statements about rows; one whose change is undefined goes. */
const rows = (change: (statement: any) => unknown): Mutation => {
  const isAbout = (statement: any) => JSON.stringify(statement.Action).includes('dynamodb:Query');
  return changing(SHARED_POLICY, ({ Properties: { PolicyDocument } }) => {
    PolicyDocument.Statement.filter(isAbout).forEach(change);
  });
};

const KEYS = 'dynamodb:LeadingKeys';

/** Threats to what the holders of credentials may do. */
export const THREATS_TO_ACCESS: readonly Threat[] = [
  {
    row: 11,
    title: 'Roles handed out past the identity pool',
    secureDefault: 'Roles trust the identity service alone; IAM does not trust the user pool itself',
    check: row11,
    mutants: {
      'any principal': trust((statement) => (statement.Principal = '*')),
      'a second statement for the account': trust((_, document) =>
        document.Statement.push({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: '111122223333' } }),
      ),
      'tokens of the user pool, past the identity pool': trust(({ Principal }) => {
        Principal.Federated = ['cognito-identity.amazonaws.com', 'arn:aws:iam::111122223333:oidc-provider/cognito-idp'];
      }),
      'the user pool as a provider of IAM': adding('Oidc', 'AWS::IAM::OIDCProvider', {
        Url: 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_x',
      }),
    },
    accessMutants: { Google: trust((statement) => (statement.Principal = { Federated: 'accounts.google.com' })) },
    alsoTestedBy: ['access-truth/trusts.test.ts (every role, everybody who could ask)'],
  },
  {
    row: 12,
    title: 'Groups whose roles cannot be told apart',
    secureDefault: 'A group with a role has a rank and a role of its own',
    check: row12,
    mutants: {
      'no rank': setting(GROUP, { Precedence: undefined }),
      'a negative rank': setting(GROUP, { Precedence: -1 }),
    },
    accessMutants: {
      'one rank for all': setting(GROUP, { Precedence: 1 }),
      'one role for all': setting(GROUP, { RoleArn: 'arn:aws:iam::111122223333:role/Moderators' }),
      'the role of users without a group': (template) => {
        const attachments = Object.values(template.Resources).filter(({ Type }) => Type === ROLE_ATTACHMENT);
        return setting(GROUP, { RoleArn: attachments[0].Properties.Roles.authenticated })(template);
      },
    },
    alsoTestedBy: [
      'groups/auth-group.test.ts (any precedences)',
      'access-truth/table.test.ts (a member of two groups)',
    ],
  },
  {
    row: 15,
    title: 'Roles taken over by a trigger or a user',
    secureDefault: 'No role may pass, change or assume roles, or say who gets which',
    check: row15,
    mutants: {
      'iam:PassRole': alsoAllowing('iam:PassRole'),
      'cognito-identity:SetIdentityPoolRoles': alsoAllowing('cognito-identity:SetIdentityPoolRoles'),
      'sts:AssumeRole': alsoAllowing('sts:AssumeRole'),
      'everything of Cognito': alsoAllowing('cognito-idp:*'),
      everything: alsoAllowing('*'),
      'everything but': changing('AWS::IAM::Policy', ({ Properties: { PolicyDocument } }) => {
        const [statement] = PolicyDocument.Statement;
        [statement.NotAction, statement.Action] = ['s3:GetObject', undefined];
      }),
      'an administrator': setting('AWS::IAM::Role', {
        ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'],
      }),
    },
    accessMutants: { 'everything of IAM': alsoAllowing('iam:*') },
  },
  {
    row: 27,
    title: "The user pool's sub taken for the identity id",
    secureDefault: 'A key is the identity id or a principal tag; tags come from claims that users cannot write',
    check: row27,
    mutants: {
      'the sub of the user pool as a variable': rewriting(
        SHARED_POLICY,
        '${cognito-identity.amazonaws.com:sub}',
        '${cognito-idp.eu-west-1.amazonaws.com/eu-west-1_x:sub}',
      ),
      'a tag that nothing fills': rewriting(
        SHARED_POLICY,
        '${cognito-identity.amazonaws.com:sub}',
        '${aws:PrincipalTag/username}',
      ),
      'the name of the session': rewriting(SHARED_POLICY, '${cognito-identity.amazonaws.com:sub}', '${aws:userid}'),
    },
    accessMutants: {
      'no tags': without(PRINCIPAL_TAG),
      'another tag': setting(PRINCIPAL_TAG, { PrincipalTags: { user: 'sub' } }),
      "Cognito's own tags too": setting(PRINCIPAL_TAG, { UseDefaults: true }),
      'a tag from a claim that users write': setting(PRINCIPAL_TAG, {
        PrincipalTags: { username: 'sub', tenant: 'nickname' },
      }),
      'a client that writes every attribute': setting('AWS::Cognito::UserPoolClient', { WriteAttributes: undefined }),
      'a trust that carries no tags': trust((statement) => (statement.Action = 'sts:AssumeRoleWithWebIdentity')),
      'a tag of the request': rewriting(SHARED_POLICY, '${aws:PrincipalTag/tenant}', '${aws:RequestTag/tenant}'),
    },
    alsoTestedBy: ['access/user-key.test.ts', 'access-truth/table.test.ts'],
  },
  {
    row: 28,
    title: 'Rows of others in DynamoDB',
    secureDefault: 'All leading keys are the user’s, and there is one; no Scan, no PartiQL, indexes by name',
    check: row28,
    mutants: {},
    accessMutants: {
      'true without any key': rows(({ Condition }) => delete Condition.Null),
      'one key of many': rows(({ Condition }) => {
        Condition['ForAnyValue:StringEquals'] = Condition['ForAllValues:StringEquals'];
        delete Condition['ForAllValues:StringEquals'];
      }),
      'keys that begin alike': rows(({ Condition }) => {
        Condition['ForAllValues:StringLike'] = { [KEYS]: ['eu-west-1:*'] };
        delete Condition['ForAllValues:StringEquals'];
      }),
      'no condition': rows((statement) => delete statement.Condition),
      'scans too': rows((statement) => {
        statement.Action = [...statement.Action, 'dynamodb:Scan'];
        delete statement.Condition;
      }),
      PartiQL: rows((statement) => (statement.Action = [...statement.Action, 'dynamodb:PartiQLSelect'])),
      'every action': rows((statement) => (statement.Action = 'dynamodb:*')),
      'every index': rows((statement) => {
        statement.Resource = [
          statement.Resource,
          { 'Fn::Join': ['', [[statement.Resource].flat()[0], '/index/*']] },
        ].flat();
      }),
      'nobody’s rows': rows(({ Condition }) => (Condition['ForAllValues:StringEquals'][KEYS] = ['${aws:userid}'])),
    },
    alsoTestedBy: ['access-truth/table.test.ts', 'access/rows.test.ts'],
  },
];
