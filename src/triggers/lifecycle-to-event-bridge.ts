import { LifecycleEvent } from './lifecycle-event';
import type { LifecycleEventsOptions } from './lifecycle-events';
import { eventStep } from './private/event-step';
import { sourcesOf, TellingTrigger } from './private/telling';
import { BoundHandler, TriggerScope, TriggerStep } from './private/trigger-step';
import { TriggerHandler } from './trigger-handler';
import { AuthConfigError } from '../private/errors';

const HANDLER = 'LifecycleEvents.toEventBridge';
const TRIGGERS: readonly TellingTrigger[] = ['PreSignUp', 'PostConfirmation', 'PostAuthentication'];

export function lifecycleToEventBridge(options: LifecycleEventsOptions): TriggerHandler {
  return new BoundHandler((scope) => bind(scope, options));
}

function bind(scope: TriggerScope, options: LifecycleEventsOptions): readonly TriggerStep[] {
  const { events: types = Object.values(LifecycleEvent), attributes, required, eventBus } = options;
  if (types.length === 0) {
    throw new AuthConfigError(scope.where, `${HANDLER} has no events, so it would tell nothing. Pass at least one.`);
  }
  const telling = { handler: HANDLER, types, attributes, required };
  return TRIGGERS.filter((trigger) => sourcesOf(trigger, types).length > 0).map((trigger) =>
    eventStep(scope, trigger, telling, eventBus),
  );
}
