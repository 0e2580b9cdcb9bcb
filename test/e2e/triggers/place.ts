import {
  ConfirmSignUpCommand,
  GetTokensFromRefreshTokenCommand,
  InitiateAuthCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient, GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { PASSWORD } from '../people';
import { Clients, clientsOf, Outputs, Stage } from '../stage';

/** What a sign-in or a refresh gives. */
export interface Session {
  readonly id: Readonly<Record<string, any>>;
  readonly accessToken: string;
  readonly refreshToken: string;
}

const claimsIn = (token: string) => JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString());

/** One of the pools, and what its people do by the SDK. */
export class Place {
  readonly clients: Clients;
  readonly pool: Outputs;
  private readonly dynamodb: DynamoDBClient;

  constructor(
    readonly stage: Stage,
    readonly outputs: Outputs,
    name: string,
    /** Tells the people of two runs apart. */
    private readonly run: string,
  ) {
    this.clients = clientsOf(stage);
    this.pool = { UserPoolId: outputs[`${name}PoolId`], ClientId: outputs[`${name}ClientId`] };
    this.dynamodb = new DynamoDBClient({ region: stage.region, endpoint: stage.endpoint });
  }

  address(name: string): string {
    return `${name}.${this.run}@example.com`;
  }

  async signUp(Username: string, attributes: Record<string, string> = { email: Username }): Promise<void> {
    const UserAttributes = Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
    const { ClientId } = this.pool;
    await this.clients.app.send(new SignUpCommand({ ClientId, Username, Password: PASSWORD, UserAttributes }));
  }

  async confirm(Username: string, ConfirmationCode: string): Promise<void> {
    const { ClientId } = this.pool;
    await this.clients.app.send(new ConfirmSignUpCommand({ ClientId, Username, ConfirmationCode }));
  }

  async join(email: string): Promise<void> {
    await this.signUp(email);
    await this.confirm(email, await this.stage.codeFor(email));
  }

  async signIn(USERNAME: string, PASSWORD_ = PASSWORD): Promise<Session> {
    const { ClientId } = this.pool;
    const AuthParameters = { USERNAME, PASSWORD: PASSWORD_ };
    const asked = new InitiateAuthCommand({ ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters });
    return sessionIn((await this.clients.app.send(asked)).AuthenticationResult);
  }

  async refresh({ refreshToken: RefreshToken }: Session): Promise<Session> {
    const asked = new GetTokensFromRefreshTokenCommand({ ClientId: this.pool.ClientId, RefreshToken });
    return sessionIn((await this.clients.app.send(asked)).AuthenticationResult);
  }

  /** The row of a user, as texts. */
  async row(TableName: string, sub: string): Promise<Record<string, string | undefined> | undefined> {
    const { Item } = await this.dynamodb.send(new GetItemCommand({ TableName, Key: { sub: { S: sub } } }));
    return Item && Object.fromEntries(Object.entries(Item).map(([name, value]) => [name, value.S]));
  }

  /** What a back end writes of a user. */
  async note(TableName: string, sub: string, attribute: string, value: string | boolean): Promise<void> {
    await this.dynamodb.send(
      new UpdateItemCommand({
        ...{ TableName, Key: { sub: { S: sub } }, UpdateExpression: 'SET #name = :value' },
        ExpressionAttributeNames: { '#name': attribute },
        ExpressionAttributeValues: { ':value': typeof value === 'string' ? { S: value } : { BOOL: value } },
      }),
    );
  }

  /** Functions have the clock of the machine, so a lock ends by making it older. */
  async passLocks(seconds: number): Promise<void> {
    const locks = this.stage.bed!.recorded.dynamodb.filter(({ input }) => input.Item?.lastLock);
    for (const { input } of locks) {
      const [[name, value]] = Object.entries(input.Item).filter(([key]) => !KNOWN.includes(key));
      await this.dynamodb.send(
        new UpdateItemCommand({
          ...{ TableName: input.TableName, Key: { [name]: value as { S: string } } },
          ...{ UpdateExpression: 'SET #until = :past', ExpressionAttributeNames: { '#until': 'until' } },
          ExpressionAttributeValues: { ':past': { N: `${Math.floor(Date.now() / 1_000) - seconds}` } },
        }),
      );
    }
  }
}

/** The attributes of a count of attempts, beside its key. */
const KNOWN = ['attempts', 'until', 'locks', 'lastLock', 'expiresAt'];

function sessionIn(result: { IdToken?: string; AccessToken?: string; RefreshToken?: string } | undefined): Session {
  if (!result?.IdToken) throw new Error('there are no tokens');
  const { IdToken, AccessToken, RefreshToken } = result;
  return { id: claimsIn(IdToken), accessToken: AccessToken!, refreshToken: RefreshToken! };
}

/** Waits for what nobody answers for, such as a message of a sender. */
export async function eventually<T>(what: string, look: () => T | undefined): Promise<T> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const found = look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`there is no ${what} after 5 seconds`);
}
