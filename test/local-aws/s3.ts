import { Iam } from './iam';
import { Call, demand, notImitated, Service, World } from './kernel';

type Bucket = ReturnType<typeof newBucket>;
const newBucket = (name: string) => {
  return { name, arn: `arn:aws:s3:::${name}`, objects: new Map<string, { input: any; modified: Date }>() };
};

export function s3(world: World, iam: Iam): Service & { addBucket(name: string): Bucket } {
  const buckets = new Map<string, Bucket>();
  const find = (name: string): Bucket => {
    const bucket = buckets.get(name);
    demand(bucket, 'NoSuchBucket', 'The specified bucket does not exist', 404);
    return bucket;
  };
  const addBucket = (name: string) => {
    demand(!buckets.has(name), 'BucketAlreadyOwnedByYou', `${name} already exists`, 409);
    buckets.set(name, newBucket(name));
    return find(name);
  };

  /** Asks IAM about the object, or about the bucket when there is no key. */
  const ask = async ({ caller }: Call, action: string, { Bucket, Key }: any, context?: Record<string, string>) => {
    const { arn } = find(Bucket);
    await world.authorize(caller, `s3:${action}`, Key === undefined ? arn : `${arn}/${Key}`, context);
  };
  // @missing encryption with KMS keys, metadata, ETags, versions, multipart upload, range and conditional requests, pages, delimiters, max-keys as a condition, deletion of many objects at once, ACLs, lifecycle, the bucket's CORS rules, public access
  const operations: Service['operations'] = {
    GetObject: async (input, call) => {
      await ask(call, 'GetObject', input);
      const object = find(input.Bucket).objects.get(input.Key);
      // @aws https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html — without s3:ListBucket a missing object is access denied, not 404
      if (!object) await ask(call, 'ListBucket', { Bucket: input.Bucket });
      demand(object, 'NoSuchKey', 'The specified key does not exist.', 404);
      const { Body, ContentType } = object.input;
      return { Body, ContentType, ContentLength: Body.length, LastModified: object.modified };
    },
    PutObject: async (input, call) => {
      await ask(call, 'PutObject', input);
      find(input.Bucket).objects.set(input.Key, { input, modified: world.now() });
    },
    DeleteObject: async (input, call) => {
      await ask(call, 'DeleteObject', input);
      find(input.Bucket).objects.delete(input.Key);
    },
    ListObjectsV2: async ({ Bucket, Prefix, Delimiter, MaxKeys = 1000 }, call) => {
      await ask(call, 'ListBucket', { Bucket }, Prefix === undefined ? {} : { 's3:prefix': Prefix });
      if (Delimiter) notImitated('Delimiter of ListObjectsV2');
      const objects = [...find(Bucket).objects].filter(([key]) => key.startsWith(Prefix ?? '')).sort();
      const Contents = objects.slice(0, MaxKeys).map(([Key, { input, modified }]) => {
        return { Key, LastModified: modified, Size: input.Body.length };
      });
      const IsTruncated = objects.length > MaxKeys;
      return { Name: Bucket, Prefix, MaxKeys, IsTruncated, KeyCount: Contents.length, Contents };
    },
    GetBucketLocation: (input, call) => ask(call, 'GetBucketLocation', input),
    GetBucketEncryption: async (input, call) => {
      await ask(call, 'GetEncryptionConfiguration', input);
      const Rules = [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }];
      return { ServerSideEncryptionConfiguration: { Rules } };
    },
  };

  const resources: Service['resources'] = {
    'AWS::S3::Bucket': {
      properties: `BucketName BucketEncryption PublicAccessBlockConfiguration VersioningConfiguration Tags
        CorsConfiguration OwnershipControls LifecycleConfiguration`,
      create: (props, { generatedName }) => {
        if (JSON.stringify(props).includes('aws:kms')) notImitated('BucketEncryption with aws:kms');
        const { name, arn } = addBucket(props.BucketName ?? generatedName.toLowerCase());
        const RegionalDomainName = `${name}.s3.${world.region}.amazonaws.com`;
        return { ref: name, attributes: { Arn: arn, DomainName: `${name}.s3.amazonaws.com`, RegionalDomainName } };
      },
      delete: (name) => {
        // @aws https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucket.html — a bucket must be empty before it is deleted
        demand(find(name).objects.size === 0, 'BucketNotEmpty', 'The bucket you tried to delete is not empty', 409);
        buckets.delete(name);
      },
    },
    'AWS::S3::BucketPolicy': {
      properties: 'Bucket PolicyDocument',
      create: ({ Bucket, PolicyDocument }) => {
        iam.resourcePolicies.set(find(Bucket).arn, PolicyDocument);
        return { ref: Bucket };
      },
      delete: (name) => iam.resourcePolicies.delete(find(name).arn),
    },
  };
  return { operations, resources, addBucket };
}
