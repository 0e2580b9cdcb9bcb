import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as kms from 'aws-cdk-lib/aws-kms';
import { AppClient, AuthDomain, CognitoAuth, PreSignUp } from 'cdk-cognito-auth';
import { alb, machine, orders, web } from './kinds';
import { authIn, CALLBACK, functionIn, newAuth, spa } from '../support/auth';
import { allOf, findingsOf, only, propertiesOf, synth } from '../support/template';
import { row20 } from '../threats/client-checks';

const SECRET = 'AWS::SecretsManager::Secret';

test.each([
  ['web', web()],
  ['machine', machine()],
  ['alb', alb()],
])('the credentials of %s lie in Secrets Manager, and the template only says where they come from', (_, client) => {
  const template = synth((stack) => {
    const auth = authIn(stack);
    orders(auth);
    auth.clientSecret(auth.addClient('Client', client));
  });
  const Client = expect.stringMatching(/^AuthClient[0-9A-F]{8}$/);
  expect(propertiesOf(template, SECRET)).toEqual({
    Description: 'Id and secret of the app client Stack/Auth/Client',
    SecretString: {
      'Fn::Join': [
        '',
        ['{"clientId":"', { Ref: Client }, '","clientSecret":"', { 'Fn::GetAtt': [Client, 'ClientSecret'] }, '"}'],
      ],
    },
  });
  expect(row20(template)).toEqual([]);
});

test('the copy goes with its client: nothing could be opened with it any more', () => {
  const template = synth((stack) => {
    const auth = authIn(stack);
    auth.clientSecret(auth.addClient('Client', web()));
  });
  expect(only(template, SECRET)).toMatchObject({ DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' });
});

test('there is one secret, however often somebody asks, and none while nobody does', () => {
  const count = (asked: number) =>
    allOf(
      synth((stack) => {
        const auth = authIn(stack);
        const client = auth.addClient('Client', web());
        for (let time = 0; time < asked; time += 1) auth.clientSecret(client);
      }),
      SECRET,
    ).length;
  expect([0, 1, 2].map(count)).toEqual([0, 1, 1]);
});

test('a back end gets it by a grant, with the key that encrypts it', () => {
  const template = synth((stack) => {
    const auth = authIn(stack);
    const secretEncryptionKey = new kms.Key(stack, 'Key');
    const client = auth.addClient('Client', AppClient.web({ callbackUrls: [CALLBACK], secretEncryptionKey }));
    auth.clientSecret(client).grantRead(functionIn(stack));
  });
  expect(propertiesOf(template, SECRET).KmsKeyId).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^Key/), 'Arn'] });
  expect(JSON.stringify(propertiesOf(template, 'AWS::IAM::Policy'))).toContain('secretsmanager:GetSecretValue');
  expect(JSON.stringify(propertiesOf(template, 'AWS::KMS::Key'))).toContain('kms:Decrypt');
});

test('no custom resource reads it', () => {
  const template = synth((stack) => {
    const auth = authIn(stack);
    auth.clientSecret(auth.addClient('Client', web()));
  });
  expect(Object.values(template.Resources).filter(({ Type }) => /^Custom|::Lambda::/.test(Type))).toEqual([]);
});

test('refuses a public client', () => {
  const auth = newAuth();
  const client = auth.addClient('Spa', spa());
  expect(() => auth.clientSecret(client)).toThrow(
    'Stack/Auth/Spa: the client is a public one, which has no secret. Clients of AppClient.web, AppClient.machine and AppClient.alb have one.',
  );
});

test('refuses a client that is not its own', () => {
  const stack = new Stack(new App(), 'Stack');
  const imported = cognito.UserPoolClient.fromUserPoolClientId(stack, 'Imported', 'abc');
  expect(() => authIn(stack).clientSecret(imported)).toThrow(
    'Stack/Auth: clientSecret() is asked for Stack/Imported, which is no client of this user pool. Pass what addClient() returned.',
  );
});

test('cdk-nag is told why Secrets Manager does not rotate it', () => {
  const auth = newAuth();
  const secret = auth.clientSecret(auth.addClient('Client', web()));
  expect(secret.node.metadata).toContainEqual(
    expect.objectContaining({
      type: 'aws:cdk:acknowledged-rules',
      data: { 'AwsSolutions::AwsSolutions-SMG4': expect.stringContaining('would lock the client out') },
    }),
  );
});

test('a trigger of the pool cannot read it: neither could be made before the other', () => {
  const findings = findingsOf((stack) => {
    const auth = authIn(stack, { selfSignUpEnabled: true });
    const secret = auth.clientSecret(auth.addClient('Client', web()));
    secret.grantRead(auth.addTrigger(PreSignUp.allowEmailDomains({ domains: ['example.com'] })));
  });
  expect(findings).toEqual([
    expect.stringContaining('the function of PreSignUp leads back to the user pool (Stack/Auth/PreSignUp/Function -> '),
  ]);
});

test('whoever takes the secret as a text is warned of where it goes', () => {
  const warningsWhere = (take: (auth: CognitoAuth, client: cognito.UserPoolClient) => unknown) => {
    const stack = new Stack(new App(), 'Stack');
    const auth = authIn(stack);
    const client = auth.addClient('Web', web());
    auth.addDomain('Domain', AuthDomain.prefix('notes-example'));
    take(auth, client);
    return Annotations.fromStack(stack)
      .findWarning('/Stack/Auth/Web', Match.anyValue())
      .map(({ entry }) => String(entry.data));
  };
  expect(warningsWhere((_, client) => client.userPoolClientSecret)).toEqual([
    'userPoolClientSecret has a custom resource read the secret, which then stands in plain text wherever it is passed, such as the environment of a function. Use auth.clientSecret(client).grantRead(fn), or acknowledge the warning. [ack: cdk-cognito-auth:clientSecretInText]',
  ]);
  expect(warningsWhere((auth, client) => auth.clientSecret(client))).toEqual([]);
});
