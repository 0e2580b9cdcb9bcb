import { TableRowOptions } from './table-row-options';
import { TriggerHandler } from './trigger-handler';
import { EVERY_SOURCE } from '../contract/steps';
import * as defaults from '../defaults';
import { messageForPeople } from './private/message-for-people';
import { SUSPENSIONS } from './private/own-tables';
import { requireDistinct, usedTable } from './private/row-place';
import { BoundHandler, TriggerScope, TriggerStep } from './private/trigger-step';

/**
 * Options of `PreTokenGeneration.suspendedUsers` and `PreAuthentication.suspendedUsers`.
 */
export interface SuspendedUsersOptions extends TableRowOptions {
  /**
   * The attribute of the row that says whether the user is suspended: `true`. Who has no row, no such attribute, or `false` in
   * it, is not; any other value counts as `true`.
   *
   * @default suspended
   */
  readonly attribute?: string;

  /**
   * The attribute that says until when, a number in seconds since 1970; without it the suspension has no end.
   *
   * @default suspendedUntil
   */
  readonly untilAttribute?: string;

  /**
   * What people read who are suspended, at most 200 characters.
   *
   * @default - a sentence that says that the account is suspended
   */
  readonly message?: string;
}

type Trigger = 'PreAuthentication' | 'PreTokenGeneration';

/** Refuses tokens, and where that is asked for also what comes before them. */
export function suspendedUsers(triggers: readonly Trigger[], options: SuspendedUsersOptions): TriggerHandler {
  return new BoundHandler((scope) => triggers.map((trigger) => bind(scope, trigger, options)));
}

function bind({ where }: TriggerScope, trigger: Trigger, options: SuspendedUsersOptions): TriggerStep {
  const handler = `${trigger}.suspendedUsers`;
  const { place, path, grant } = usedTable(where, handler, options, SUSPENSIONS);
  const { attribute = defaults.SUSPENDED, untilAttribute = defaults.SUSPENDED_UNTIL, message } = options;
  requireDistinct(where, handler, place, [attribute, untilAttribute]);
  return {
    trigger,
    phase: 'GUARD',
    wire: {
      step: 'suspendedUsers',
      key: path,
      sources: [EVERY_SOURCE],
      config: {
        ...place,
        attribute,
        untilAttribute,
        message: message === undefined ? undefined : messageForPeople(where, `message of ${handler}`, message),
      },
    },
    ports: ['dynamodb'],
    poolActions: [],
    grant: grant('dynamodb:GetItem'),
  };
}
