import * as cognito from 'aws-cdk-lib/aws-cognito';
import { TokenUse } from '../../contract/steps';
import { Pool } from '../../user-pool/pool';
import { ClaimTokens } from '../claim-tokens';

const TOKEN_USES: Record<ClaimTokens, readonly TokenUse[]> = {
  [ClaimTokens.ID_AND_ACCESS]: ['id', 'access'],
  [ClaimTokens.ID]: ['id'],
  [ClaimTokens.ACCESS]: ['access'],
};

/**
 * The tokens that a handler changes. On the LITE plan that is the ID token: who asks for the access token by name there
 * gets a finding.
 *
 * @param what the change and its object, as the subject of a sentence: `the claim 'plan' in access tokens`
 */
export function tokenUses(pool: Pool, what: string, tokens?: ClaimTokens): readonly TokenUse[] {
  const chosen = tokens ?? (pool.hasPlan(cognito.FeaturePlan.ESSENTIALS) ? ClaimTokens.ID_AND_ACCESS : ClaimTokens.ID);
  if (chosen !== ClaimTokens.ID) pool.requirePlan(cognito.FeaturePlan.ESSENTIALS, what);
  return TOKEN_USES[chosen];
}
