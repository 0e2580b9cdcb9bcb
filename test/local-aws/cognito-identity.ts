import { randomUUID } from 'node:crypto';
import { CognitoIdp } from './cognito-idp';
import { Claims, demand, refuse } from './cognito-idp/store';
import { AwsError, notImitated, Operations, ResourceTypes, Service, Tags, World } from './kernel';

interface IdentityPool {
  readonly id: string;
  props: any;
  /** From the role attachment. */
  roles: Readonly<Record<string, string>>;
  mappings: readonly any[];
  /** Claims by the name of the session tag, by provider. */
  readonly tags: Map<string, Readonly<Record<string, string>>>;
}
type Login = { readonly provider: string; readonly claims: Claims };

const INVALID = 'InvalidIdentityPoolConfiguration';
const CHECK_ROLES = 'Invalid identity pool configuration. Check assigned IAM roles for this pool.';

// @aws https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html — role from the token or from the first rule that fits, CustomRoleArn among these, else as AmbiguousRoleResolution says
function selectRole({ roles, mappings }: IdentityPool, login: Login | undefined, custom?: string): string {
  const attached = roles[login ? 'authenticated' : 'unauthenticated'];
  const mapping = mappings.find((one) => login && one.IdentityProvider === `${login.provider}:${login.claims.aud}`);
  const rules: any[] = mapping?.RulesConfiguration?.Rules ?? [];
  const fitting = rules.filter(({ Claim, Value }) => login?.claims[Claim] === Value).map(({ RoleARN }) => RoleARN);
  const byToken = mapping?.Type === 'Token';
  const choices: string[] = byToken ? (login?.claims['cognito:roles'] ?? []) : fitting;
  demand(!custom || choices.includes(custom), 'NotAuthorized', 'Custom role is not among the roles of the token');
  const single = choices.length === 1 ? choices[0] : undefined;
  const preferred = byToken ? (login?.claims['cognito:preferred_role'] ?? single) : fitting[0];
  const role = custom ?? preferred;
  demand(role || mapping?.AmbiguousRoleResolution !== 'Deny', 'NotAuthorized', 'Access denied: no role can be chosen');
  demand(role ?? attached, INVALID, CHECK_ROLES);
  return role ?? attached;
}

