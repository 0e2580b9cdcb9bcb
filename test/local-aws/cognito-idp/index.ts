import { Service, World } from '../kernel';
import { adminOperations } from './admin';
import { Claims } from './jwt';
import { mfaOperations } from './mfa';
import { userPoolResources } from './resources';
import { sessionOperations } from './sessions';
import { signInOperations } from './sign-in';
import { signUpOperations } from './sign-up';
import { epoch, UserPools } from './store';

export interface CognitoIdp extends Service {
  /** The claims of an ID token that this provider issued and that has not expired, and whether its sign-in still stands. */
  verifyIdToken(providerName: string, token: string): { claims: Claims; signedIn: boolean } | undefined;
}

/** Amazon Cognito user pools: one part for each thing that a person does with them. */
export function cognitoIdp(world: World): CognitoIdp {
  const pools = new UserPools(world);
  const parts = [adminOperations, signUpOperations, signInOperations, sessionOperations, mfaOperations];
  return {
    operations: Object.assign({}, ...parts.map((part) => part(pools))),
    resources: userPoolResources(pools),
    // @aws https://docs.aws.amazon.com/cognito/latest/developerguide/federation-endpoints.html — jwks.json and openid-configuration of a pool
    http(path) {
      const [, id, page] = /^\/([^/]+)\/\.well-known\/(jwks\.json|openid-configuration)$/.exec(path) ?? [];
      const pool = pools.pools.get(id);
      const issuer = `https://${pool?.providerName}`;
      const signing = { id_token_signing_alg_values_supported: ['RS256'], subject_types_supported: ['public'] };
      const configuration = { issuer, jwks_uri: `${issuer}/.well-known/jwks.json`, ...signing };
      return pool && { status: 200, body: JSON.stringify(page === 'jwks.json' ? pool.key.jwks() : configuration) };
    },
    verifyIdToken(providerName, token) {
      const { pool, claims = {}, grant } = pools.verified(token) ?? {};
      const valid = pool?.providerName === providerName && claims.token_use === 'id' && claims.exp > epoch(pools.now());
      return valid ? { claims, signedIn: !grant!.revoked } : undefined;
    },
  };
}
