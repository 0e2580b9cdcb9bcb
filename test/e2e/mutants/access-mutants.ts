import { client, matching, Mutant, only, remove, replaceIn, Template } from './mutant';

const SHARED_POLICY = 'AWS::IAM::ManagedPolicy';
const OWN = '${cognito-identity.amazonaws.com:sub}';
const TENANT = '${aws:PrincipalTag/tenant}';

/** Faults of the photo app. */
export const PHOTO_MUTANTS: Mutant[] = [
  {
    name: 'private photos of everybody',
    caughtBy: /ben reads anna's private photo/,
    plant: (template) => replaceIn(template, SHARED_POLICY, `private/${OWN}`, 'private/*'),
  },
  {
    name: 'protected photos that everybody writes',
    caughtBy: /ben overwrites and deletes/,
    plant: (template) => replaceIn(template, SHARED_POLICY, `protected/${OWN}`, 'protected/*'),
  },
  {
    name: 'missing slash after the identity id',
    caughtBy: /whose name begins like his/,
    plant: (template) => replaceIn(template, SHARED_POLICY, `${OWN}/*`, `${OWN}*`),
  },
  {
    name: 'rows without a condition',
    caughtBy: /ben reads, finds, changes and removes/,
    plant: (template) => delete rowsOf(template).Condition,
  },
  {
    name: 'one own row in a batch is enough',
    caughtBy: /in one batch/,
    plant: (template) => replaceIn(template, SHARED_POLICY, 'ForAllValues:', 'ForAnyValue:'),
  },
  {
    name: 'a scan, which names no key',
    caughtBy: /ben scans/,
    plant: (template) => {
      const rows = rowsOf(template);
      rows.Action.push('dynamodb:Scan');
      delete rows.Condition.Null;
    },
  },
  {
    name: 'moderators who write',
    caughtBy: /mona changes anna's photo/,
    plant: (template) =>
      replaceIn(template, 'AWS::IAM::Policy', '"s3:GetObject"', '["s3:GetObject","s3:PutObject"]', /Moderators/),
  },
  {
    name: 'curators before moderators',
    caughtBy: /max, a moderator and a curator/,
    plant: (template) => (only(template, 'AWS::Cognito::UserPoolGroup', /Curators/).Properties.Precedence = 0),
  },
  {
    name: 'guests who see the whole bucket',
    caughtBy: /a guest looks at protected/,
    plant: (template) => replaceIn(template, 'AWS::IAM::Policy', '/public/*', '/*', /Guests/),
  },
  {
    name: 'guests who see nothing',
    caughtBy: /a guest looks at what was published/,
    plant: (template) => remove(template, 'AWS::IAM::Policy', /Guests/),
  },
];

/** Faults of the tenants' portal. */
export const TENANT_MUTANTS: Mutant[] = [
  {
    name: 'documents of every tenant',
    caughtBy: /gina of another tenant/,
    plant: (template) => replaceIn(template, SHARED_POLICY, `documents/${TENANT}`, 'documents/*'),
  },
  {
    name: 'missing slash after the tenant',
    caughtBy: /whose name begins like hers/,
    plant: (template) => replaceIn(template, SHARED_POLICY, `${TENANT}/*`, `${TENANT}*`),
  },
  {
    name: 'invoices that everybody of a tenant writes',
    caughtBy: /adam, an accountant/,
    plant: (template) => replaceIn(template, SHARED_POLICY, '/documents/', '/*/'),
  },
  {
    name: 'invoices for everybody of a tenant',
    caughtBy: /ada, who is no accountant/,
    plant: (template) => {
      const [[authenticated]] = matching(template, 'AWS::IAM::Role', /AuthenticatedRole/);
      only(template, 'AWS::IAM::Policy', /Accountants/).Properties.Roles.push({ Ref: authenticated });
    },
  },
  {
    name: 'orders without a condition',
    caughtBy: /nemo, of no tenant|gina reads, finds/,
    plant: (template) => delete rowsOf(template).Condition,
  },
  {
    name: 'one own order in a batch is enough',
    caughtBy: /in one batch/,
    plant: (template) => replaceIn(template, SHARED_POLICY, 'ForAllValues:', 'ForAnyValue:'),
  },
  {
    name: 'a tenant that users write',
    caughtBy: /moves to globex/,
    plant: (template) => {
      const { Schema } = only(template, 'AWS::Cognito::UserPool').Properties;
      Schema.find(({ Name }: { Name: string }) => Name === 'tenant').Mutable = true;
      client(template).WriteAttributes.push('custom:tenant');
    },
  },
  {
    name: 'a tenant that the token does not say',
    caughtBy: /sign in/,
    plant: (template) =>
      (client(template).ReadAttributes = client(template).ReadAttributes.filter(
        (name: string) => !/tenant/.test(name),
      )),
  },
  {
    name: 'sessions without tags',
    caughtBy: /ada writes a document/,
    plant: (template) => remove(template, 'AWS::Cognito::IdentityPoolPrincipalTag', /./),
  },
  {
    name: 'roles that take no tags',
    caughtBy: /sign in/,
    plant: (template) => {
      for (const [, { Properties }] of matching(template, 'AWS::IAM::Role', /AuthenticatedRole/)) {
        Properties.AssumeRolePolicyDocument.Statement[0].Action = 'sts:AssumeRoleWithWebIdentity';
        Properties.AssumeRolePolicyDocument.Statement.splice(1);
      }
    },
  },
  {
    name: 'a back office that sets passwords',
    caughtBy: /the back office sets a password/,
    plant: (template) =>
      only(template, 'AWS::IAM::Policy', /AdminAccess/).Properties.PolicyDocument.Statement[0].Action.push(
        'cognito-idp:AdminSetUserPassword',
      ),
  },
];

function rowsOf(template: Template): any {
  const { Statement } = only(template, SHARED_POLICY).Properties.PolicyDocument;
  return Statement.find(({ Action }: { Action: string | string[] }) => [Action].flat().includes('dynamodb:GetItem'));
}
