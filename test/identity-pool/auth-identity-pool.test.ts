import { Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { authIn, bucketIn, identityPoolOf, newAuth, spa } from '../support/auth';
import { allOf, propertiesOf, synth } from '../support/template';

const MANAGED = 'AWS::IAM::ManagedPolicy';

test('has no policy until something is granted', () => {
  const template = synth((stack) => void identityPoolOf(authIn(stack)));
  expect(allOf(template, MANAGED)).toEqual([]);
});

test('several clients each get a provider and a mapping of their own', () => {
  const template = synth((stack) => {
    const auth = authIn(stack);
    auth.addIdentityPool('Aws', { clients: [auth.addClient('Web', spa()), auth.addClient('App', spa())] });
  });
  expect(propertiesOf(template, 'AWS::Cognito::IdentityPool').CognitoIdentityProviders).toHaveLength(2);
  const { RoleMappings } = propertiesOf(template, 'AWS::Cognito::IdentityPoolRoleAttachment');
  expect(Object.values(RoleMappings)).toHaveLength(2);
  // a token as a key of the template would be lost
  expect(Object.keys(RoleMappings).join()).toMatch(/^\w+,\w+$/);
});

test('a mapping names the pool and the client, as the token does', () => {
  const template = synth((stack) => void identityPoolOf(authIn(stack)));
  const [[pool], [client]] = [
    allOf(template, 'AWS::Cognito::UserPool'),
    allOf(template, 'AWS::Cognito::UserPoolClient'),
  ].flat();
  const [mapping] = Object.values<any>(propertiesOf(template, 'AWS::Cognito::IdentityPoolRoleAttachment').RoleMappings);
  expect(mapping.IdentityProvider).toEqual({
    'Fn::Join': ['', [{ 'Fn::GetAtt': [pool, 'ProviderName'] }, ':', { Ref: client }]],
  });
});

test('its name reaches the resource', () => {
  const template = synth((stack) => {
    const auth = authIn(stack);
    auth.addIdentityPool('Aws', { clients: [auth.addClient('Spa', spa())], identityPoolName: 'people' });
  });
  expect(propertiesOf(template, 'AWS::Cognito::IdentityPool').IdentityPoolName).toBe('people');
});

test.each([{}, { clients: [] }, { clients: [], providers: [], guestsAllowed: true }])(
  'refuses an identity pool with neither clients nor providers: %j',
  (options) => {
    expect(() => newAuth().addIdentityPool('Aws', options)).toThrow(
      'Stack/Auth/Aws: there are neither clients nor providers, so nobody could sign in. Pass as clients what addClient() returned, or an IdentityPoolProvider.',
    );
  },
);

test('an imported client gets a provider and a mapping like any other', () => {
  const template = synth((stack) => {
    const imported = cognito.UserPoolClient.fromUserPoolClientId(stack, 'Imported', 'abc123');
    authIn(stack).addIdentityPool('Aws', { clients: [imported] });
  });
  const pool = { 'Fn::GetAtt': ['AuthUserPool8115E87F', 'ProviderName'] };
  expect(propertiesOf(template, 'AWS::Cognito::IdentityPool').CognitoIdentityProviders).toEqual([
    { ClientId: 'abc123', ProviderName: pool, ServerSideTokenCheck: true },
  ]);
  const { RoleMappings } = propertiesOf(template, 'AWS::Cognito::IdentityPoolRoleAttachment');
  expect(Object.values<any>(RoleMappings)).toEqual([
    {
      Type: 'Token',
      AmbiguousRoleResolution: 'AuthenticatedRole',
      IdentityProvider: { 'Fn::Join': ['', [pool, ':abc123']] },
    },
  ]);
});

test('a grant reaches the authenticated role and the roles of groups, also of those that are added later', () => {
  const template = synth((stack) => {
    const auth = authIn(stack);
    const signedIn = identityPoolOf(auth);
    auth.addGroup('Editors', { precedence: 2, identityPool: signedIn });
    bucketIn(stack).grantRead(signedIn);
    auth.addGroup('Admins', { precedence: 1, identityPool: signedIn });
  });
  const { Roles } = propertiesOf(template, MANAGED);
  expect(Roles.map(({ Ref }: { Ref: string }) => Ref)).toEqual([
    expect.stringMatching(/^AuthAdminsRole/),
    expect.stringMatching(/^AuthAwsAuthenticatedRole/),
    expect.stringMatching(/^AuthEditorsRole/),
  ]);
});

test('all grants share one policy, so no statement is copied', () => {
  const template = synth((stack) => {
    const signedIn = identityPoolOf(authIn(stack));
    bucketIn(stack).grantRead(signedIn);
    bucketIn(new Stack(stack, 'Nested')).grantRead(signedIn);
  });
  expect(propertiesOf(template, MANAGED).PolicyDocument.Statement).toHaveLength(2);
});

test('a grant by statement tells what it depends on', () => {
  const { grantPrincipal } = identityPoolOf(newAuth());
  const statement = new iam.PolicyStatement({ actions: ['iot:Connect'], resources: ['arn:aws:iot:::client/x'] });
  const { statementAdded, policyDependable } = grantPrincipal.addToPrincipalPolicy(statement);
  expect([statementAdded, policyDependable !== undefined]).toEqual([true, true]);
  expect(
    (grantPrincipal as iam.IPrincipal & { addToPolicy: (s: iam.PolicyStatement) => boolean }).addToPolicy(statement),
  ).toBe(true);
});

test('in the policy of a resource, every signed-in user is named by role', () => {
  const template = synth((stack) => {
    const signedIn = identityPoolOf(authIn(stack));
    const bucket = new s3.Bucket(stack, 'Files');
    const principals = [signedIn.grantPrincipal];
    bucket.addToResourcePolicy(new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: ['*'], principals }));
  });
  const [statement] = propertiesOf(template, 'AWS::S3::BucketPolicy').PolicyDocument.Statement;
  expect(statement.Principal).toEqual({
    AWS: [{ 'Fn::GetAtt': [expect.stringMatching(/^AuthAwsAuthenticatedRole/), 'Arn'] }],
  });
});
