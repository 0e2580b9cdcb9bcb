import { TriggerHandler } from './trigger-handler';
import { EVERY_SOURCE } from '../contract/steps';
import { AuthGroup } from '../groups/auth-group';
import { ownGroupNames } from './private/group-names';
import { messageForPeople } from './private/message-for-people';
import { TOKEN_SOURCES } from './private/token-sources';
import { BoundHandler } from './private/trigger-step';

/**
 * Options of `PreTokenGeneration.limitGroups`.
 */
export interface LimitGroupsOptions {
  /**
   * The only groups that tokens name; of these a token names those that its user is in.
   */
  readonly groups: AuthGroup[];
}

/**
 * Options of `PreTokenGeneration.requireGroup`.
 */
export interface RequireGroupOptions {
  /**
   * Groups of which a user must be in at least one.
   */
  readonly groups: AuthGroup[];

  /**
   * What the others read, at most 200 characters.
   *
   * @default - a sentence that says no more than that the account may not sign in here
   */
  readonly message?: string;
}

export function limitGroups(options: LimitGroupsOptions): TriggerHandler {
  return new BoundHandler(({ where }) => {
    const groups = ownGroupNames(where, 'PreTokenGeneration.limitGroups', options.groups);
    return {
      trigger: 'PreTokenGeneration',
      // before what reads the groups
      phase: 'GUARD',
      wire: { step: 'limitGroups', key: 'groups', sources: TOKEN_SOURCES, config: { groups } },
      ports: [],
      poolActions: [],
    };
  });
}

export function requireGroup(options: RequireGroupOptions): TriggerHandler {
  return new BoundHandler(({ where }) => {
    const groups = ownGroupNames(where, 'PreTokenGeneration.requireGroup', options.groups);
    const what = 'message of PreTokenGeneration.requireGroup';
    const message = options.message === undefined ? undefined : messageForPeople(where, what, options.message);
    return {
      trigger: 'PreTokenGeneration',
      phase: 'GUARD',
      wire: { step: 'requireGroup', key: JSON.stringify(groups), sources: [EVERY_SOURCE], config: { groups, message } },
      ports: [],
      poolActions: [],
    };
  });
}
