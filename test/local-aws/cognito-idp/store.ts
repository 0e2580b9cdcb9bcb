import type { GenerateResult } from 'selfsigned';
import { AwsError, notImitated, World } from '../kernel';
import type { Round } from './custom-auth';
import type { Reach } from './messages';
import type { Grant } from './tokens';
import type { Authorization } from '../../support/oauth-server';
import type { SamlRelyingParty } from '../../support/saml-relying-party';
import { SigningKey } from '../../support/signing-key';
import { srpHandshake, Verifier } from '../../support/srp';

export type Claims = Record<string, any>;

/** What the user pools of one test bed remember; configuration stays as CloudFormation gave it (`props`). */
export type User = ReturnType<typeof newUser>;
export interface Pool extends ReturnType<typeof newPool> {}
type Progress = {
  status: 'UNCONFIRMED' | 'CONFIRMED' | 'FORCE_CHANGE_PASSWORD' | 'RESET_REQUIRED' | 'EXTERNAL_PROVIDER';
  password?: Verifier;
  temporaryUntil: number;
  totp?: { secret: string; verified: boolean; preferred: boolean; lastStep: number };
};

export function newUser(username: string, sub: string, attributes: Record<string, string>, created: Date) {
  const progress: Progress = { status: 'UNCONFIRMED', temporaryUntil: Infinity };
  /** By purpose: `SignUp`, or the attribute that the code verifies, with its new value. */
  const codes = new Map<string, { code: string; expires: number; reach: Reach; value?: string }>();
  return { username, sub, attributes, created, groups: new Set<string>(), codes, ...progress };
}

export type Client = { readonly id: string; readonly pool: Pool; props: any; readonly secret?: string };

/** A sign-in that waits for an identity provider. */
export type Federation = { client: Client; authorization: Authorization; provider: any; party?: SamlRelyingParty };

/** A sign-in that waits for its next answer. */
export interface Challenge {
  readonly name: string;
  readonly client: Client;
  readonly user?: User;
  readonly expires: number;
  readonly srp?: ReturnType<typeof srpHandshake>;
  readonly newPassword?: boolean;
  /** What an app asked the login page for; a sign-in without it gets its tokens at once. */
  readonly authorization?: Authorization;
  /** Of custom authentication: what has been answered, and what the open challenge knows of itself. */
  readonly rounds?: readonly Round[];
  readonly custom?: { readonly privateChallengeParameters: object; readonly challengeMetadata: string | null };
  totp?: Progress['totp'];
}

export function newPool(world: World, id: string, props: any) {
  const { region, account } = world;
  const users = new Set<User>();
  const grants = new Set<Grant>();
  // @aws https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-cognito-userpool-usernameconfiguration.html — CaseSensitive false ignores case in names and addresses
  const fold = (name: string): string =>
    (props.UsernameConfiguration?.CaseSensitive ?? true) ? name : name.toLowerCase();
  const aliases: string[] = props.UsernameAttributes ?? [];
  function find(name = ''): User | undefined {
    // A federated user signs in at the provider, never by an address.
    const aliasesOf = ({ status }: User) => (status === 'EXTERNAL_PROVIDER' ? [] : aliases);
    const namesOf = (user: User) => [user.username, ...aliasesOf(user).map((alias) => user.attributes[alias] ?? '')];
    return [...users].find((user) => namesOf(user).some((one) => one !== '' && fold(one) === fold(name)));
  }
  return {
    // @aws https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html — RS256, kid, JWKS
    ...{ id, props, world, key: new SigningKey(), users, grants, fold, find },
    now: () => world.now().getTime(),
    resourceServers: new Map<string, any>(),
    // @aws https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GlobalSignOut.html — all refresh and access tokens of the user are refused afterwards
    endSessions: (user: User): void => grants.forEach((grant) => (grant.revoked ||= grant.user === user)),
    user: (name: string): User => find(name) ?? refuse('UserNotFound', 'User does not exist.'),
    arn: `arn:aws:cognito-idp:${region}:${account}:userpool/${id}`,
    /** The issuer without its scheme. */
    providerName: `cognito-idp.${region}.amazonaws.com/${id}`,
    ...{ groups: new Map<string, any>(), providers: new Map<string, any>(), clients: new Map<string, Client>() },
    /** Users by the identities that are linked to them, such as `Google_123`. */
    links: new Map<string, User>(),
    /** Sign-ins that wait for the app to fetch their tokens, by authorization code. */
    codes: new Map<string, Grant>(),
    /** Sign-ins that wait for an identity provider, by state. */
    federations: new Map<string, Federation>(),
    /** Which grant an ID or access token came from, by its jti. */
    issued: new Map<string, Grant>(),
    challenges: new Map<string, Challenge>(),
    samlCertificate: undefined as Promise<GenerateResult> | undefined,
  };
}

export class UserPools {
  readonly pools = new Map<string, Pool>();
  readonly domains = new Map<string, any>();

  constructor(readonly world: World) {}

  // @aws https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-assign-domain.html — a prefix, or a domain of one's own
  hostOf = ({ Domain, CustomDomainConfig }: any): string =>
    CustomDomainConfig ? Domain : `${Domain}.auth.${this.world.region}.amazoncognito.com`;

  now = () => this.world.now().getTime();

  withChallenge = (session: string) => [...this.pools.values()].find(({ challenges }) => challenges.has(session));

  pool = (id: string): Pool => this.pools.get(id) ?? refuse('ResourceNotFound', `User pool ${id} does not exist.`);

  client = (id: string): Client =>
    [...this.pools.values()].map(({ clients }) => clients.get(id)).find(Boolean) ??
    refuse('ResourceNotFound', `User pool client ${id} does not exist.`);

  /** The client of a request that proves its secret, if the client has one. */
  clientOf({ ClientId, SecretHash, ClientSecret }: any): Client {
    const client = this.client(ClientId);
    if (SecretHash) notImitated('SECRET_HASH');
    const isProven = client.secret === undefined || ClientSecret === client.secret;
    const missing = `Client ${ClientId} is configured with secret but SECRET_HASH was not received`;
    demand(isProven, 'NotAuthorized', missing);
    return client;
  }

  /** What one of the pools has signed; neither expiry nor revocation is looked at. */
  verified(token: string) {
    const found = [...this.pools.values()].map((pool) => ({ pool, claims: pool.key.verify(token) }));
    const { pool, claims } = found.find((one) => one.claims) ?? {};
    return claims && { pool: pool!, claims, grant: pool!.issued.get(claims.jti)! };
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
