import { GetCredentialsForIdentityCommand, GetIdCommand } from '@aws-sdk/client-cognito-identity';
import { AppUsers } from '../app-users';
import { Files } from '../files';
import { Person } from '../people';
import { Rows } from '../rows';
import { Credentials } from '../stage';

/** What somebody may hold in their hands: the photos and the captions, as far as their credentials open them. */
export interface Hands {
  readonly photos: Files;
  readonly captions: Rows;
}

/** Who uses the photo app: a plain user and a follower, a moderator, a member of two groups, and a guest. */
export class Cast extends AppUsers {
  readonly anna = this.person('anna');
  readonly ben = this.person('ben');
  readonly mona = this.person('mona');
  readonly max = this.person('max');
  private readonly hands = new Map<Person, Hands>();

  /** From the sign-up to AWS credentials. */
  async arrive(who: Person, ...groups: string[]): Promise<void> {
    await who.signUp();
    await who.confirm();
    for (const group of groups) await who.join(group);
    const tokens = await who.signIn();
    this.keep(who, tokens);
    this.hands.set(who, this.handsWith(await who.credentials(tokens)));
  }

  as(who: Person): Hands {
    const hands = this.hands.get(who);
    if (!hands) throw new Error(`${who.email} has no AWS credentials`);
    return hands;
  }

  /** With the role of a group that the user names. */
  async asMember(who: Person, roleArn: string): Promise<Hands> {
    return this.handsWith(await who.credentials(this.tokensOf(who), roleArn));
  }

  /** The roles among which the token lets its user choose. */
  async rolesOf(who: Person): Promise<{ readonly all: string[]; readonly preferred: string }> {
    const { id } = await this.claimsOf(who);
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
