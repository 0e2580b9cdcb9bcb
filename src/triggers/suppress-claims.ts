import { ClaimTokens } from './claim-tokens';
import { TriggerHandler } from './trigger-handler';
import { isSuppressible } from '../contract/claims';
import { AuthConfigError } from '../private/errors';
import { requireLiteral } from '../private/tokens';
import { distinct } from './private/content-list';
import { TOKEN_SOURCES } from './private/token-sources';
import { tokenUses } from './private/token-uses';
import { BoundHandler, TriggerScope, TriggerStep } from './private/trigger-step';

/**
 * Options of `PreTokenGeneration.suppressClaims`.
 */
export interface SuppressClaimsOptions {
  /**
   * Names of the claims, such as `phone_number` or `custom:tenant`. Those that make a token one of Cognito's (`sub`, `exp`,
   * `cognito:username` …) are refused.
   */
  readonly claims: string[];

  /**
   * Which tokens lack the claims.
   *
   * @default ClaimTokens.ID_AND_ACCESS; on the LITE plan ClaimTokens.ID
   */
  readonly tokens?: ClaimTokens;
}

export function suppressClaims(options: SuppressClaimsOptions): TriggerHandler {
  return new BoundHandler((scope) => bind(scope, options));
}

function bind({ where, pool }: TriggerScope, options: SuppressClaimsOptions): TriggerStep {
  const handler = 'PreTokenGeneration.suppressClaims';
  if (options.claims.length === 0) throw new AuthConfigError(where, `${handler} has no claims. Pass at least one.`);
  const claims = distinct(options.claims.map((name) => requireLiteral(where, `a claim of ${handler}`, name)));
  const needed = claims.find((name) => !isSuppressible(name));
  if (needed !== undefined) {
    throw new AuthConfigError(where, `${handler} has '${needed}', which no token can do without. Leave it out.`);
  }
  const tokens = tokenUses(pool, `${handler} in access tokens`, options.tokens);
  return {
    trigger: 'PreTokenGeneration',
    phase: 'SHAPE',
    wire: { step: 'suppressClaims', key: tokens.join(' and '), sources: TOKEN_SOURCES, config: { claims, tokens } },
    ports: [],
    poolActions: [],
  };
}
