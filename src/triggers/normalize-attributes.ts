import * as defaults from '../defaults';
import { FederatedAttributesOptions } from './federated-attributes';
import { AuthConfigError } from '../private/errors';
import { attributeNames, requireNoSubject } from './private/federated-names';
import { federatedStep } from './private/federated-step';
import { ownProviderNames } from './private/provider-names';
import { BoundHandler } from './private/trigger-step';
import { TriggerHandler } from './trigger-handler';

/**
 * Options of `InboundFederation.normalizeAttributes`.
 */
export interface NormalizeAttributesOptions extends FederatedAttributesOptions {
  /**
   * Whether texts become lower case, as e-mail addresses should, which are compared as they are written.
   *
   * @default false
   */
  readonly lowerCase?: boolean;

  /**
   * How many characters stay; what a longer text ends with is lost. Cognito refuses a sign-in with more than 2,048. Not for
   * addresses and phone numbers: what is left of one may be somebody else's.
   *
   * @default 2048
   */
  readonly maxLength?: number;
}

const HANDLER = 'InboundFederation.normalizeAttributes';

export function normalizeAttributes(options: NormalizeAttributesOptions): TriggerHandler {
  return new BoundHandler(({ where }) => {
    const { lowerCase = false, maxLength = defaults.LONGEST_ATTRIBUTE } = options;
    const attributes = attributeNames(where, HANDLER, options.attributes);
    requireNoSubject(where, HANDLER, attributes);
    if (!Number.isInteger(maxLength) || maxLength < 1 || maxLength > defaults.LONGEST_ATTRIBUTE) {
      throw new AuthConfigError(
        where,
        `maxLength of ${HANDLER} is ${maxLength}. Pass a whole number from 1 to ${defaults.LONGEST_ATTRIBUTE}.`,
      );
    }
    const providers = ownProviderNames(where, HANDLER, options.providers);
    return federatedStep('normalizeAttributes', attributes, { attributes, lowerCase, maxLength, providers });
  });
}
