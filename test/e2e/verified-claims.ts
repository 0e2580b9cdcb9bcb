import { CognitoJwtVerifier } from 'aws-jwt-verify';
import { Tokens } from './people';
import { Outputs, Stage } from './stage';

/** The claims of both tokens, as a back end reads them: signature, issuer, audience, use and expiry are checked. */
export async function verifiedClaims(stage: Stage, { UserPoolId, ClientId }: Outputs, tokens: Tokens) {
  const verifier = (tokenUse: 'id' | 'access') =>
    CognitoJwtVerifier.create({ userPoolId: UserPoolId, clientId: ClientId, tokenUse });
  const [ids, accesses] = [verifier('id'), verifier('access')];
  if (stage.endpoint) {
    const response = await fetch(`${stage.endpoint}/${UserPoolId}/.well-known/jwks.json`);
    const jwks = (await response.json()) as Parameters<typeof ids.cacheJwks>[0];
    ids.cacheJwks(jwks);
    accesses.cacheJwks(jwks);
  }
  return { id: await ids.verify(tokens.idToken), access: await accesses.verify(tokens.accessToken) };
}
