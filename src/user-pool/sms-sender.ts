import { endUserMessagingPlan, SmsPlan, snsPlan } from './private/sms-plan';
import type { EndUserMessagingOptions, SnsOptions } from './sms-options';
import { requireGiven } from '../private/options';

/**
 * Through whom Cognito sends SMS. Without one, a pool sends none, and has no role for it.
 */
export abstract class SmsSender {
  /**
   * Through Amazon SNS.
   *
   * @param options the Region of SNS, where it is not the pool's
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-sms-settings.html
   */
  public static sns(options: SnsOptions = {}): SmsSender {
    requireGiven('SmsSender.sns', [options]);
    return new PlannedSender(snsPlan(options));
  }

  /**
   * Through AWS End User Messaging: from a number or sender id of your own, with a configuration set for logs and events,
   * and with the registrations that India asks for.
   *
   * @param options from whom, through which configuration set
   * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_EumsSmsConfigurationType.html
   */
  public static endUserMessaging(options: EndUserMessagingOptions = {}): SmsSender {
    requireGiven('SmsSender.endUserMessaging', [options]);
    return new PlannedSender(endUserMessagingPlan(options));
  }

  /** @internal */
  public abstract _bind(): SmsPlan;
}

class PlannedSender extends SmsSender {
  constructor(private readonly plan: SmsPlan) {
    super();
  }

  /** @internal */
  public _bind(): SmsPlan {
    return this.plan;
  }
}
