import { App, Duration, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { CognitoAuthProps } from 'cdk-cognito-auth';
import { authIn, identityPoolOf } from '../support/auth';
import { allOf, only, TemplateJson, templateOf } from '../support/template';

const POOL = 'AWS::Cognito::UserPool';

/** The pool of the documents that the project was founded on, as its users write it today. */
const SOCIAL_MEDIA: CognitoAuthProps = {
  signInAliases: { email: true },
  autoVerify: { email: true },
  userVerification: { emailStyle: cognito.VerificationEmailStyle.CODE },
  email: cognito.UserPoolEmail.withCognito(),
  mfa: cognito.Mfa.OFF,
  passwordPolicy: {
    minLength: 8,
    requireLowercase: false,
    requireUppercase: false,
    requireDigits: false,
    requireSymbols: false,
    tempPasswordValidity: Duration.days(7),
  },
  selfSignUpEnabled: true,
  userInvitation: {
    emailSubject: 'Welcome to Social Media App',
    emailBody: 'Your username is {username} and temporary password is {####}',
  },
  customAttributes: {
    bio: new cognito.StringAttribute({ mutable: true }),
    followers_count: new cognito.NumberAttribute({ mutable: true }),
    posts_count: new cognito.NumberAttribute({ mutable: true }),
    is_verified: new cognito.BooleanAttribute({ mutable: true }),
    account_type: new cognito.StringAttribute({ mutable: true }),
  },
};

function stackWith(props: CognitoAuthProps): Stack {
  const stack = new Stack(new App(), 'Stack');
  const auth = authIn(stack, props);
  const identityPool = identityPoolOf(auth);
  auth.addGroup('Admins', { precedence: 1, identityPool });
  auth.addGroup('Premium', { precedence: 5, identityPool });
  auth.addGroup('Basic', { precedence: 10, identityPool });
  return stack;
}

function withoutPool(template: TemplateJson): object {
  return Object.fromEntries(Object.entries(template.Resources).filter(([, { Type }]) => Type !== POOL));
}

const stack = stackWith(SOCIAL_MEDIA);
const template = templateOf(stack);
const standard = templateOf(stackWith({}));

test('warns of what it relaxes, and of nothing else', () => {
  const warnings = Annotations.fromStack(stack).findWarning('*', Match.anyValue());
  const ids = warnings.map(({ id, entry }) => `${id} ${/\[ack: (.*)\]/.exec(String(entry.data))?.[1]}`);
  expect(ids.sort()).toEqual([
    '/Stack/Auth cdk-cognito-auth:openSignUp',
    '/Stack/Auth/UserPool cdk-cognito-auth:fewCharacterClasses',
    '/Stack/Auth/UserPool cdk-cognito-auth:mfaOff',
    '/Stack/Auth/UserPool cdk-cognito-auth:shortPasswords',
  ]);
});

test('differs from the default pool in what it says, and in nothing else', () => {
  const { Properties: own, ...ownRest } = only(template, POOL);
  const { Properties: theirs, ...theirRest } = only(standard, POOL);
  const names = [...new Set([...Object.keys(own), ...Object.keys(theirs)])];
  const differing = names.filter((name) => JSON.stringify(own[name]) !== JSON.stringify(theirs[name]));
  expect(differing.sort()).toEqual(['AdminCreateUserConfig', 'EnabledMfas', 'MfaConfiguration', 'Policies', 'Schema']);
  expect(own).toMatchObject({
    AdminCreateUserConfig: {
      AllowAdminCreateUserOnly: false,
      InviteMessageTemplate: {
        EmailSubject: 'Welcome to Social Media App',
        EmailMessage: 'Your username is {username} and temporary password is {####}',
      },
    },
    MfaConfiguration: 'OFF',
  });
  expect(own.EnabledMfas).toBeUndefined();
  expect(own.Policies.PasswordPolicy).toEqual({
    ...theirs.Policies.PasswordPolicy,
    MinimumLength: 8,
    RequireLowercase: false,
    RequireUppercase: false,
    RequireNumbers: false,
    RequireSymbols: false,
  });
  expect(ownRest).toEqual(theirRest);
});

test('has its attributes, which only administrators write', () => {
  const { Schema } = only(template, POOL).Properties;
  expect(Schema.map(({ Name, AttributeDataType, Mutable }: any) => [Name, AttributeDataType, Mutable])).toEqual([
    ['bio', 'String', true],
    ['followers_count', 'Number', true],
    ['posts_count', 'Number', true],
    ['is_verified', 'Boolean', true],
    ['account_type', 'String', true],
  ]);
  const { WriteAttributes } = only(template, 'AWS::Cognito::UserPoolClient').Properties;
  expect(WriteAttributes.join()).not.toContain('custom:');
});

test('has its groups, each with a role of its own', () => {
  const groups = allOf(template, 'AWS::Cognito::UserPoolGroup').map(([, { Properties }]) => Properties);
  expect(groups.map(({ GroupName, Precedence }) => [GroupName, Precedence])).toEqual([
    ['Admins', 1],
    ['Premium', 5],
    ['Basic', 10],
  ]);
  expect(new Set(groups.map(({ RoleArn }) => JSON.stringify(RoleArn))).size).toBe(3);
});

test('and everything around the pool is as by default, but for the attributes that clients may read', () => {
  const readable = ({ Resources }: TemplateJson) =>
    JSON.parse(JSON.stringify(withoutPool({ Resources })).replace(/,?"custom:\w+"/g, ''));
  expect(readable(template)).toEqual(readable(standard));
});
