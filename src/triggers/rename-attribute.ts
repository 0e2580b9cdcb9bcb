import { AuthConfigError } from '../private/errors';
import { AuthIdentityProvider } from '../providers/auth-identity-provider';
import { attributeName, requireNoSubject, requireNoVoucher } from './private/federated-names';
import { federatedStep } from './private/federated-step';
import { ownProviderNames } from './private/provider-names';
import { BoundHandler } from './private/trigger-step';
import { TriggerHandler } from './trigger-handler';

/**
 * Options of `InboundFederation.renameAttribute`.
 */
export interface RenameAttributeOptions {
  /**
   * What the provider calls it.
   */
  readonly attribute: string;

  /**
   * What the attribute mapping of the provider calls it.
   */
  readonly newName: string;

  /**
   * Whose people it is about.
   *
   * @default - those of every provider
   */
  readonly providers?: AuthIdentityProvider[];
}

const HANDLER = 'InboundFederation.renameAttribute';

export function renameAttribute(options: RenameAttributeOptions): TriggerHandler {
  return new BoundHandler(({ where }) => {
    const [from, to] = [options.attribute, options.newName].map((name) => attributeName(where, HANDLER, name)) as [string, string];
    requireNoSubject(where, HANDLER, [from, to]);
    requireNoVoucher(where, HANDLER, to);
    if (from === to) throw new AuthConfigError(where, `${HANDLER} gives '${from}' its own name. Pass another one.`);
    const providers = ownProviderNames(where, HANDLER, options.providers);
    return federatedStep('renameAttribute', [from, to], { from, to, providers });
  }); // prettier-ignore
}
