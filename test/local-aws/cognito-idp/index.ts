import { Service, World } from '../kernel';
import { adminOperations } from './administration';
import { mfaOperations } from './factors';
import { managedLogin } from './managed-login';
import { userPoolResources } from './resources';
import { samlOperations } from './saml';
import { signInOperations } from './sign-in';
import { Claims, epoch, Pool, UserPools } from './store';
import { sessionOperations } from './tokens';
import { passwordOperations, signUpOperations } from './users';
import { discoveryDocument, json } from '../../support/oauth-server';

export interface CognitoIdp extends Service {
  /** The claims of an ID token that this provider issued and that has not expired, and whether its sign-in still stands. */
  verifyIdToken(providerName: string, token: string): { claims: Claims; signedIn: boolean } | undefined;
}

const ENDPOINTS = {
  ...{ authorization: 'oauth2/authorize', token: 'oauth2/token', userinfo: 'oauth2/userInfo' },
  ...{ revocation: 'oauth2/revoke', end_session: 'logout' },
};
function openIdConfiguration(pools: UserPools, { id, providerName }: Pool) {
  const domain = [...pools.domains.values()].find(({ UserPoolId }) => UserPoolId === id);
  return discoveryDocument(`https://${providerName}`, ENDPOINTS, domain && `https://${pools.hostOf(domain)}`);
}

/** Amazon Cognito user pools: one part for each thing that a person does with them. */
export function cognitoIdp(world: World): CognitoIdp {
  const pools = new UserPools(world);
  const people = [signUpOperations, passwordOperations, signInOperations, sessionOperations, mfaOperations];
  return {
    operations: Object.assign({}, ...[adminOperations, samlOperations, ...people].map((part) => part(pools))),
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