// @aws https://docs.aws.amazon.com/cognito/latest/developerguide/using-afac-with-cognito-identity-pools.html — claims of the token become tags of the session; a claim that the token lacks becomes none
function sessionTags({ tags }: IdentityPool, login: Login | undefined): Tags {
  const wanted = Object.entries((login && tags.get(login.provider)) ?? {});
  const found = wanted.map(([tag, claim]) => [tag, login!.claims[claim]]).filter(([, value]) => value !== undefined);
  if (found.some(([, value]) => Array.isArray(value))) notImitated('a session tag from a list');
  return Object.fromEntries(found.map(([tag, value]) => [tag, String(value)]));
}
/** Amazon Cognito identity pools: user pool tokens in, AWS credentials of a role out. */
export function cognitoIdentity(world: World, idp: CognitoIdp): Service {
  const pools = new Map<string, IdentityPool>();
  /** Every identity with its pool and the key of its user; guests have none. */
  const identities = new Map<string, { readonly pool: IdentityPool; readonly key?: string }>();
  const poolOf = (id: string) => pools.get(id) ?? refuse('ResourceNotFound', `IdentityPool '${id}' not found.`);

  /** Believes a login only if a provider of this identity pool vouches for it. */
  function verifiedLogin({ props }: IdentityPool, logins: Record<string, string> = {}): Login | undefined {
    const [entry, second] = Object.entries(logins);
    if (second) notImitated('several logins at a time');
    if (!entry) return undefined;
    const [provider, token] = entry;
    const unsupported = 'Token is not from a supported provider of this identity pool.';
    const providers = (props.CognitoIdentityProviders ?? []).filter((one: any) => one.ProviderName === provider);
    demand(providers.length > 0, 'NotAuthorized', unsupported);
    if (props.AllowClassicFlow) notImitated('AllowClassicFlow');
    const { claims, signedIn } = idp.verifyIdToken(provider, token) ?? refuse('NotAuthorized', 'Invalid login token.');
    const client = providers.find(({ ClientId }: any) => ClientId === claims.aud);
    demand(client, 'NotAuthorized', unsupported);
    // @aws https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_CognitoIdentityProvider.html — ServerSideTokenCheck: signed out or deleted users are refused
    demand(signedIn || !client.ServerSideTokenCheck, 'NotAuthorized', 'Invalid login token. Token is revoked.');
    return { provider, claims };
  }

  // @aws https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-identity.html — guests only where AllowUnauthenticatedIdentities is on; one identity per user and pool
  function identityOf(pool: IdentityPool, login?: Login): string {
    const mayEnter = login || pool.props.AllowUnauthenticatedIdentities;
    demand(mayEnter, 'NotAuthorized', 'Unauthenticated access is not supported for this identity pool.');
    const key = login && `${pool.id} ${login.provider} ${login.claims.sub}`;
    const [known] = [...identities].find(([, identity]) => key && identity.key === key) ?? [];
    const id = known ?? `${world.region}:${randomUUID()}`;
    identities.set(id, { pool, key });
    return id;
  }

  const operations: Operations = {
    GetId({ IdentityPoolId, Logins }) {
      const pool = poolOf(IdentityPoolId);
      return { IdentityId: identityOf(pool, verifiedLogin(pool, Logins)) };
    },
    async GetCredentialsForIdentity({ IdentityId, Logins, CustomRoleArn }) {
      const lost = `Identity '${IdentityId}' not found.`;
      const { pool, key } = identities.get(IdentityId) ?? refuse('ResourceNotFound', lost);
      const login = verifiedLogin(pool, Logins);
      demand(login || !key, 'NotAuthorized', `Access to Identity '${IdentityId}' is forbidden.`);
      demand(!login || identityOf(pool, login) === IdentityId, 'NotAuthorized', "Logins don't match.");
      const role = selectRole(pool, login, CustomRoleArn);
      // @aws https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html — aud is the identity pool, sub the identity, amr says whether signed in
      const proof = login && [login.provider, `${login.provider}:CognitoSignIn:${login.claims.sub}`];
      const amr = proof ? ['authenticated', ...proof] : ['unauthenticated'];
      const claims = { aud: pool.id, sub: IdentityId, amr };
      const tags = sessionTags(pool, login);
      const assumed = world.assumeWithWebIdentity(role, claims, 'CognitoIdentityCredentials', tags);
      const session = await assumed.catch((error) => {
        world.journal.push(`identity pool ${pool.id}: ${error.message}`);
        // @assumed a trust policy that refuses surfaces as an invalid configuration
        throw error instanceof AwsError ? new AwsError(`${INVALID}Exception`, CHECK_ROLES) : error;
      });
      const { SecretAccessKey: SecretKey, ...others } = session;
      return { IdentityId, Credentials: { SecretKey, ...others } };
    },
  };

  const resources: ResourceTypes = {
    'AWS::Cognito::IdentityPool': {
      create(props, { generatedName }) {
        const id = `${world.region}:${randomUUID()}`;
        pools.set(id, { id, props, roles: {}, mappings: [], tags: new Map() });
        return { ref: id, attributes: { Name: props.IdentityPoolName ?? generatedName } };
      },
      update: (id, props) => (poolOf(id).props = props),
      delete: (id) => pools.delete(id),
    },
    'AWS::Cognito::IdentityPoolRoleAttachment': {
      create({ IdentityPoolId, Roles: roles = {}, RoleMappings = {} }) {
        // @assumed the key of a mapping names the provider where the mapping itself does not
        const mappings = Object.entries<any>(RoleMappings).map(([key, one]) => ({ IdentityProvider: key, ...one }));
        const rules = mappings.flatMap(({ RulesConfiguration }) => RulesConfiguration?.Rules ?? []);
        if (rules.some(({ MatchType }) => MatchType !== 'Equals')) notImitated('rules other than Equals');
        // @aws https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_RoleMapping.html — a mapping needs AmbiguousRoleResolution
        const isClear = mappings.every(({ AmbiguousRoleResolution }) => AmbiguousRoleResolution);
        demand(isClear, 'InvalidParameter', 'AmbiguousRoleResolution is required for a role mapping.');
        Object.assign(poolOf(IdentityPoolId), { roles, mappings });
        return { ref: `${IdentityPoolId}|roles` };
      },
      update: 'anew',
      delete: (_, { IdentityPoolId }) => Object.assign(pools.get(IdentityPoolId) ?? {}, { roles: {}, mappings: [] }),
    },
    'AWS::Cognito::IdentityPoolPrincipalTag': {
      create({ IdentityPoolId, IdentityProviderName, PrincipalTags, UseDefaults }) {
        const tags = UseDefaults ? { username: 'sub', client: 'aud' } : (PrincipalTags ?? {});
        poolOf(IdentityPoolId).tags.set(IdentityProviderName, tags);
        return { ref: `${IdentityPoolId}|${IdentityProviderName}` };
      },
      update: 'anew',
      delete: (_, { IdentityPoolId, IdentityProviderName }) =>
        pools.get(IdentityPoolId)?.tags.delete(IdentityProviderName),
    },
  };
  return { operations, resources };
}
