import { EVERY_SOURCE } from '../contract/steps';
import { messageForPeople } from './private/message-for-people';
import { BoundHandler } from './private/trigger-step';
import { TriggerHandler } from './trigger-handler';

/**
 * Options of `PreAuthentication.maintenance`.
 */
export interface MaintenanceOptions {
  /**
   * What people read instead of signing in, at most 200 characters; Cognito adds the full stop.
   */
  readonly message: string;
}

export function maintenance(options: MaintenanceOptions): TriggerHandler {
  return new BoundHandler(({ where }) => ({
    trigger: 'PreAuthentication',
    phase: 'GUARD',
    wire: {
      step: 'maintenance',
      key: 'message',
      sources: [EVERY_SOURCE],
      config: { message: messageForPeople(where, 'message of PreAuthentication.maintenance', options.message) },
    },
    ports: [],
    poolActions: [],
  }));
}
