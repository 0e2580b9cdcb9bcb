import { TableRowOptions } from './table-row-options';
import { TriggerHandler } from './trigger-handler';
import * as defaults from '../defaults';
import { PROFILES } from './private/own-tables';
import { requireDistinct, usedTable } from './private/row-place';
import { BoundHandler } from './private/trigger-step';

/**
 * Options of `PostAuthentication.lastSignIn`.
 */
export interface LastSignInOptions extends TableRowOptions {
  /**
   * The attribute of the row that has the time, such as `2030-01-31T12:00:00.000Z`.
   *
   * @default lastSignInAt
   */
  readonly attribute?: string;
}

export function lastSignIn(options: LastSignInOptions): TriggerHandler {
  return new BoundHandler(({ where }) => {
    const handler = 'PostAuthentication.lastSignIn';
    const { place, path, grant } = usedTable(where, handler, options, PROFILES);
    const { attribute = defaults.LAST_SIGN_IN } = options;
    requireDistinct(where, handler, place, [attribute]);
    return {
      trigger: 'PostAuthentication',
      phase: 'EFFECT',
      wire: {
        step: 'lastSignIn',
        key: path,
        sources: ['PostAuthentication_Authentication'],
        config: { ...place, attribute },
      },
      ports: ['dynamodb'],
      poolActions: [],
      grant: grant('dynamodb:UpdateItem'),
    };
  });
}
