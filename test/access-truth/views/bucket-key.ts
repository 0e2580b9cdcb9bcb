import { throughS3 } from '../../support/intrinsics';
import { Place, Rule, Target, View } from '../model';
import { NO_CONTEXT } from '../people';

interface Bucket {
  readonly arn: string;
  readonly keyArn: string;
}

export const BUCKET_CONTEXT = ['the bucket in the encryption context'];

/** The key of a bucket beyond objects: with bucket keys S3 names the bucket, and no object, in the encryption context. */
export function bucketKey({ arn, keyArn }: Bucket, otherKeyArn: string, rules: readonly Rule[]): View {
  const place = (name: string, resource: string, context?: Record<string, string>): Place => ({
    name,
    target: (_, person): Target | undefined => {
      // IAM leaves open what a list of values means when one of them names a variable that the session lacks
      if (person.name === NO_CONTEXT) return undefined;
      return context === undefined ? { resource } : { resource, context };
    },
  });
  const { 'kms:ViaService': service } = throughS3(arn);
  const withoutContext = { 'kms:ViaService': service };
  return {
    name: 'The key of the bucket',
    text: 'Whoever reads or writes objects may use the key for the bucket as a whole: S3 asks for that with bucket keys.',
    rules,
    actions: ['kms:Decrypt', 'kms:GenerateDataKey', 'kms:Encrypt', 'kms:ReEncryptTo', 'kms:CreateGrant'],
    places: [
      place(BUCKET_CONTEXT[0], keyArn, throughS3(arn)),
      place('the bucket in the encryption context, without S3', keyArn, { 'kms:EncryptionContext:aws:s3:arn': arn }),
      place('no encryption context', keyArn, withoutContext),
      place('another bucket', keyArn, throughS3(`${arn}-evil`)),
      place('an object of another bucket', keyArn, throughS3(`${arn}-evil/users/x`)),
      place('another key', otherKeyArn, throughS3(arn)),
    ],
  };
}
