import { domainList } from './private/email-domains';
import { BoundHandler, TriggerScope, TriggerStep } from './private/trigger-step';
import { TriggerHandler } from './trigger-handler';

/**
 * Options of `PreSignUp.autoConfirm`.
 */
export interface AutoConfirmOptions {
  /**
   * Domains whose addresses are taken on trust, such as `example.com`; international names in their `xn--` form.
   */
  readonly domains: string[];

  /**
   * Whether addresses of sub-domains (`team.example.com`) are trusted too.
   *
   * @default false
   */
  readonly includeSubdomains?: boolean;
}

export function autoConfirm(options: AutoConfirmOptions): TriggerHandler {
  return new BoundHandler((scope) => bind(scope, options));
}

function bind({ where }: TriggerScope, options: AutoConfirmOptions): TriggerStep {
  const { content: domains, files } = domainList(where, options.domains, {
    handler: 'PreSignUp.autoConfirm',
    fileName: 'auto-confirm.json',
    whenEmpty: 'it would confirm nobody',
  });
  return {
    trigger: 'PreSignUp',
    phase: 'SHAPE',
    wire: {
      step: 'autoConfirm',
      key: 'domains',
      sources: ['PreSignUp_SignUp'],
      config: { domains, includeSubdomains: options.includeSubdomains ?? false },
    },
    ports: [],
    poolActions: [],
    files,
    relaxations: [
      {
        isMade: true,
        id: 'autoConfirm',
        sentence:
          'PreSignUp.autoConfirm takes addresses of its domains for verified, so that whoever can sign up may hold an account under any of them. Let a code by e-mail prove the address, or acknowledge the warning.',
      },
    ],
  };
}
