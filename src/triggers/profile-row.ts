import { TableRowOptions } from './table-row-options';
import { TriggerHandler } from './trigger-handler';
import * as defaults from '../defaults';
import { requireLiteral } from '../private/tokens';
import { inOrder } from './private/in-order';
import { PROFILES } from './private/own-tables';
import { requireDistinct, usedTable } from './private/row-place';
import { BoundHandler, TriggerScope, TriggerStep } from './private/trigger-step';

/**
 * Options of `PostConfirmation.profileRow`.
 */
export interface ProfileRowOptions extends TableRowOptions {
  /**
   * Attributes of the row, and by Cognito's name (`email`, `custom:tenant`) the attribute of the user that each takes as it is at
   * that time. The row gets nothing else that people write.
   *
   * @default - none: the row has its key and the time
   */
  readonly attributes?: { [attribute: string]: string };

  /**
   * The attribute of the row that has the time, such as `2030-01-31T12:00:00.000Z`.
   *
   * @default createdAt
   */
  readonly createdAt?: string;
}

export function profileRow(options: ProfileRowOptions): TriggerHandler {
  return new BoundHandler((scope) => bind(scope, options));
}

function bind({ where, pool }: TriggerScope, options: ProfileRowOptions): TriggerStep {
  const handler = 'PostConfirmation.profileRow';
  const { place, path, grant } = usedTable(where, handler, options, PROFILES);
  const { attributes = {}, createdAt = defaults.CREATED_AT } = options;
  requireDistinct(where, handler, place, [...Object.keys(attributes), createdAt]);
  for (const [name, source] of Object.entries(attributes)) {
    pool.attributes.requireKnown(where, handler, requireLiteral(where, `'${name}' of ${handler}`, source));
  }
  return {
    trigger: 'PostConfirmation',
    phase: 'EFFECT',
    wire: {
      step: 'profileRow',
      key: path,
      sources: ['PostConfirmation_ConfirmSignUp'],
      config: { ...place, attributes: inOrder(attributes), createdAt },
    },
    ports: ['dynamodb'],
    poolActions: [],
    grant: grant('dynamodb:PutItem'),
  };
}
