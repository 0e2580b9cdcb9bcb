import { Duration } from 'aws-cdk-lib';
import { TableRowOptions } from './table-row-options';
import { TriggerHandler } from './trigger-handler';
import * as defaults from '../defaults';
import { SIGN_INS } from './private/own-tables';
import { requireDistinct, usedTable } from './private/row-place';
import { secondsOf } from './private/seconds';
import { BoundHandler } from './private/trigger-step';

/**
 * Options of `PostAuthentication.signInLog`. In the key of a table of your own, `{time}` (to the second) and `{clientId}` stand
 * beside `{sub}`: `{ pk: 'USER#{sub}', sk: 'SIGN-IN#{time}#{clientId}' }`.
 */
export interface SignInLogOptions extends TableRowOptions {
  /**
   * For how long an item is kept, 1 day to 10 years; DynamoDB deletes it within days after that. Who signed in when is personal
   * data: keep it no longer than you need it.
   */
  readonly retention: Duration;

  /**
   * The attribute by which the table forgets items, in seconds since 1970. In a table of your own, make it the
   * `timeToLiveAttribute`: without that nothing is ever deleted.
   *
   * @default expiresAt
   */
  readonly expiresAt?: string;
}

const LIMITS = { least: Duration.days(1), most: Duration.days(3_650) };

export function signInLog(options: SignInLogOptions): TriggerHandler {
  return new BoundHandler(({ where }) => {
    const handler = 'PostAuthentication.signInLog';
    const { place, path, grant } = usedTable(where, handler, options, SIGN_INS);
    const expiresAt = (options.table && options.expiresAt) ?? defaults.SIGN_IN_EXPIRES_AT;
    requireDistinct(where, handler, place, ['time', 'clientId', 'newDevice', expiresAt]);
    const retentionSeconds = secondsOf(where, `retention of ${handler}`, options.retention, LIMITS);
    return {
      trigger: 'PostAuthentication',
      phase: 'EFFECT',
      wire: {
        step: 'signInLog',
        key: path,
        sources: ['PostAuthentication_Authentication'],
        config: { ...place, retentionSeconds, expiresAt },
      },
      ports: ['dynamodb'],
      poolActions: [],
      grant: grant('dynamodb:PutItem'),
    };
  });
}
