import { ClaimTokens } from './claim-tokens';
import { TableRowOptions } from './table-row-options';
import { TriggerHandler } from './trigger-handler';
import { AuthConfigError } from '../private/errors';
import { requireLiteral } from '../private/tokens';
import { claimName } from './private/claim-name';
import { inOrder } from './private/in-order';
import { PROFILES } from './private/own-tables';
import { usedTable } from './private/row-place';
import { TOKEN_SOURCES } from './private/token-sources';
import { tokenUses } from './private/token-uses';
import { BoundHandler, TriggerScope, TriggerStep } from './private/trigger-step';

/**
 * Options of `PreTokenGeneration.claimsFromRow`.
 */
export interface ClaimsFromRowOptions extends TableRowOptions {
  /**
   * Names of claims, at most 60 characters each, and the attribute of the row that each takes: a text, a number of up to 15
   * digits, a boolean, a list or set of texts. On the LITE plan each becomes a text, lists with spaces between.
   */
  readonly claims: { [claim: string]: string };

  /**
   * Which tokens get the claims.
   *
   * @default ClaimTokens.ID_AND_ACCESS; on the LITE plan ClaimTokens.ID
   */
  readonly tokens?: ClaimTokens;
}

const HANDLER = 'PreTokenGeneration.claimsFromRow';

export function claimsFromRow(options: ClaimsFromRowOptions): TriggerHandler {
  return new BoundHandler((scope) => bind(scope, options));
}

function bind({ where, pool }: TriggerScope, options: ClaimsFromRowOptions): TriggerStep {
  const claims = Object.entries(inOrder(options.claims));
  if (claims.length === 0) throw new AuthConfigError(where, `${HANDLER} has no claims. Pass at least one.`);
  for (const [name, attribute] of claims) {
    claimName(where, HANDLER, name);
    if (requireLiteral(where, `the attribute of the claim '${name}'`, attribute) !== '') continue;
    throw new AuthConfigError(where, `${HANDLER} has no attribute for the claim '${name}'. Name one of the row.`);
  }
  const { place, grant } = usedTable(where, HANDLER, options, PROFILES);
  const names = claims.map(([name]) => name).join(' and ');
  const tokens = tokenUses(pool, `${HANDLER} in access tokens`, options.tokens);
  return {
    trigger: 'PreTokenGeneration',
    phase: 'SHAPE',
    wire: {
      step: 'claimsFromRow',
      key: names,
      sources: TOKEN_SOURCES,
      config: { ...place, claims: Object.fromEntries(claims), tokens },
    },
    ports: ['dynamodb'],
    poolActions: [],
    grant: grant('dynamodb:GetItem'),
  };
}
