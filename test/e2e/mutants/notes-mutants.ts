import { AMR, AUD, client, Mutant, only, remove, replaceIn, trustOf } from './mutant';

/** Faults of the notes app. */
export const NOTES_MUTANTS: Mutant[] = [
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
    caughtBy: /which the client may not write/,
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
