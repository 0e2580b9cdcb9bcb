import { AdminCreateUserCommand, CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { AppUsers } from '../app-users';
import { Files } from '../files';
import { SrpSession } from '../hello/srp-session';
import { PASSWORD, Person } from '../people';
import { Rows } from '../rows';

export interface Hands {
  readonly documents: Files;
  readonly orders: Rows;
}

/** Who uses the portal: two people of the tenant acme, one of globex, one of none; and the back office. */
export class Cast extends AppUsers {
  readonly ada = this.person('ada');
  readonly adam = this.person('adam');
  readonly gina = this.person('gina');
  readonly nemo = this.person('nemo');
  readonly stranger = this.person('eve');
  /** With the credentials of the environment. */
  readonly operator = new Files(this.clients.s3(), this.outputs.BucketName);
  private office?: CognitoIdentityProviderClient;
  private readonly hands = new Map<Person, Hands>();

  /** Cognito, with the credentials of the back office's role. */
  async backOffice(): Promise<CognitoIdentityProviderClient> {
    if (this.office) return this.office;
    const { region, endpoint } = this.stage;
    const role = { RoleArn: this.outputs.BackOfficeRoleArn, RoleSessionName: 'back-office' };
    const { Credentials } = await new STSClient({ region, endpoint }).send(new AssumeRoleCommand(role));
    const { AccessKeyId, SecretAccessKey, SessionToken } = Credentials!;
    const credentials = {
      accessKeyId: AccessKeyId!,
      secretAccessKey: SecretAccessKey!,
      sessionToken: SessionToken,
    };
    return (this.office = new CognitoIdentityProviderClient({ region, endpoint, credentials, maxAttempts: 1 }));
  }

  async invite({ email }: Person, tenant?: string): Promise<void> {
    const attributes = { email, email_verified: 'true', ...(tenant && { 'custom:tenant': tenant }) };
    const UserAttributes = Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
    const { UserPoolId } = this.outputs;
    const office = await this.backOffice();
    await office.send(new AdminCreateUserCommand({ UserPoolId, Username: email, UserAttributes }));
  }

  /** From the invitation to AWS credentials. */
  async arrive(who: Person): Promise<void> {
    const session = new SrpSession(who.email, this.stage, this.outputs);
    await session.signIn(await this.stage.temporaryPasswordFor(who.email));
    await session.choosePassword(PASSWORD);
    const tokens = await who.signIn();
    const credentials = await who.credentials(tokens);
    const { BucketName, TableName } = this.outputs;
    this.keep(who, tokens);
    this.hands.set(who, {
      documents: new Files(this.clients.s3(credentials), BucketName),
      orders: new Rows(this.clients.dynamodb(credentials), TableName, { partition: 'tenant', sort: 'order' }),
    });
  }

  as(who: Person): Hands {
    const hands = this.hands.get(who);
    if (!hands) throw new Error(`${who.email} has no AWS credentials`);
    return hands;
  }
}
