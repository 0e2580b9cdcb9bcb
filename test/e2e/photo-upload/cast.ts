import { GetCredentialsForIdentityCommand, GetIdCommand } from '@aws-sdk/client-cognito-identity';
import { Files } from '../files';
import { Person, Tokens } from '../people';
import { Rows } from '../rows';
import { Clients, clientsOf, Credentials, Outputs, Stage } from '../stage';
import { verifiedClaims } from '../verified-claims';

/** What somebody may hold in their hands: the photos and the captions, as far as their credentials open them. */
export interface Hands {
  readonly photos: Files;
  readonly captions: Rows;
}

/** Who uses the photo app: a plain user and a follower, a moderator, a member of two groups, and a guest. */
export class Cast {
  readonly clients: Clients;
  readonly anna: Person;
  readonly ben: Person;
  readonly mona: Person;
  readonly max: Person;
  private readonly tokens = new Map<Person, Tokens>();
  private readonly hands = new Map<Person, Hands>();

  constructor(
    private readonly stage: Stage,
    private readonly outputs: Outputs,
    /** Tells the people of two runs apart. */
    run: string,
  ) {
    this.clients = clientsOf(stage);
    const person = (name: string) => new Person(`${name}.${run}@example.com`, stage, this.clients, outputs);
    [this.anna, this.ben, this.mona, this.max] = ['anna', 'ben', 'mona', 'max'].map(person);
  }

  /** From the sign-up to AWS credentials. */
  async arrive(who: Person, ...groups: string[]): Promise<void> {
    await who.signUp();
    await who.confirm();
    for (const group of groups) await who.join(group);
    const tokens = await who.signIn();
    this.tokens.set(who, tokens);
    this.hands.set(who, this.handsWith(await who.credentials(tokens)));
  }

  as(who: Person): Hands {
    const hands = this.hands.get(who);
    if (!hands) throw new Error(`${who.email} has no AWS credentials`);
    return hands;
  }

  /** With the role of a group that the user names. */
  async asMember(who: Person, roleArn: string): Promise<Hands> {
    return this.handsWith(await who.credentials(this.tokens.get(who)!, roleArn));
  }

  /** The roles among which the token lets its user choose. */
  async rolesOf(who: Person): Promise<{ readonly all: string[]; readonly preferred: string }> {
    const { id } = await verifiedClaims(this.stage, this.outputs, this.tokens.get(who)!);
    return { all: id['cognito:roles'] as string[], preferred: String(id['cognito:preferred_role']) };
  }

  async asGuest(): Promise<Hands> {
    const { identities } = this.clients;
    const { IdentityId } = await identities.send(new GetIdCommand({ IdentityPoolId: this.outputs.IdentityPoolId }));
    const answer = await identities.send(new GetCredentialsForIdentityCommand({ IdentityId }));
    const { AccessKeyId, SecretKey, SessionToken } = answer.Credentials!;
    return this.handsWith({
      accessKeyId: AccessKeyId!,
      secretAccessKey: SecretKey!,
      sessionToken: SessionToken,
    });
  }

  private handsWith(credentials: Credentials): Hands {
    const { BucketName, TableName } = this.outputs;
    return {
      photos: new Files(this.clients.s3(credentials), BucketName),
      captions: new Rows(this.clients.dynamodb(credentials), TableName, { partition: 'owner', sort: 'photo' }),
    };
  }
}
