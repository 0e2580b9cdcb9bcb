import { CognitoJwtVerifier } from 'aws-jwt-verify';
import { Tokens } from './people';
import { Outputs, Stage } from './stage';

interface Verifier {
  cacheJwks(jwks: { keys: [] }): void;
}

/** Gives verifiers the keys of the pool, which they would fetch from AWS. */
export async function giveKeys({ endpoint }: Stage, { UserPoolId }: Outputs, ...verifiers: Verifier[]): Promise<void> {
  if (!endpoint) return;
  const jwks = (await (await fetch(`${endpoint}/${UserPoolId}/.well-known/jwks.json`)).json()) as { keys: [] };
  for (const verifier of verifiers) verifier.cacheJwks(jwks);
}

/** The claims of both tokens, as a back end reads them: signature, issuer, audience, use and expiry are checked. */
export async function verifiedClaims(stage: Stage, outputs: Outputs, tokens: Tokens) {
  const { UserPoolId: userPoolId, ClientId: clientId } = outputs;
  const verifier = (tokenUse: 'id' | 'access') => CognitoJwtVerifier.create({ userPoolId, clientId, tokenUse });
  const [ids, accesses] = [verifier('id'), verifier('access')];
  await giveKeys(stage, outputs, ids, accesses);
  return { id: await ids.verify(tokens.idToken), access: await accesses.verify(tokens.accessToken) };
}
