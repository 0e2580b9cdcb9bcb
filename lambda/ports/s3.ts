import type { Readable } from 'node:stream';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { CALL_LIMITS } from './limits';

const client = new S3Client(CALL_LIMITS);

export interface ObjectName {
  readonly bucket: string;
  readonly key: string;
  readonly version?: string;
}

/** Somebody waits while an object is read, in a function of little memory: a quarter of a million domains, about. */
const MOST_BYTES = 4 * 1_024 * 1_024;

/** The text of an object; nothing of one that is too large. */
export async function readObject({ bucket, key, version }: ObjectName, abortSignal: AbortSignal): Promise<string> {
  const command = new GetObjectCommand({ Bucket: bucket, Key: key, VersionId: version });
  const { Body, ContentLength = 0 } = await client.send(command, { abortSignal });
  if (ContentLength > MOST_BYTES) {
    (Body as Readable).destroy();
    // a log tells names of errors
    throw Object.assign(new Error('the object is too large'), { name: 'ObjectTooLargeError' });
  }
  return Body!.transformToString();
}
