import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { AppUsers } from '../app-users';
import { Person } from '../people';
import { Credentials } from '../stage';

interface Note {
  readonly Bucket: string;
  readonly Key: string;
}

/** Who uses the notes app, and what they have in their hands. */
export class Cast extends AppUsers {
  readonly alice = this.person('alice');
  readonly bob = this.person('bob');
  readonly erin = this.person('erin');
  readonly outsider = this.person('mallory', 'example.net');
  readonly unknown = this.person('nobody');
  private readonly credentials = new Map<Person, Credentials>();

  async signIn(who: Person): Promise<void> {
    const tokens = await who.signIn();
    this.keep(who, tokens);
    this.credentials.set(who, await who.credentials(tokens));
  }

  noteOf(who: Person): Note {
    return this.at(`users/${who.identityId}/note.txt`);
  }

  at(Key: string): Note {
    return { Bucket: this.outputs.BucketName, Key };
  }

  async write(who: Person, where = this.noteOf(who)): Promise<void> {
    await this.s3(who).send(new PutObjectCommand({ ...where, Body: `by ${who.email}` }));
  }

  async read(who: Person, where = this.noteOf(who)): Promise<string> {
    return (await this.s3(who).send(new GetObjectCommand(where))).Body!.transformToString();
  }

  async list(who: Person, Prefix?: string): Promise<string[]> {
    const { Contents = [] } = await this.s3(who).send(
      new ListObjectsV2Command({ Bucket: this.outputs.BucketName, Prefix }),
    );
    return Contents.map(({ Key }) => Key!);
  }

  private s3(who: Person) {
    const credentials = this.credentials.get(who);
    if (!credentials) throw new Error(`${who.email} has no AWS credentials`);
    return this.clients.s3(credentials);
  }
}
