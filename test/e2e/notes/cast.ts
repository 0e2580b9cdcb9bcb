import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { Person, Tokens } from '../people';
import { Clients, clientsOf, Credentials, Outputs, Stage } from '../stage';
import { verifiedClaims } from '../verified-claims';

interface Note {
  readonly Bucket: string;
  readonly Key: string;
}

/** Who uses the notes app, and what they have in their hands. */
export class Cast {
  readonly clients: Clients;
  readonly alice: Person;
  readonly bob: Person;
  readonly erin: Person;
  readonly outsider: Person;
  readonly unknown: Person;
  private readonly tokens = new Map<Person, Tokens>();
  private readonly credentials = new Map<Person, Credentials>();

  constructor(
    private readonly stage: Stage,
    readonly outputs: Outputs,
    /** Tells the people of two runs apart. */
    run: string,
  ) {
    this.clients = clientsOf(stage);
    const person = (name: string, domain = 'example.com') =>
      new Person(`${name}.${run}@${domain}`, stage, this.clients, outputs);
    [this.alice, this.bob, this.erin, this.unknown] = ['alice', 'bob', 'erin', 'nobody'].map((name) => person(name));
    this.outsider = person('mallory', 'example.net');
  }

  async signIn(who: Person): Promise<void> {
    const tokens = await who.signIn();
    this.keep(who, tokens);
    this.credentials.set(who, await who.credentials(tokens));
  }

  keep(who: Person, tokens: Tokens): void {
    this.tokens.set(who, tokens);
  }

  tokensOf(who: Person): Tokens {
    const tokens = this.tokens.get(who);
    if (!tokens) throw new Error(`${who.email} has not signed in`);
    return tokens;
  }

  claimsOf(who: Person) {
    return verifiedClaims(this.stage, this.outputs, this.tokensOf(who));
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
