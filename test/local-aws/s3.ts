import { createHash } from 'node:crypto';
import { Iam } from './iam';
import { AwsError, Call, Operation, Service, World } from './kernel';

interface Bucket {
  readonly name: string;
  readonly arn: string;
  readonly encryption: any;
  readonly objects: Map<string, { readonly input: any; readonly modified: Date }>;
}

const etag = (body: Buffer) => `"${createHash('md5').update(body).digest('hex')}"`;

export function s3(world: World, iam: Iam): Service & { addBucket(name: string, props?: any): Bucket } {
  const buckets = new Map<string, Bucket>();
  const addBucket = (name: string, props: any = {}) => {
    if (buckets.has(name)) throw new AwsError('BucketAlreadyOwnedByYou', `${name} already exists`, 409);
    const encryption = props.BucketEncryption?.ServerSideEncryptionConfiguration?.[0] ?? {};
    const bucket: Bucket = { name, arn: `arn:aws:s3:::${name}`, encryption, objects: new Map() };
    buckets.set(name, bucket);
    return bucket;
  };
  const find = (name: string): Bucket => {
    const bucket = buckets.get(name);
    if (!bucket) throw new AwsError('NoSuchBucket', 'The specified bucket does not exist', 404);
    return bucket;
  };

  /** Asks IAM about the object, or about the bucket when there is no key. */
  const ask = async ({ caller }: Call, action: string, { Bucket, Key }: any, context?: Record<string, string>) => {
    const { arn } = find(Bucket);
    await world.authorize(caller, `s3:${action}`, Key === undefined ? arn : `${arn}/${Key}`, context);
  };
  // @aws https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html — a bucket with a key also asks kms:GenerateDataKey or kms:Decrypt, with the object (or with a bucket key the bucket) as encryption context
  const askKey = async ({ caller }: Call, action: string, { Bucket, Key }: any) => {
    const { arn, encryption } = find(Bucket);
    const keyArn = encryption.ServerSideEncryptionByDefault?.KMSMasterKeyID;
    const context = {
      'kms:EncryptionContext:aws:s3:arn': encryption.BucketKeyEnabled ? arn : `${arn}/${Key}`,
      'kms:ViaService': `s3.${world.region}.amazonaws.com`,
      'kms:CallerAccount': world.account,
    };
    if (keyArn) await world.authorize(caller, `kms:${action}`, keyArn, context);
  };

  const GetObject: Operation = async (input, call) => {
    await ask(call, 'GetObject', input);
    const object = find(input.Bucket).objects.get(input.Key);
    // @aws https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html — without s3:ListBucket a missing object is access denied, not 404
    if (!object) await ask(call, 'ListBucket', { Bucket: input.Bucket });
    if (!object) throw new AwsError('NoSuchKey', 'The specified key does not exist.', 404);
    await askKey(call, 'Decrypt', input);
    const { Body, ContentType, Metadata } = object.input;
    const facts = { ContentLength: Body.length, ETag: etag(Body), LastModified: object.modified };
    return { Body, ContentType, Metadata, ...facts };
  };
  const DeleteObject: Operation = async (input, call) => {
    await ask(call, 'DeleteObject', input);
    find(input.Bucket).objects.delete(input.Key);
  };

  // @missing versions, multipart upload, range and conditional requests, pages, ACLs, lifecycle, the bucket's CORS rules, public access
  const operations: Service['operations'] = {
    GetObject,
    DeleteObject,
    HeadObject: async (input, call) => ({ ...(await GetObject(input, call)), Body: undefined }),
    PutObject: async (input, call) => {
      await ask(call, 'PutObject', input);
      await askKey(call, 'GenerateDataKey', input);
      find(input.Bucket).objects.set(input.Key, { input, modified: world.now() });
      return { ETag: etag(input.Body) };
    },
    DeleteObjects: async ({ Bucket, Delete }, call) => {
      for (const { Key } of Delete.Objects) await DeleteObject({ Bucket, Key }, call);
      return { Deleted: Delete.Objects };
    },
    ListObjectsV2: async ({ Bucket, Prefix, Delimiter, MaxKeys }, call) => {
      const conditions = Object.entries({ 's3:prefix': Prefix, 's3:delimiter': Delimiter, 's3:max-keys': MaxKeys });
      const given = conditions.filter(([, value]) => value !== undefined).map(([key, value]) => [key, `${value}`]);
      await ask(call, 'ListBucket', { Bucket }, Object.fromEntries(given));
      const start = (Prefix ?? '').length;
      const endOf = (key: string) => (Delimiter ? key.indexOf(Delimiter, start) : -1);
      const keys = [...find(Bucket).objects.keys()].sort().filter((key) => key.startsWith(Prefix ?? ''));
      const groups = new Set(
        keys.filter((key) => endOf(key) >= 0).map((key) => key.slice(0, endOf(key) + Delimiter.length)),
      );
      const Contents = keys.filter((key) => endOf(key) < 0);
      const describe = (Key: string) => {
        const { input, modified } = find(Bucket).objects.get(Key)!;
        return { Key, LastModified: modified, ETag: etag(input.Body), Size: input.Body.length };
      };
      const CommonPrefixes = [...groups].map((group) => ({ Prefix: group }));
      const answer = { Name: Bucket, Prefix, Delimiter, MaxKeys: 1000, IsTruncated: false };
      return { ...answer, KeyCount: Contents.length + groups.size, CommonPrefixes, Contents: Contents.map(describe) };
    },
    GetBucketLocation: (input, call) => ask(call, 'GetBucketLocation', input),
    GetBucketEncryption: async (input, call) => {
      await ask(call, 'GetEncryptionConfiguration', input);
      const { ServerSideEncryptionByDefault: rule, BucketKeyEnabled } = find(input.Bucket).encryption;
      const Rules = [{ ApplyServerSideEncryptionByDefault: rule ?? { SSEAlgorithm: 'AES256' }, BucketKeyEnabled }];
      return { ServerSideEncryptionConfiguration: { Rules } };
    },
  };

  const resources: Service['resources'] = {
    'AWS::S3::Bucket': {
      properties: [
        ...['BucketName', 'BucketEncryption', 'PublicAccessBlockConfiguration', 'VersioningConfiguration', 'Tags'],
        ...['CorsConfiguration', 'OwnershipControls', 'LifecycleConfiguration'],
      ],
      create: (props, { generatedName }) => {
        const { name, arn } = addBucket(props.BucketName ?? generatedName.toLowerCase(), props);
        const RegionalDomainName = `${name}.s3.${world.region}.amazonaws.com`;
        return { ref: name, attributes: { Arn: arn, DomainName: `${name}.s3.amazonaws.com`, RegionalDomainName } };
      },
      delete: (name) => {
        // @aws https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucket.html — a bucket must be empty before it is deleted
        const isFull = find(name).objects.size > 0;
        if (isFull) throw new AwsError('BucketNotEmpty', 'The bucket you tried to delete is not empty', 409);
        buckets.delete(name);
      },
    },
    'AWS::S3::BucketPolicy': {
      properties: ['Bucket', 'PolicyDocument'],
      create: ({ Bucket, PolicyDocument }) => {
        iam.resourcePolicies.set(find(Bucket).arn, PolicyDocument);
        return { ref: Bucket };
      },
      delete: (name) => void iam.resourcePolicies.delete(find(name).arn),
    },
  };
  return { operations, resources, addBucket };
}
