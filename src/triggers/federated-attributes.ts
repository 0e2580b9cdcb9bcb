import { AttributeNamesConfig } from '../contract/federation';
import { AuthIdentityProvider } from '../providers/auth-identity-provider';
import { attributeNames, requireNoSubject } from './private/federated-names';
import { federatedStep } from './private/federated-step';
import { ownProviderNames } from './private/provider-names';
import { BoundHandler, TriggerScope } from './private/trigger-step';
import { TriggerHandler } from './trigger-handler';

/**
 * Options of `InboundFederation.keepAttributes` and `InboundFederation.dropAttributes`.
 */
export interface FederatedAttributesOptions {
  /**
   * Names of attributes as the provider uses them: the right-hand side of its attribute mapping.
   */
  readonly attributes: string[];

  /**
   * Whose people it is about.
   *
   * @default - those of every provider
   */
  readonly providers?: AuthIdentityProvider[];
}

export function keepAttributes(options: FederatedAttributesOptions): TriggerHandler {
  return new BoundHandler((scope) => {
    const config = read(scope, 'InboundFederation.keepAttributes', options);
    return federatedStep('keepAttributes', config.attributes, config);
  });
}

export function dropAttributes(options: FederatedAttributesOptions): TriggerHandler {
  return new BoundHandler((scope) => {
    const config = read(scope, 'InboundFederation.dropAttributes', options);
    requireNoSubject(scope.where, 'InboundFederation.dropAttributes', config.attributes);
    return federatedStep('dropAttributes', config.attributes, config);
  });
}

function read({ where }: TriggerScope, handler: string, options: FederatedAttributesOptions): AttributeNamesConfig {
  return {
    attributes: attributeNames(where, handler, options.attributes),
    providers: ownProviderNames(where, handler, options.providers),
  };
}
