import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as events from 'aws-cdk-lib/aws-events';
import { LifecycleEvent } from './lifecycle-event';
import { lifecycleToEventBridge } from './lifecycle-to-event-bridge';
import { TriggerHandler } from './trigger-handler';
import { UserEventOptions } from './user-event-options';
import { EVENT_SOURCE } from '../contract/user-events';
import { checkedHandler } from './private/checked-handler';
import { requireGiven } from '../private/options';

/**
 * Options of `LifecycleEvents.toEventBridge`.
 */
export interface LifecycleEventsOptions extends UserEventOptions {
  /**
   * What is told. A trigger that has nothing to tell gets no function.
   *
   * @default - everything
   */
  readonly events?: LifecycleEvent[];

  /**
   * Whether nobody signs up whose event cannot be sent, and who confirms or resets a password sees an error. A sign-in never
   * waits for its event to succeed.
   *
   * @default false
   */
  readonly required?: boolean;
}

/**
 * Options of `LifecycleEvents.pattern`.
 */
export interface LifecyclePatternOptions {
  /**
   * The user pool whose events match.
   *
   * @default - any user pool whose events come to the bus
   */
  readonly userPool?: cognito.IUserPool;

  /**
   * The events that match.
   *
   * @default - all of them
   */
  readonly events?: LifecycleEvent[];
}

/**
 * What happens to users, as events: sign-up, confirmation, sign-in, password reset, linking. Their schema is documented, they
 * name no person unless you name the attributes, and attempts that Cognito repeats have the same `id`. The successor of
 * Cognito Streams: from EventBridge they go wherever a rule sends them, to Kinesis for instance.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-what-is.html
 */
export class LifecycleEvents {
  /**
   * A handler of the triggers PreSignUp, PostConfirmation and PostAuthentication: it runs after all others, and is not told
   * of what they refused or failed to do. An event that cannot be sent leaves a line in the function's log, and costs nobody
   * a sign-up or a sign-in.
   *
   * @param options the bus, the events, and what they tell
   * @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html
   */
  public static toEventBridge(options: LifecycleEventsOptions = {}): TriggerHandler {
    return checkedHandler('LifecycleEvents.toEventBridge', [options], () => lifecycleToEventBridge(options));
  }

  /**
   * What a rule on the bus looks for. Whoever may put events on the bus can make up what matches: what must not be deceived
   * listens to a bus of its own.
   *
   * @param options of which user pool, and which events
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
   */
  public static pattern(options: LifecyclePatternOptions = {}): events.EventPattern {
    requireGiven('LifecycleEvents.pattern', [options]);
    return {
      source: [EVENT_SOURCE],
      detailType: options.events,
      detail: options.userPool && { userPoolId: [options.userPool.userPoolId] },
    };
  }

  private constructor() {}
}
