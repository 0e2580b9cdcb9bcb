import { Iam } from './iam';
import { Answer, Call, demand, notImitated, refuse, Request, Service, World } from './kernel';
import { credentialOf, readObjectQuestion, writeObjectAnswer } from '../support/wire';

type Bucket = ReturnType<typeof newBucket>;
type Run = (objects: Bucket['objects'], input: any, modified: Date) => unknown;
const newBucket = (name: string) => {
  return { name, arn: `arn:aws:s3:::${name}`, objects: new Map<string, { input: any; modified: Date }>() };
};

const PARAMETERS = ['x-id', 'list-type', 'location', 'encryption', 'prefix', 'max-keys'];

function list(objects: Bucket['objects'], { Bucket, Prefix, MaxKeys }: any) {
  const found = [...objects].filter(([key]) => key.startsWith(Prefix ?? '')).sort();
  const Contents = found.slice(0, MaxKeys).map(([Key, { input, modified }]) => {
    return { Key, LastModified: modified.toISOString(), Size: input.Body.length };
  });
  const about = { Name: Bucket, Prefix, MaxKeys, IsTruncated: found.length > MaxKeys, KeyCount: Contents.length };
  return { ListBucketResult: { ...about, Contents } };
}
const encryption = { Rule: { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } } };

/** By method and subject: the action that IAM is asked for, and what happens then. */
const OPERATIONS: Record<string, [action: string, run: Run]> = {
  'GET object': ['GetObject', (objects, { Key }) => objects.get(Key)],
  'PUT object': ['PutObject', (objects, input, modified) => void objects.set(input.Key, { input, modified })],
  'DELETE object': ['DeleteObject', (objects, { Key }) => void objects.delete(Key)],
  'GET list-type': ['ListBucket', list],
  'GET location': ['GetBucketLocation', () => ({ LocationConstraint: '' })],
  'GET encryption': ['GetEncryptionConfiguration', () => ({ ServerSideEncryptionConfiguration: encryption })],
};

// @aws https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html — path-style addresses only
function operationOf({ method, query, headers }: Request, Key?: string): string {
  const unknown = [...query.keys()].find((name) => !PARAMETERS.includes(name));
  demand(!unknown, 'InvalidArgument', `There is no query parameter ${unknown}`);
  const metadata = Object.keys(headers).find((name) => name.startsWith('x-amz-meta-'));
  const subject = Key ? 'object' : ([...query.keys()].find((name) => OPERATIONS[`${method} ${name}`]) ?? 'bucket');
  const operation = `${method} ${subject}`;
  return metadata || !OPERATIONS[operation] ? notImitated(`S3 ${metadata ?? operation}`) : operation;
}

export function s3(world: World, iam: Iam): Service & { addBucket(name: string): Bucket } {
  const buckets = new Map<string, Bucket>();
  const find = (name: string): Bucket =>
    buckets.get(name) ?? refuse('NoSuchBucket', 'The specified bucket does not exist', 404);
  const addBucket = (name: string) => {
    demand(!buckets.has(name), 'BucketAlreadyOwnedByYou', `${name} already exists`, 409);
    buckets.set(name, newBucket(name));
    return find(name);
  };

  /** Asks IAM about the object, or about the bucket when there is no key, and does what is asked. */
  async function perform(operation: string, input: any, { caller }: Call): Promise<any> {
    const { arn, objects } = find(input.Bucket);
    const [action, run] = OPERATIONS[operation];
    const prefix: Record<string, string> = input.Prefix === undefined ? {} : { 's3:prefix': input.Prefix };
    await world.authorize(caller, `s3:${action}`, input.Key === undefined ? arn : `${arn}/${input.Key}`, prefix);
    const done = run(objects, input, world.now());
    // @aws https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html — without s3:ListBucket a missing object is access denied, not 404
    const isLost = operation === 'GET object' && !done;
    if (isLost) await world.authorize(caller, 's3:ListBucket', arn);
    demand(!isLost, 'NoSuchKey', 'The specified key does not exist.', 404);
    return done;
  }

  const resources: Service['resources'] = {
    'AWS::S3::Bucket': {
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
    'AWS::S3::BucketPolicy': iam.policyType(({ Bucket, PolicyDocument }) => [[find(Bucket).arn], PolicyDocument]),
  };

  async function http(request: Request, call: Call): Promise<Answer | undefined> {
    if ((credentialOf(request).service ?? 's3') !== 's3' || request.path === '/') return undefined;
    const input = readObjectQuestion(request);
    const operation = operationOf(request, input.Key);
    const done = await perform(operation, input, call);
    return operation === 'GET object' ? writeObjectAnswer(done) : writeObjectAnswer(undefined, done);
  }
  const operations = { GetObject: async (input: any, call: Call) => (await perform('GET object', input, call)).input };
  return { operations, resources, http, addBucket };
}
