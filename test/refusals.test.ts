import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { AppClient, CognitoAuth } from 'cdk-cognito-auth';
import { authIn, CALLBACK, google, identityPoolOf, newAuth, spa } from './support/auth';
import { propertiesOf, synth } from './support/template';

const spaThatWrites = (writeAttributes: cognito.ClientAttributes) =>
  AppClient.spa({ callbackUrls: [CALLBACK], writeAttributes });

// what CloudFormation or Cognito would refuse minutes later, or accept and misread
describe('refuses', () => {
  test('a second provider of the same name', () => {
    const auth = newAuth();
    auth.addIdentityProvider('Google', google());
    expect(() => auth.addIdentityProvider('GoogleAgain', google())).toThrow(
      "Stack/Auth/GoogleAgain: the user pool has the provider 'Google' already (Stack/Auth/Google). Add each provider once.",
    );
  });

  test('a second group of the same name', () => {
    const auth = newAuth();
    auth.addGroup('Readers');
    expect(() => auth.addGroup('Others', { groupName: 'Readers' })).toThrow(
      "Stack/Auth/Others: the user pool has a group 'Readers' already (Stack/Auth/Readers). Choose another name.",
    );
  });

  test('an identity pool for clients of another user pool', () => {
    const stack = new Stack();
    const [ours, theirs] = [new CognitoAuth(stack, 'Ours'), new CognitoAuth(stack, 'Theirs')];
    const client = theirs.addClient('Spa', spa());
    expect(() => ours.addIdentityPool('Aws', { clients: [client] })).toThrow(
      'Ours/Aws: clients has Default/Theirs/Spa, a client of another user pool. Pass what addClient() of this one returned.',
    );
  });

  test('no client that was imported, or made on the L2', () => {
    const auth = newAuth();
    const imported = cognito.UserPoolClient.fromUserPoolClientId(auth, 'Imported', 'abc');
    const own = auth.userPool.addClient('Own');
    expect(() => auth.addIdentityPool('Aws', { clients: [imported, own] })).not.toThrow();
  });

  test('a group with the identity pool of another user pool', () => {
    const stack = new Stack();
    const [ours, theirs] = [new CognitoAuth(stack, 'Ours'), new CognitoAuth(stack, 'Theirs')];
    const identityPool = identityPoolOf(theirs);
    expect(() => ours.addGroup('Editors', { precedence: 1, identityPool })).toThrow(
      /Ours\/Editors: identityPool is .*Theirs\/\w+, which knows the users of another user pool\./,
    );
  });

  test('a snapshot of a user pool', () => {
    expect(() => newAuth({ removalPolicy: RemovalPolicy.SNAPSHOT })).toThrow(
      'Stack/Auth: removalPolicy is SNAPSHOT, and a user pool has no snapshots. Choose RETAIN or DESTROY.',
    );
  });

  test('an empty list of writable attributes', () => {
    expect(() => newAuth().addClient('Spa', spaThatWrites(new cognito.ClientAttributes()))).toThrow(
      'Stack/Auth/Spa: writeAttributes is empty, which Cognito reads as every standard attribute. Name at least one, or leave the option out.',
    );
  });

  test('a client that writes what only Cognito writes', () => {
    const attributes = new cognito.ClientAttributes().withStandardAttributes({ emailVerified: true });
    expect(() => newAuth().addClient('Spa', spaThatWrites(attributes))).toThrow(
      "Stack/Auth/Spa: writeAttributes opens 'email_verified', which only Cognito writes. Leave it out.",
    );
  });
});

describe('the attributes that a client writes by default', () => {
  const writable = (props: ConstructorParameters<typeof CognitoAuth>[2]): string[] => {
    const template = synth((stack) => {
      authIn(stack, props).addClient('Spa', spa());
    });
    return propertiesOf(template, 'AWS::Cognito::UserPoolClient').WriteAttributes;
  };

  test('include what sign-up requires', () => {
    expect(writable({})).not.toContain('phone_number');
    expect(writable({ standardAttributes: { phoneNumber: { required: true } } })).toContain('phone_number');
    expect(writable({ standardAttributes: { phoneNumber: { required: false } } })).not.toContain('phone_number');
  });

  test('leave out what decides what a user may do', () => {
    expect(writable({})).toContain('profile');
    expect(writable({ authorizationAttributes: ['profile'] })).not.toContain('profile');
  });
});
