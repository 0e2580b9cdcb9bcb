import { randomBytes, randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { Iam } from './iam';
import { Ask, Claims, demand, guarded, notImitated, Operation, refuse, ResourceType, Service, World } from './kernel';

export function kms(world: World, iam: Iam): Service {
  /** ARNs of keys by id. */
  const keys = new Map<string, string>();
  /** What each ciphertext stands for. */
  const sealed = new Map<string, { KeyId: string; context: object; Plaintext: string }>();

  /** By id or ARN. */
  const find = (name: string): string => {
    if (name.includes('alias/')) notImitated('aliases of keys');
    return keys.get(name.replace(/^.*\//, '')) ?? refuse('NotFoundException', `Key '${name}' does not exist`);
  };
  // @aws https://docs.aws.amazon.com/kms/latest/APIReference/API_Decrypt.html — a ciphertext names its key, and needs the encryption context that it was made with
  const keyOf = ({ KeyId, CiphertextBlob }: any): string => {
    const arn = CiphertextBlob ? sealed.get(CiphertextBlob)?.KeyId : find(KeyId);
    demand(arn, 'InvalidCiphertextException', '');
    demand(!KeyId || find(KeyId) === arn, 'IncorrectKeyException', 'The key ID does not identify the key used.');
    return arn;
  };
  // @aws https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html — kms:EncryptionContext:…, EncryptionContextKeys, CallerAccount
  const asks = (input: any) => {
    const pairs = Object.entries(input.EncryptionContext ?? {});
    const context: Claims = {
      ...Object.fromEntries(pairs.map(([name, value]) => [`kms:EncryptionContext:${name}`, value])),
      ...(pairs.length > 0 && { 'kms:EncryptionContextKeys': pairs.map(([name]) => name) }),
      'kms:CallerAccount': world.account,
    };
    return [{ resource: keyOf(input), context }];
  };

  const seal = (input: any, Plaintext: string) => {
    const [KeyId, CiphertextBlob] = [keyOf(input), randomBytes(64).toString('base64')];
    sealed.set(CiphertextBlob, { KeyId, context: input.EncryptionContext ?? {}, Plaintext });
    return { KeyId, CiphertextBlob };
  };
  const direct = guarded('kms', asks, {
    Encrypt: (input) => seal(input, input.Plaintext),
    GenerateDataKey: (input) => {
      const Plaintext = randomBytes(input.NumberOfBytes ?? (input.KeySpec === 'AES_128' ? 16 : 32)).toString('base64');
      return { ...seal(input, Plaintext), Plaintext };
    },
    Decrypt: ({ CiphertextBlob, EncryptionContext = {} }) => {
      const { context, ...found } = sealed.get(CiphertextBlob)!;
      demand(isDeepStrictEqual(context, EncryptionContext), 'InvalidCiphertextException', '');
      return found;
    },
  });
  // @aws https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-sender-triggers.html — Cognito encrypts by a grant that it may make for itself
  // @assumed a service that may make a grant of a key has made one for itself
  const throughGrant = (run: Operation): Operation => async (input, call) => {
    const [about]: (Ask | undefined)[] = call.caller.kind === 'service' ? asks(input) : [];
    const asked = about && world.authorize(call.caller, 'kms:CreateGrant', about.resource, about.context);
    const hasGrant = await asked?.then(() => true, () => false);
    return run(input, hasGrant ? { ...call, caller: { ...call.caller, kind: 'admin' } } : call);
  }; // prettier-ignore
  const operations = Object.fromEntries(Object.entries(direct).map(([name, run]) => [name, throughGrant(run)]));

  // @aws https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html — without a policy of its own, the IAM policies of the account decide
  const owner = { AWS: `arn:aws:iam::${world.account}:root` };
  const ownersKey = { Statement: [{ Effect: 'Allow', Principal: owner, Action: 'kms:*', Resource: '*' }] };
  // @assumed a deleted key is gone at once
  const key: ResourceType = {
    create({ KeySpec = 'SYMMETRIC_DEFAULT', KeyPolicy = ownersKey }) {
      if (KeySpec !== 'SYMMETRIC_DEFAULT') notImitated(`the KeySpec ${KeySpec}`);
      const id = randomUUID();
      const arn = `arn:aws:kms:${world.region}:${world.account}:key/${id}`;
      keys.set(id, arn);
      iam.setPolicy(id, [arn], KeyPolicy);
      return { ref: id, attributes: { Arn: arn, KeyId: id } };
    },
    update: (id, { KeyPolicy = ownersKey }) => iam.setPolicy(id, [find(id)], KeyPolicy),
    delete: (id) => keys.delete(id),
  };
  return { operations, resources: { 'AWS::KMS::Key': key } };
}
