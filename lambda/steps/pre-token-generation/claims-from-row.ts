import type { ClaimsFromRowConfig } from '../../../src/contract/rows';
import type { RowValue } from '../../ports/dynamodb';
import { InternalError } from '../../runtime/errors';
import type { TriggerEvents } from '../../runtime/events';
import type { Ports } from '../../runtime/ports';
import { keyOf } from '../../runtime/rows';
import { addClaim } from '../../runtime/tokens';

/** Adds claims out of the row of the user; what the row does not say is no claim. */
export async function claimsFromRow(
  event: TriggerEvents['PreTokenGeneration'],
  config: ClaimsFromRowConfig,
  { dynamodb }: Pick<Ports, 'dynamodb'>,
): Promise<void> {
  const attributes = [...new Set(Object.values(config.claims))];
  const row = (await dynamodb.readRow(config.table, keyOf(event, config), attributes)) ?? {};
  for (const [claim, attribute] of Object.entries(config.claims)) {
    if (!Object.hasOwn(row, attribute) || row[attribute] === null) continue;
    addClaim(event, config.tokens, claim, valueFor(event, attribute, row[attribute]));
  }
}

/** Version 1 of the event knows texts alone. */
function valueFor({ version }: TriggerEvents['PreTokenGeneration'], attribute: string, value: RowValue): unknown {
  if (value === undefined) throw new InternalError(`the row has a value of '${attribute}' that no token can carry`);
  if (version !== '1') return value;
  return typeof value === 'object' ? (value as readonly string[]).join(' ') : `${value}`;
}
