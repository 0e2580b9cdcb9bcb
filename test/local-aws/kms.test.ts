import { buildClient, CommitmentPolicy, KmsKeyringNode } from '@aws-crypto/client-node';
import * as sdk from '@aws-sdk/client-kms';
import { LocalAws } from './index';
import { clientFor, deploy, startBed } from '../support/local-aws';

let bed: LocalAws;
let outputs: Record<string, string>;
const ACCOUNT = '123456789012';
const POOL = `arn:aws:cognito-idp:us-east-1:${ACCOUNT}:userpool/us-east-1_a`;
const get = (target: string) => ({ 'Fn::GetAtt': [target, 'Arn'] });
const document = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
const root = {
  Effect: 'Allow',
  Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
  Action: 'kms:*',
  Resource: '*',
};
const key = (KeyPolicy: object | undefined, more: object = {}) => ({
  Type: 'AWS::KMS::Key',
  Properties: { KeyPolicy, ...more },
});
const role = (...statements: object[]) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: document({
      Effect: 'Allow',
      Principal: { Federated: 'cognito-identity.amazonaws.com' },
      Action: 'sts:AssumeRoleWithWebIdentity',
    }),
    Policies: [{ PolicyName: 'use', PolicyDocument: document(...statements) }],
  },
});
const may = (Action: string, Resource: unknown, Condition?: object) => ({
  Effect: 'Allow',
  Action,
  Resource,
  Condition,
});

beforeAll(async () => {
  bed = await startBed();
  const cognito = {
    Effect: 'Allow',
    Principal: { Service: 'cognito-idp.amazonaws.com' },
    Action: ['kms:GenerateDataKey', 'kms:Encrypt'],
    Resource: '*',
    Condition: { StringEquals: { 'aws:SourceAccount': ACCOUNT }, ArnLike: { 'aws:SourceArn': POOL } },
  };
  const ofTenant = { StringEquals: { 'kms:EncryptionContext:tenant': 'acme' } };
  const Resources = {
    Codes: key(document(root, cognito)),
    Closed: key(document(cognito)),
    Open: key(undefined),
    Sender: role(may('kms:Decrypt', get('Codes')), may('kms:Decrypt', get('Closed'))),
    Tenant: role(may('kms:*', get('Open'), ofTenant)),
  };
  const Outputs = Object.fromEntries(Object.keys(Resources).map((name) => [name, { Value: get(name) }]));
  const deployed = await deploy(bed, 'Keys', { Resources, Outputs });
  expect(deployed.reasons).toEqual([]);
  outputs = deployed.outputs;
});
afterAll(() => bed.close());

const client = ({ AccessKeyId, SecretAccessKey, SessionToken }: Record<string, any>) =>
  new sdk.KMS({
    ...clientFor(bed),
    maxAttempts: 1,
    credentials: { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken },
  });
const as = async (name: string) =>
  client(await bed.assumeWithWebIdentity(outputs[name], { aud: 'pool', sub: 'x' }, 'session', {}));
const cognito = (sourceArn = POOL) =>
  client(bed.sessionOf({ service: 'cognito-idp.amazonaws.com', sourceArn, sourceAccount: ACCOUNT }));
const keyring = (kms: sdk.KMS) =>
  new KmsKeyringNode({ generatorKeyId: outputs.Codes, clientProvider: (() => kms) as any });
const { encrypt, decrypt } = buildClient(CommitmentPolicy.REQUIRE_ENCRYPT_ALLOW_DECRYPT);
const denied = { name: 'AccessDeniedException', $metadata: expect.objectContaining({ httpStatusCode: 403 }) };

