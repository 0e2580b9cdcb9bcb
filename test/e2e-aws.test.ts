import { randomBytes } from 'node:crypto';
import {
  buildClient,
  CommitmentPolicy,
  RawAesKeyringNode,
  RawAesWrappingSuiteIdentifier,
} from '@aws-crypto/client-node';
import { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { e2eApp } from './e2e/aws/app';
import { captureParameter } from './e2e/aws/capture-parameter';
import { decryptCode } from './e2e/aws/capture.lambda';

// what can be proven of `npm run e2e:aws` without an account: what it would deploy, and that it can read a code
describe('the examples as npm run e2e:aws deploys them', () => {
  const context = { domainPrefix: 'notes-e2e', googleSecretName: 'google', 'aws:cdk:bundling-stacks': [] };
  const templates = e2eApp(new App({ context })).map((stack) => Template.fromStack(stack));

  test.each([
    ['hello', 0],
    ['notes-app', 1],
    ['photo-upload', 2],
    ['multi-tenant', 3],
    ['consumer-app', 4],
    ['machine-api', 5],
  ])('%s hands its codes to the capture function, and can be destroyed', (_name, index) => {
    const template = templates[index];
    template.hasResource('AWS::Cognito::UserPool', {
      DeletionPolicy: 'Delete',
      Properties: {
        DeletionProtection: 'INACTIVE',
        LambdaConfig: Match.objectLike({ CustomEmailSender: Match.anyValue(), KMSKeyID: Match.anyValue() }),
      },
    });
    template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Action: 'ssm:PutParameter' })]) },
    });
  });
});

test('the capture function reads a code that was encrypted as Cognito encrypts it', async () => {
  const keyring = new RawAesKeyringNode({
    keyName: 'key',
    keyNamespace: 'test',
    unencryptedMasterKey: randomBytes(32),
    wrappingSuite: RawAesWrappingSuiteIdentifier.AES256_GCM_IV12_TAG16_NO_PADDING,
  });
  const { encrypt } = buildClient(CommitmentPolicy.FORBID_ENCRYPT_ALLOW_DECRYPT);
  const { result } = await encrypt(keyring, '123456', { encryptionContext: { 'userpool-id': 'us-east-1_Example' } });
  expect(await decryptCode(result.toString('base64'), keyring)).toBe('123456');
});

test('a captured code is kept under a name that does not tell the address', () => {
  expect(captureParameter('ann@example.com')).toMatch(/^\/cdk-cognito-auth-e2e\/[0-9a-f]{64}$/);
  expect(captureParameter('ann@example.com')).not.toBe(captureParameter('bob@example.com'));
});
