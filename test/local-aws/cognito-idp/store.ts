import { AwsError, World } from '../kernel';
import { SigningKey } from './jwt';
import { srpHandshake, Verifier } from './srp';
import { Grant } from './tokens';

export { notImitated } from '../kernel';

/** What the user pools of one test bed remember; configuration stays as CloudFormation gave it (`props`). */
export type User = ReturnType<typeof newUser>;
export interface Pool extends ReturnType<typeof newPool> {}
type Progress = {
  status: 'UNCONFIRMED' | 'CONFIRMED' | 'FORCE_CHANGE_PASSWORD';
  password?: Verifier;
  temporaryUntil: number;
  totp?: { secret: string; verified: boolean; preferred: boolean; lastStep: number };
};

export function newUser(username: string, sub: string, attributes: Record<string, string>, created: Date) {
  const progress: Progress = { status: 'UNCONFIRMED', temporaryUntil: Infinity };
  /** By purpose: `SignUp`, or the attribute that the code verifies, with its new value. */
  const codes = new Map<string, { code: string; expires: number; value?: string }>();
  return { username, sub, attributes, created, groups: new Set<string>(), codes, ...progress };
}

export interface Client {
  readonly id: string;
  readonly pool: Pool;
  readonly props: any;
}

/** A sign-in that waits for its next answer. */
export interface Challenge {
  readonly name: string;
  readonly client: Client;
  readonly user?: User;
  readonly expires: number;
  readonly srp?: ReturnType<typeof srpHandshake>;
  readonly newPassword?: boolean;
  totp?: Progress['totp'];
}

export function newPool({ region, account, now }: World, id: string, props: any) {
  const users = new Set<User>();
  const grants = new Set<Grant>();
  // @aws https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-cognito-userpool-usernameconfiguration.html — CaseSensitive false ignores case in names and addresses
  const fold = (name: string): string =>
    (props.UsernameConfiguration?.CaseSensitive ?? true) ? name : name.toLowerCase();
  const aliases: string[] = props.UsernameAttributes ?? [];
  function find(name = ''): User | undefined {
    const namesOf = ({ username, attributes }: User) => [
      username,
      ...aliases.map((alias) => attributes[alias] ?? username),
    ];
    return [...users].find((user) => namesOf(user).some((one) => fold(one) === fold(name)));
  }
  return {
    ...{ id, props, created: now(), key: new SigningKey(), users, grants, fold, find },
    // @aws https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GlobalSignOut.html — all refresh and access tokens of the user are refused afterwards
    endSessions: (user: User): void => grants.forEach((grant) => (grant.revoked ||= grant.user === user)),
    user: (name: string): User => find(name) ?? refuse('UserNotFound', 'User does not exist.'),
    arn: `arn:aws:cognito-idp:${region}:${account}:userpool/${id}`,
    /** The issuer without its scheme. */
    providerName: `cognito-idp.${region}.amazonaws.com/${id}`,
    clients: new Map<string, Client>(),
    groups: new Map<string, any>(),
    providers: new Map<string, any>(),
    /** Which grant an ID or access token came from, by its jti. */
    issued: new Map<string, Grant>(),
    challenges: new Map<string, Challenge>(),
  };
}

export class UserPools {
  readonly pools = new Map<string, Pool>();
  readonly domains = new Map<string, any>();

  constructor(readonly world: World) {}

  now = () => this.world.now().getTime();

  pool = (id: string): Pool => this.pools.get(id) ?? refuse('ResourceNotFound', `User pool ${id} does not exist.`);

  client(id: string): Client {
    const found = [...this.pools.values()].map((pool) => pool.clients.get(id)).find(Boolean);
    return found ?? refuse('ResourceNotFound', `User pool client ${id} does not exist.`);
  }

  /** What one of the pools has signed; neither expiry nor revocation is looked at. */
  verified(token: string) {
    for (const pool of this.pools.values()) {
      const claims = pool.key.verify(token);
      if (claims) return { pool, claims, grant: pool.issued.get(claims.jti)! };
    }
    return undefined;
  }
}

export const epoch = (milliseconds: number) => Math.floor(milliseconds / 1000);

export function refuse(exception: string, message: string): never {
  throw new AwsError(`${exception}Exception`, message);
}

export function demand(condition: unknown, exception: string, message: string): asserts condition {
  if (!condition) refuse(exception, message);
}

// @aws https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-managing-errors.html — PreventUserExistenceErrors
export const hidesExistence = ({ props }: Client) => props.PreventUserExistenceErrors === 'ENABLED';
export const seek = (client: Client, name: string) =>
  hidesExistence(client) ? client.pool.find(name) : client.pool.user(name);
