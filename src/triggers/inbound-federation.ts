import * as lambda from 'aws-cdk-lib/aws-lambda';
import { dropAttributes as dropped, FederatedAttributesOptions, keepAttributes as kept } from './federated-attributes';
import { federatedEmailDomains, FederatedEmailDomainsOptions } from './federated-domains';
import { normalizeAttributes as normalized, NormalizeAttributesOptions } from './normalize-attributes';
import { overrideAttribute, OverrideAttributeOptions } from './override-attribute';
import { invokeStep } from './private/invoke-step';
import { renameAttribute as renamed, RenameAttributeOptions } from './rename-attribute';
import { TriggerHandler } from './trigger-handler';
import { EVERY_SOURCE } from '../contract/steps';
import { checkedHandler } from './private/checked-handler';

/**
 * Handlers for what an identity provider says of a person, at every sign-in with it, before Cognito maps and stores it. They
 * come in this order: domains, your own function, attributes dropped, kept, normalized, renamed, set. Fails closed: when a handler
 * breaks, or no attribute would be left, nobody signs in.
 *
 * They see the attributes of a SAML assertion, or those of the provider's user information and ID token, of which the ID token
 * has the last word; the provider's own tokens are left out as soon as a handler changes something. Nobody gets an attribute
 * that the provider does not map: what Cognito stores still goes through its attribute mapping. Any feature plan has the trigger.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-inbound-federation.html
 */
export class InboundFederation {
  /**
   * Only people with an address of these e-mail domains sign in through an identity provider, each time and not only the
   * first: who leaves a company is out as soon as its provider tells another address. An address that the provider has not
   * verified is refused, unless its domain is the provider's own.
   *
   * @param options the domains, how they are compared, and which providers are believed
   */
  public static allowEmailDomains(options: FederatedEmailDomainsOptions): TriggerHandler {
    return checkedHandler('InboundFederation.allowEmailDomains', [options], () => federatedEmailDomains(options));
  }

  /**
   * Keeps these attributes, and by what Cognito knows the person again, and drops all others. Name `email_verified` beside
   * `email`, where the provider says it.
   *
   * @param options the attributes, and whose
   */
  public static keepAttributes(options: FederatedAttributesOptions): TriggerHandler {
    return checkedHandler('InboundFederation.keepAttributes', [options], () => kept(options));
  }

  /**
   * Drops these attributes. What the profile had of them before stays there.
   *
   * @param options the attributes, and whose
   */
  public static dropAttributes(options: FederatedAttributesOptions): TriggerHandler {
    return checkedHandler('InboundFederation.dropAttributes', [options], () => dropped(options));
  }

  /**
   * Writes the texts of these attributes in one way: without white space around them, with single spaces in them, in Unicode's
   * composed form, on request in lower case, and not longer than Cognito allows.
   *
   * @param options the attributes, and whose
   */
  public static normalizeAttributes(options: NormalizeAttributesOptions): TriggerHandler {
    return checkedHandler('InboundFederation.normalizeAttributes', [options], () => normalized(options));
  }

  /**
   * Gives an attribute the name by which the attribute mapping knows it: one mapping for providers that differ. What the
   * provider says under that name itself is dropped. To `email_verified` nothing can be renamed; and who gets another `email`
   * gets one that is not verified, because the provider spoke of its own. `FederatedTrust.domains` tells what to believe.
   *
   * @param options from which name to which
   */
  public static renameAttribute(options: RenameAttributeOptions): TriggerHandler {
    return checkedHandler('InboundFederation.renameAttribute', [options], () => renamed(options));
  }

  /**
   * Gives an attribute one value for all people of the providers, whatever a provider says under that name: the tenant of a
   * customer, say, whose own identity provider could claim another one's. The providers map it, as if they said it.
   *
   * @param options which attribute, what it says, and of whose people
   */
  public static overrideAttribute(options: OverrideAttributeOptions): TriggerHandler {
    return checkedHandler('InboundFederation.overrideAttribute', [options], () => overrideAttribute(options));
  }

  /**
   * Your own function, after the guards and before the other handlers. It gets Cognito's event and answers with
   * `response.userAttributesToMap`: all attributes that count, because an empty answer keeps every one. An error of the name
   * `UserFacingError` refuses the sign-in with its message. It shares the trigger's 5 seconds. Pass a function that does not
   * refer to the user pool (the pool's id is in the event as `userPoolId`).
   *
   * @param handler function in any language
   */
  public static invoke(handler: lambda.IFunction): TriggerHandler {
    return checkedHandler('InboundFederation.invoke', [handler], () =>
      invokeStep('InboundFederation', 'GUARD', [EVERY_SOURCE], handler),
    );
  }

  private constructor() {}
}
