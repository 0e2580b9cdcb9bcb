import * as defaults from '../defaults';
import { AuthConfigError } from '../private/errors';
import { requireLiteral } from '../private/tokens';
import { AuthIdentityProvider } from '../providers/auth-identity-provider';
import { attributeName, requireNoSubject, requireNoVoucher } from './private/federated-names';
import { federatedStep } from './private/federated-step';
import { ownProviderNames } from './private/provider-names';
import { BoundHandler } from './private/trigger-step';
import { TriggerHandler } from './trigger-handler';

/**
 * Options of `InboundFederation.overrideAttribute`.
 */
export interface OverrideAttributeOptions {
  /**
   * Name of the attribute as the attribute mapping of the providers has it: its right-hand side.
   */
  readonly name: string;

  /**
   * What it says, from 1 to 2,048 characters. No secret: it stands in the environment of the function.
   */
  readonly value: string;

  /**
   * Of whose people it is said. A provider that is added later is not among them by itself.
   */
  readonly providers: AuthIdentityProvider[];
}

const HANDLER = 'InboundFederation.overrideAttribute';

export function overrideAttribute(options: OverrideAttributeOptions): TriggerHandler {
  return new BoundHandler(({ where }) => {
    const name = attributeName(where, HANDLER, options.name);
    requireNoSubject(where, HANDLER, [name]);
    requireNoVoucher(where, HANDLER, name, 'itself');
    const value = requireLiteral(where, `the value of ${HANDLER}`, options.value);
    if (value.trim() === '' || value.length > defaults.LONGEST_ATTRIBUTE) {
      throw new AuthConfigError(
        where,
        `${HANDLER} gives '${name}' a value of ${value.trim().length} characters. Pass from 1 to ${defaults.LONGEST_ATTRIBUTE}.`,
      );
    }
    const providers = ownProviderNames(where, HANDLER, options.providers);
    options.providers.forEach((provider) => provider._overrule(name));
    // the last word: nothing is renamed to it, or away from it, any more
    return { ...federatedStep('overrideAttribute', [name], { name, value, providers }), phase: 'END' };
  });
}
