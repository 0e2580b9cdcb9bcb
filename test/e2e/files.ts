import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';

/** A bucket in the hands of whoever the client's credentials belong to. */
export class Files {
  constructor(
    private readonly s3: S3Client,
    private readonly Bucket: string,
  ) {}

  async write(Key: string, Body: string): Promise<void> {
    await this.s3.send(new PutObjectCommand({ Bucket: this.Bucket, Key, Body }));
  }

  async read(Key: string): Promise<string> {
    return (await this.s3.send(new GetObjectCommand({ Bucket: this.Bucket, Key }))).Body!.transformToString();
  }

  async remove(Key: string): Promise<void> {
    await this.s3.send(new DeleteObjectCommand({ Bucket: this.Bucket, Key }));
  }

  async list(Prefix?: string): Promise<string[]> {
    const { Contents = [] } = await this.s3.send(new ListObjectsV2Command({ Bucket: this.Bucket, Prefix }));
    return Contents.map(({ Key }) => Key!);
  }
}
