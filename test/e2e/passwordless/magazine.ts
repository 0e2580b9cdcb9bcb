import { randomUUID } from 'node:crypto';
import {
  ConfirmSignUpCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient, ScanCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { demand } from '../expect-refusal';
import { Clients, clientsOf, Outputs, Stage } from '../stage';

/** A mail that a function has sent. */
export interface Letter {
  readonly from: string;
  readonly subject: string;
  readonly text: string;
}

/** The code of a mail, which may have a link with digits, too. */
export function codeIn({ text }: Letter): string {
  return /(?<![\w=-])\d{8}(?![\w-])/.exec(text)![0];
}

/** A code that is not this one. */
export function otherCode(code: string): string {
  return `${(Number(code) + 1) % 10 ** code.length}`.padStart(code.length, '0');
}

/** Where a sign-in is: a challenge, or tokens at its end. */
export interface Turn {
  readonly session?: string;
  readonly challenge?: Readonly<Record<string, string>>;
  readonly accessToken?: string;
}

/** One of the two pools of the magazine, and who uses it by the plain SDK. */
export class Magazine {
  readonly clients: Clients;
  readonly pool: Outputs;

  constructor(
    readonly stage: Stage,
    outputs: Outputs,
    which: 'Readers' | 'Authors',
    /** Tells the people of two runs apart. */
    private readonly run: string,
  ) {
    this.clients = clientsOf(stage);
    this.pool = { UserPoolId: outputs[`${which}PoolId`], ClientId: outputs[`${which}ClientId`] };
  }

  address(name: string): string {
    return `${name}.${this.run}@example.com`;
  }

  async signUp(email: string, locale?: string): Promise<void> {
    const { ClientId } = this.pool;
    const attributes = Object.entries({ email, ...(locale && { locale }) });
    const UserAttributes = attributes.map(([Name, Value]) => ({ Name, Value }));
    const Password = `Aa1!${randomUUID()}`;
    await this.clients.app.send(new SignUpCommand({ ClientId, Username: email, Password, UserAttributes }));
  }

  async join(email: string, locale?: string): Promise<void> {
    await this.signUp(email, locale);
    const ConfirmationCode = await this.stage.codeFor(email);
    const { ClientId } = this.pool;
    await this.clients.app.send(new ConfirmSignUpCommand({ ClientId, Username: email, ConfirmationCode }));
  }

  async begin(username: string): Promise<Turn> {
    const { ClientId } = this.pool;
    const AuthParameters = { USERNAME: username };
    const said = await this.clients.app.send(
      new InitiateAuthCommand({ ClientId, AuthFlow: 'CUSTOM_AUTH', AuthParameters }),
    );
    return { session: said.Session, challenge: said.ChallengeParameters };
  }

  async answer(username: string, turn: Turn, ANSWER: string, ClientMetadata?: Record<string, string>): Promise<Turn> {
    const said = await this.clients.app.send(
      new RespondToAuthChallengeCommand({
        ...{ ClientId: this.pool.ClientId, ChallengeName: 'CUSTOM_CHALLENGE', Session: turn.session, ClientMetadata },
        ChallengeResponses: { USERNAME: username, ANSWER },
      }),
    );
    const accessToken = said.AuthenticationResult?.AccessToken;
    return { session: said.Session, challenge: said.ChallengeParameters, accessToken };
  }

  /** What functions have mailed to an address, the newest last. */
  letters(email: string): Letter[] {
    const sent = this.stage.bed!.recorded.ses.map(({ input }) => input);
    return sent
      .filter(({ Destination }) => Destination.ToAddresses.includes(email))
      .map(({ FromEmailAddress: from, Content: { Simple } }) => {
        return { from, subject: Simple.Subject.Data, text: Simple.Body.Text.Data };
      });
  }

  newestLetter(email: string): Letter {
    const letter = this.letters(email).pop();
    if (!letter) throw new Error(`nothing was mailed to ${email}`);
    return letter;
  }

  /** Functions have the clock of the machine, so time passes by making what they remember older. */
  async pass(seconds: number): Promise<void> {
    const { region, endpoint, bed } = this.stage;
    const dynamodb = new DynamoDBClient({ region, endpoint });
    // the last row of a secret was written for this magazine; other apps on the test bed write rows of other kinds
    const puts = bed!.recorded.dynamodb.filter(({ operation, input }) => operation === 'PutItem' && input.Item.sentAt);
    demand(puts.length > 0, 'no function has written a secret');
    const TableName: string = puts.at(-1)!.input.TableName;
    const { Items = [] } = await dynamodb.send(new ScanCommand({ TableName }));
    for (const { id } of Items) {
      const by = { ':by': { N: `${-seconds}` } };
      await dynamodb.send(
        new UpdateItemCommand({
          ...{ TableName, Key: { id }, ExpressionAttributeValues: by },
          ...{ UpdateExpression: 'ADD sentAt :by, expires :by' },
        }),
      );
    }
  }
}
