import { Service, World } from '../kernel';
import { mfaOperations } from './factors';
import { json, managedLogin } from './managed-login';
import { userPoolResources } from './resources';
import { signInOperations } from './sign-in';
import { Claims, epoch, Pool, UserPools } from './store';
import { sessionOperations } from './tokens';
import { adminOperations, passwordOperations, signUpOperations } from './users';

export interface CognitoIdp extends Service {
  /** The claims of an ID token that this provider issued and that has not expired, and whether its sign-in still stands. */
  verifyIdToken(providerName: string, token: string): { claims: Claims; signedIn: boolean } | undefined;
}

function openIdConfiguration(pools: UserPools, { id, providerName }: Pool) {
  const issuer = `https://${providerName}`;
  const domain = [...pools.domains.values()].find(({ UserPoolId }) => UserPoolId === id);
  const paths = { authorization: 'oauth2/authorize', token: 'oauth2/token', userinfo: 'oauth2/userInfo' };
  const endpoints = Object.entries({ ...paths, revocation: 'oauth2/revoke', end_session: 'logout' });
  const at = ([name, path]: [string, string]) => [`${name}_endpoint`, `https://${pools.hostOf(domain)}/${path}`];
  const signing = { id_token_signing_alg_values_supported: ['RS256'], subject_types_supported: ['public'] };
  const about = { issuer, jwks_uri: `${issuer}/.well-known/jwks.json`, response_types_supported: ['code'], ...signing };
  return { ...about, ...(domain && Object.fromEntries(endpoints.map(at))) };
}

/** Amazon Cognito user pools: one part for each thing that a person does with them. */
export function cognitoIdp(world: World): CognitoIdp {
  const pools = new UserPools(world);
  const parts = [
    adminOperations,
    signUpOperations,
    passwordOperations,
    signInOperations,
    sessionOperations,
    mfaOperations,
  ];
  return {
    operations: Object.assign({}, ...parts.map((part) => part(pools))),
    resources: userPoolResources(pools),
    // @aws https://docs.aws.amazon.com/cognito/latest/developerguide/federation-endpoints.html — jwks.json and openid-configuration of a pool
    async http(request) {
      const [, id, page] = /^\/([^/]+)\/\.well-known\/(jwks\.json|openid-configuration)$/.exec(request.path) ?? [];
      const pool = pools.pools.get(id);
      if (!pool) return managedLogin(pools, request);
      return json(page === 'jwks.json' ? pool.key.jwks() : openIdConfiguration(pools, pool));
    },
    verifyIdToken(providerName, token) {
      const { pool, claims = {}, grant } = pools.verified(token) ?? {};
      const valid = pool?.providerName === providerName && claims.token_use === 'id' && claims.exp > epoch(pools.now());
      return valid ? { claims, signedIn: !grant!.revoked } : undefined;
    },
  };
}
