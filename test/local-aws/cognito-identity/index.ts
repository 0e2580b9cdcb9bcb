import { randomUUID } from 'node:crypto';
import { CognitoIdp } from '../cognito-idp';
import { notImitated, refuse } from '../cognito-idp/store';
import { AwsError, Service, World } from '../kernel';
import { IdentityPool, Login, selectRole } from './roles';

/** Amazon Cognito identity pools: user pool tokens in, AWS credentials of a role out. */
export function cognitoIdentity(world: World, idp: CognitoIdp): Service {
  const pools = new Map<string, IdentityPool>();
  /** Every identity with its pool and the key of its user; guests have none. */
  const identities = new Map<string, { readonly pool: IdentityPool; readonly key?: string }>();
  const poolOf = (id: string) => pools.get(id) ?? refuse('ResourceNotFound', `IdentityPool '${id}' not found.`);

  /** Believes a login only if a provider of this identity pool vouches for it. */
  function verifiedLogin({ props }: IdentityPool, logins: Record<string, string> = {}): Login | undefined {
    const [entry, second] = Object.entries(logins);
    // @missing social, SAML, OIDC and developer providers; linking two logins to one identity
    if (second) notImitated('several logins at a time');
    if (!entry) return undefined;
    const [provider, token] = entry;
    const providers: any[] = props.CognitoIdentityProviders ?? [];
    const unsupported = 'Token is not from a supported provider of this identity pool.';
    if (!providers.some(({ ProviderName }) => ProviderName === provider)) refuse('NotAuthorized', unsupported);
    const { claims, signedIn } = idp.verifyIdToken(provider, token) ?? refuse('NotAuthorized', 'Invalid login token.');
    const client = providers.find((one) => one.ProviderName === provider && one.ClientId === claims.aud);
    if (!client) refuse('NotAuthorized', unsupported);
    // @aws https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_CognitoIdentityProvider.html — ServerSideTokenCheck: signed out or deleted users are refused
    if (client.ServerSideTokenCheck && !signedIn) refuse('NotAuthorized', 'Invalid login token. Token is revoked.');
    return { provider, claims };
  }

  // @aws https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-identity.html — guests only where AllowUnauthenticatedIdentities is on; one identity per user and pool
  function identityOf(pool: IdentityPool, login?: Login): string {
    const guests = pool.props.AllowUnauthenticatedIdentities;
    if (!login && !guests) refuse('NotAuthorized', 'Unauthenticated access is not supported for this identity pool.');
    const key = login && `${pool.id} ${login.provider} ${login.claims.sub}`;
    const [known] = [...identities].find(([, identity]) => key && identity.key === key) ?? [];
    const id = known ?? `${world.region}:${randomUUID()}`;
    identities.set(id, { pool, key });
    return id;
  }

  return {
    operations: {
      GetId({ IdentityPoolId, Logins }) {
        const pool = poolOf(IdentityPoolId);
        return { IdentityId: identityOf(pool, verifiedLogin(pool, Logins)) };
      },
      // @missing GetOpenIdToken and the classic flow; a guest's identity that becomes the user's
      async GetCredentialsForIdentity({ IdentityId, Logins, CustomRoleArn }) {
        const { pool, key } =
          identities.get(IdentityId) ?? refuse('ResourceNotFound', `Identity '${IdentityId}' not found.`);
        const login = verifiedLogin(pool, Logins);
        if (!login && key) refuse('NotAuthorized', `Access to Identity '${IdentityId}' is forbidden.`);
        if (login && identityOf(pool, login) !== IdentityId) refuse('NotAuthorized', "Logins don't match.");
        const role = selectRole(pool, login, CustomRoleArn);
        // @aws https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html — aud is the identity pool, sub the identity, amr says whether signed in
        const signedIn = login && [
          'authenticated',
          login.provider,
          `${login.provider}:CognitoSignIn:${login.claims.sub}`,
        ];
        const claims = { aud: pool.id, sub: IdentityId, amr: signedIn ?? ['unauthenticated'] };
        const session = await world.assumeWithWebIdentity(role, claims, 'CognitoIdentityCredentials').catch((error) => {
          world.journal.push(`identity pool ${pool.id}: ${error.message}`);
          // @assumed a trust policy that refuses surfaces as an invalid configuration
          const check = 'Invalid identity pool configuration. Check assigned IAM roles for this pool.';
          throw error instanceof AwsError ? new AwsError('InvalidIdentityPoolConfigurationException', check) : error;
        });
        const { SecretAccessKey: SecretKey, ...others } = session;
        return { IdentityId, Credentials: { SecretKey, ...others } };
      },
    },
    resources: {
      'AWS::Cognito::IdentityPool': {
        properties: [
          'AllowUnauthenticatedIdentities',
          'AllowClassicFlow',
          'CognitoIdentityProviders',
          'IdentityPoolName',
        ],
        create(props, { generatedName }) {
          if (props.AllowClassicFlow) notImitated('AllowClassicFlow');
          const id = `${world.region}:${randomUUID()}`;
          pools.set(id, { id, props, roles: {}, mappings: [] });
          return { ref: id, attributes: { Name: props.IdentityPoolName ?? generatedName } };
        },
        delete: (id) => void pools.delete(id),
      },
      'AWS::Cognito::IdentityPoolRoleAttachment': {
        properties: ['IdentityPoolId', 'Roles', 'RoleMappings'],
        create({ IdentityPoolId, Roles: roles = {}, RoleMappings = {} }) {
          // @assumed the key of a mapping names the provider where the mapping itself does not
          const mappings = Object.entries<any>(RoleMappings).map(([key, one]) => ({ IdentityProvider: key, ...one }));
          if (mappings.some(({ Type }) => Type !== 'Token')) notImitated('role mapping by rules');
          // @aws https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_RoleMapping.html — a mapping needs AmbiguousRoleResolution
          const vague = mappings.some(({ AmbiguousRoleResolution }) => !AmbiguousRoleResolution);
          if (vague) refuse('InvalidParameter', 'AmbiguousRoleResolution is required for a role mapping.');
          Object.assign(poolOf(IdentityPoolId), { roles, mappings });
          return { ref: `${IdentityPoolId}|roles` };
        },
        delete: (ref) => void Object.assign(pools.get(ref.split('|')[0]) ?? {}, { roles: {}, mappings: [] }),
      },
    },
  };
}