test('the AWS Encryption SDK encrypts as Cognito and decrypts as the role of a function', async () => {
  const { result } = await encrypt(keyring(cognito()), '123456', { encryptionContext: { 'userpool-id': 'a' } });
  const { plaintext } = await decrypt(keyring(await as('Sender')), result);
  expect(`${plaintext}`).toBe('123456');
  expect(bed.recorded.kms.map(({ operation, caller }) => [operation, caller])).toEqual([
    ['GenerateDataKey', 'cognito-idp.amazonaws.com'],
    ['Decrypt', expect.stringMatching(/^arn:aws:sts::123456789012:assumed-role\/.*\/session$/)],
  ]);
  await expect(decrypt(keyring(await as('Tenant')), result)).rejects.toThrow('not authorized to perform: kms:Decrypt');
});

test('a key policy decides about the service and the resource in whose name it calls', async () => {
  const input = { KeyId: outputs.Codes, KeySpec: 'AES_256' as const };
  expect((await cognito().generateDataKey(input)).Plaintext).toHaveLength(32);
  await expect(cognito(`${POOL}b`).generateDataKey(input)).rejects.toMatchObject(denied);
  await expect(cognito().generateDataKey({ ...input, KeyId: outputs.Open })).rejects.toMatchObject(denied);
});

test('a role needs its own policy and a key policy that leaves room for it', async () => {
  const sealed = async (name: string) => (await cognito().encrypt({ KeyId: outputs[name], Plaintext: Buffer.from('x') })).CiphertextBlob; // prettier-ignore
  const sender = await as('Sender');
  expect(await sender.decrypt({ CiphertextBlob: await sealed('Codes') })).toMatchObject({ KeyId: outputs.Codes });
  await expect(sender.decrypt({ CiphertextBlob: await sealed('Closed') })).rejects.toMatchObject(denied);
});

test('the encryption context decides, and must be the same again', async () => {
  const tenant = await as('Tenant');
  const input = { KeyId: outputs.Open, Plaintext: Buffer.from('x') };
  const { CiphertextBlob } = await tenant.encrypt({ ...input, EncryptionContext: { tenant: 'acme', b: '1' } });
  const open = (EncryptionContext?: Record<string, string>) => tenant.decrypt({ CiphertextBlob, EncryptionContext });
  expect((await open({ b: '1', tenant: 'acme' })).Plaintext).toEqual(new Uint8Array(Buffer.from('x')));
  await expect(open({ tenant: 'acme' })).rejects.toMatchObject({ name: 'InvalidCiphertextException' });
  await expect(open({ tenant: 'other' })).rejects.toMatchObject(denied);
  await expect(tenant.encrypt(input)).rejects.toMatchObject(denied);
});

test('keys have ids and ARNs; an unknown one is said by name', async () => {
  const admin = new sdk.KMS({ ...clientFor(bed), maxAttempts: 1 });
  const arnOf = async (KeyId: string) => (await admin.encrypt({ KeyId, Plaintext: Buffer.from('x') })).KeyId;
  for (const name of [outputs.Codes, outputs.Codes.split('/')[1]]) {
    expect(await arnOf(name)).toBe(outputs.Codes);
  }
  await expect(arnOf('none')).rejects.toMatchObject({ name: 'NotFoundException' });
  await expect(arnOf('alias/codes')).rejects.toThrow('aliases of keys');
  const plaintext = { KeyId: outputs.Open, Plaintext: Buffer.from('x') };
  const { CiphertextBlob } = await admin.encrypt(plaintext);
  const wrongKey = admin.decrypt({ CiphertextBlob, KeyId: outputs.Codes });
  await expect(wrongKey).rejects.toMatchObject({ name: 'IncorrectKeyException' });
  const garbled = admin.decrypt({ CiphertextBlob: Buffer.from('garbled') });
  await expect(garbled).rejects.toMatchObject({ name: 'InvalidCiphertextException' });
});

test('refuses a kind of key that the bed does not imitate', async () => {
  const Resources = { Key: key(undefined, { KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' }) };
  const { reasons } = await deploy(bed, 'Hmac', { Resources });
  expect(reasons).toEqual([expect.stringContaining('the KeySpec HMAC_256')]);
});
