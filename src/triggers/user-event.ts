import { eventStep } from './private/event-step';
import { confirmations } from './private/telling';
import { BoundHandler } from './private/trigger-step';
import { TriggerHandler } from './trigger-handler';
import { ConfirmationEventOptions, UserEventOptions } from './user-event-options';

export function confirmationEvent(options: ConfirmationEventOptions): TriggerHandler {
  const telling = confirmations('PostConfirmation.toEventBridge', options);
  return new BoundHandler((scope) => eventStep(scope, 'PostConfirmation', telling, options.eventBus));
}

export function signInEvent({ attributes, eventBus }: UserEventOptions): TriggerHandler {
  const telling = { handler: 'PostAuthentication.toEventBridge', types: ['User Sign-In' as const], attributes };
  return new BoundHandler((scope) => eventStep(scope, 'PostAuthentication', telling, eventBus));
}
