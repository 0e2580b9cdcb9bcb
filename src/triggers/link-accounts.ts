import { FederatedTrust } from './federated-trust';
import { AuthConfigError } from '../private/errors';
import { readTrust } from './private/read-trust';
import { BoundHandler, TriggerScope, TriggerStep } from './private/trigger-step';
import { TriggerHandler } from './trigger-handler';

/**
 * Options of `PreSignUp.linkAccounts`.
 */
export interface LinkAccountsOptions {
  /**
   * Which providers are believed about an address, and why. People of others get an account of their own, as without the
   * handler.
   */
  readonly trust: FederatedTrust[];
}

const HANDLER = 'PreSignUp.linkAccounts';

export function linkAccounts(options: LinkAccountsOptions): TriggerHandler {
  return new BoundHandler((scope) => bind(scope, options));
}

/** Guards against a second account of one address, of whichever kind. */
export function blockDuplicates(): TriggerHandler {
  return new BoundHandler(() => ({
    trigger: 'PreSignUp',
    phase: 'GUARD',
    wire: {
      step: 'blockDuplicates',
      key: 'email',
      sources: ['PreSignUp_SignUp', 'PreSignUp_ExternalProvider'],
      config: {},
    },
    ports: ['cognito'],
    poolActions: ['cognito-idp:ListUsers'],
  }));
}

function bind({ where }: TriggerScope, { trust }: LinkAccountsOptions): readonly TriggerStep[] {
  if (trust.length === 0) throw new AuthConfigError(where, `${HANDLER} trusts nobody. Pass at least one provider.`);
  const link: TriggerStep = {
    trigger: 'PreSignUp',
    phase: 'EFFECT',
    wire: {
      step: 'linkAccounts',
      key: 'trust',
      sources: ['PreSignUp_SignUp', 'PreSignUp_ExternalProvider'],
      config: { trust: readTrust(where, HANDLER, trust) },
    },
    ports: ['cognito'],
    poolActions: [
      'cognito-idp:AdminLinkProviderForUser',
      'cognito-idp:AdminUserGlobalSignOut',
      'cognito-idp:ListUsers',
    ],
  };
  return [link, SIGN_IN_AGAIN];
}

/** Refuses who was linked, when others have been told of the link. */
const SIGN_IN_AGAIN: TriggerStep = {
  trigger: 'PreSignUp',
  phase: 'END',
  wire: { step: 'signInAgain', key: 'linked', sources: ['PreSignUp_ExternalProvider'], config: {} },
  ports: [],
  poolActions: [],
};
