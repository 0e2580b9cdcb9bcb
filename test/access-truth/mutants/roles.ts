import { Mutants, sharing, trust } from './planting';
import { ACCOUNT, REGION } from '../../support/intrinsics';
import { changing } from '../../threats/mutants';

const AUDIENCE = 'cognito-identity.amazonaws.com:aud';
const METHOD = 'cognito-identity.amazonaws.com:amr';
const METHODS = 'ForAnyValue:StringLike';
const USER_POOL = `cognito-idp.${REGION}.amazonaws.com/${REGION}_x`;
const GUESTS = 'AuthAwsGuestsRole';

/** Rights in the hands of guests. */
export const GUEST_MUTANTS: Mutants = {
  'guests have a folder': sharing(/"s3:PutObject"[^]*\/users\/\$\{/, GUESTS),
  'guests list the folders of users': sharing(/"users\/\*"/, GUESTS),
  'guests have rows': sharing(/"dynamodb:PutItem"/, GUESTS),
  'guests call what is for users': sharing(/"execute-api:Invoke"[^]*PUT\/notes/, GUESTS),
  'guests get what everybody who signed in gets': (template) => {
    const role = Object.keys(template.Resources).find((id) => id.startsWith(GUESTS));
    return changing('AWS::IAM::ManagedPolicy', ({ Properties }) => Properties.Roles?.push({ Ref: role }))(template);
  },
};

/** Rights of one group in the hands of another, or of nobody. */
export const GROUP_MUTANTS: Mutants = {
  'editors may do what moderators may': sharing(/DELETE\/notes/, 'AuthEditorsRole'),
  "a group's rights are everybody's": sharing(/removeNote/, 'AuthAwsAuthenticatedRole'),
  'whoever joins a group loses what they had': changing('AWS::IAM::ManagedPolicy', ({ Properties: { Roles } }) =>
    Roles?.pop(),
  ),
  'the boundary is gone': changing('AWS::IAM::Role', ({ Properties }) => delete Properties.PermissionsBoundary),
};

/** Changes which provider may vouch, where only one may. */
const provider = (change: (name: object) => unknown) =>
  trust(({ Condition }) => {
    const method = Condition[METHODS][METHOD];
    if (typeof method === 'object') Condition[METHODS][METHOD] = change(method);
  });

/** Faults of trusts; those of threats 8, 10, 11 and 27. */
export const TRUST_MUTANTS: Mutants = {
  'no pool': trust(({ Condition }) => delete Condition.StringEquals),
  'any pool of the Region': trust(({ Condition }) => {
    delete Condition.StringEquals;
    Condition.StringLike = { [AUDIENCE]: `${REGION}:*` };
  }),
  'a pool that begins alike': trust(({ Condition }) => {
    const [own] = Object.values(Condition.StringEquals);
    delete Condition.StringEquals;
    Condition.StringLike = { [AUDIENCE]: { 'Fn::Join': ['', [own, '*']] } };
  }),
  'a pool, if there is one': trust(({ Condition }) => {
    Condition.StringEqualsIfExists = Condition.StringEquals;
    delete Condition.StringEquals;
  }),
  'another pool': trust(({ Condition }) => (Condition.StringEquals[AUDIENCE] = `${REGION}:foreign`)),
  'a second pool': trust(({ Condition: { StringEquals } }) => {
    StringEquals[AUDIENCE] = [StringEquals[AUDIENCE], `${REGION}:foreign`];
  }),
  'no method': trust(({ Condition }) => delete Condition[METHODS]),
  'every method that is there': trust(({ Condition }) => {
    Condition['ForAllValues:StringLike'] = Condition[METHODS];
    delete Condition[METHODS];
  }),
  'guests have the role of users': trust(({ Condition }) => (Condition[METHODS][METHOD] = '*authenticated')),
  'a method that begins alike': trust(({ Condition }) => (Condition[METHODS][METHOD] = 'authenticated*')),
  'any provider, where the user pool alone may vouch': provider(() => 'authenticated'),
  'a user pool that begins alike': provider((name) => ({ 'Fn::Join': ['', [name, '*']] })),
  'another provider beside the user pool': provider((name) => [name, 'accounts.google.com']),
  'no condition': trust((statement) => delete statement.Condition),
  'tokens of the user pool too': trust((statement) => {
    statement.Principal.Federated = [
      statement.Principal.Federated,
      `arn:aws:iam::${ACCOUNT}:oidc-provider/${USER_POOL}`,
    ];
  }),
  'another service too': trust((statement) => (statement.Principal.Service = 'appsync.amazonaws.com')),
  'another account too': trust((statement) => (statement.Principal.AWS = 'arn:aws:iam::999988887777:root')),
  'roles of the account too': trust((statement) => {
    statement.Action = ['sts:AssumeRoleWithWebIdentity', 'sts:AssumeRole'];
    statement.Principal = { AWS: '*' };
    delete statement.Condition;
  }),
  'sessions carry no tags': trust((statement) => (statement.Action = 'sts:AssumeRoleWithWebIdentity')),
  'sessions of guests carry tags': trust((statement) => {
    statement.Action = ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession'];
  }),
  'any action of STS': trust((statement) => (statement.Action = 'sts:*')),
};
