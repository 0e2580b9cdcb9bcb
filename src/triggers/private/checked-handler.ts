import { TriggerHandler } from '../trigger-handler';
import { BoundHandler } from './trigger-step';
import { requireArguments } from '../../private/options';

/**
 * A handler that looks at what it was given before anything else does, where the path can be told, and whose steps know what
 * people call it.
 *
 * @param call as people write it: `PreSignUp.invoke`
 * @param given what was passed
 */
export function checkedHandler(call: string, given: readonly unknown[], make: () => TriggerHandler): TriggerHandler {
  return new BoundHandler((scope) => {
    requireArguments(scope.where, call, given, ` of ${call}`);
    return make()
      ._bind(scope)
      .map((step) => ({ ...step, handler: call }));
  });
}
