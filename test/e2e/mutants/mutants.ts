/** A CloudFormation template, as far as the mutants must know it. */
export interface Template {
  Resources: Record<string, { Type: string; Properties: any; DependsOn?: unknown }>;
}

/** A deployed template with exactly one fault; `caughtBy` is the step of the flows that must go wrong. */
export interface Mutant {
  readonly name: string;
  readonly caughtBy: RegExp;
  plant(template: Template): void;
}

export const MUTANTS: Mutant[] = [
  {
    name: 'S3 policy without the user variable',
    caughtBy: /bob .* reads alice's note/,
    plant: (template) => replaceIn(template, 'AWS::IAM::ManagedPolicy', '${cognito-identity.amazonaws.com:sub}', '*'),
  },
  {
    name: 'missing slash in the prefix',
    caughtBy: /a folder whose name begins like his/,
    plant: (template) => replaceIn(template, 'AWS::IAM::ManagedPolicy', ':sub}/*', ':sub}*'),
  },
  {
    name: 'wrong aud in the trust of the authenticated role',
    caughtBy: /alice signs in \(SRP\)/,
    plant: (template) => (trustOf(template, /AuthenticatedRole/).StringEquals[AUD] = 'us-east-1:another-pool'),
  },
  {
    name: "trust of the editors' role for guests only",
    caughtBy: /erin, an editor/,
    plant: (template) => (trustOf(template, /EditorsRole/)['ForAnyValue:StringLike'][AMR] = 'unauthenticated'),
  },
  {
    name: 'missing Lambda permission of PreSignUp',
    caughtBy: /an outsider/,
    plant: (template) => remove(template, 'AWS::Lambda::Permission', /PreSignUp/),
  },
  {
    name: 'permission for another user pool',
    caughtBy: /an outsider/,
    plant: (template) => {
      const { Properties } = only(template, 'AWS::Lambda::Permission', /PreSignUp/);
      Properties.SourceArn = 'arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_another';
    },
  },
  {
    name: 'missing permission to add to the group',
    caughtBy: /alice confirms with the code/,
    plant: (template) => remove(template, 'AWS::IAM::Policy', /PostConfirmationPoolAccess/),
  },
  {
    name: 'missing auth flow',
    caughtBy: /alice signs in/,
    plant: (template) => (client(template).ExplicitAuthFlows = ['ALLOW_USER_PASSWORD_AUTH']),
  },
  {
    name: 'guests allowed, with a role',
    caughtBy: /a stranger without a token/,
    plant: (template) => {
      only(template, 'AWS::Cognito::IdentityPool').Properties.AllowUnauthenticatedIdentities = true;
      const attachment = only(template, 'AWS::Cognito::IdentityPoolRoleAttachment').Properties;
      attachment.Roles.unauthenticated = attachment.Roles.authenticated;
      delete trustOf(template, /AuthenticatedRole/)['ForAnyValue:StringLike'];
    },
  },
  {
    name: 'write attribute opened',
    caughtBy: /tries her phone number/,
    plant: (template) => client(template).WriteAttributes.push('phone_number'),
  },
  {
    name: 'shared managed policy detached from the group role',
    caughtBy: /erin, an editor/,
    plant: (template) => only(template, 'AWS::IAM::ManagedPolicy').Properties.Roles.splice(1),
  },
  {
    name: 'revocation off',
    caughtBy: /alice signs out/,
    plant: (template) => (client(template).EnableTokenRevocation = false),
  },
  {
    name: 'existence of users shown',
    caughtBy: /somebody unknown signs in/,
    plant: (template) => (client(template).PreventUserExistenceErrors = 'LEGACY'),
  },
  {
    name: 'allow-list that sleeps at sign-up',
    caughtBy: /an outsider/,
    plant: (template) => {
      const { Variables } = only(template, 'AWS::Lambda::Function', /PreSignUp/).Properties.Environment;
      Variables.COGNITO_AUTH_STEPS = Variables.COGNITO_AUTH_STEPS.replace(
        'PreSignUp_SignUp',
        'PreSignUp_AdminCreateUser',
      );
    },
  },
  {
    name: 'tokens of version 1, so that the access token lacks the claim',
    caughtBy: /alice signs in \(SRP\)/,
    plant: (template) =>
      (only(template, 'AWS::Cognito::UserPool').Properties.LambdaConfig.PreTokenGenerationConfig.LambdaVersion =
        'V1_0'),
  },
  {
    name: 'role mapping left out, so that groups have no role',
    caughtBy: /erin, an editor/,
    plant: (template) => delete only(template, 'AWS::Cognito::IdentityPoolRoleAttachment').Properties.RoleMappings,
  },
  {
    name: 'no rotation of refresh tokens',
    caughtBy: /alice refreshes/,
    plant: (template) => (client(template).RefreshTokenRotation.Feature = 'DISABLED'),
  },
  {
    name: 'no server-side token check',
    caughtBy: /with her ID token after that/,
    plant: (template) =>
      (only(template, 'AWS::Cognito::IdentityPool').Properties.CognitoIdentityProviders[0].ServerSideTokenCheck =
        false),
  },
];

const AUD = 'cognito-identity.amazonaws.com:aud';
const AMR = 'cognito-identity.amazonaws.com:amr';

function matching({ Resources }: Template, type: string, id = /./): [string, Template['Resources'][string]][] {
  return Object.entries(Resources).filter(([logicalId, { Type }]) => Type === type && id.test(logicalId));
}

function only(template: Template, type: string, id?: RegExp) {
  const found = matching(template, type, id);
  if (found.length !== 1) throw new Error(`${found.length} resources are ${type} ${id ?? ''}`);
  return found[0][1];
}

const client = (template: Template) => only(template, 'AWS::Cognito::UserPoolClient').Properties;

function trustOf(template: Template, id: RegExp): Record<string, Record<string, unknown>> {
  return only(template, 'AWS::IAM::Role', id).Properties.AssumeRolePolicyDocument.Statement[0].Condition;
}

function remove(template: Template, type: string, id: RegExp): void {
  for (const [logicalId] of matching(template, type, id)) delete template.Resources[logicalId];
}

function replaceIn(template: Template, type: string, text: string, other: string): void {
  const resource = only(template, type);
  const before = JSON.stringify(resource);
  const after = before.replaceAll(text, other);
  if (after === before) throw new Error(`${type} has no '${text}'`);
  Object.assign(resource, JSON.parse(after));
}
