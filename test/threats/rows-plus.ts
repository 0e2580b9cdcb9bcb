import { type Check, list } from './checks';
import { adding, type Mutation, setting } from './mutants';
import type { Threat } from './threat';
import { allOf, type Resource, type TemplateJson } from '../support/template';

const POOL = 'AWS::Cognito::UserPool';
const RISKS = 'AWS::Cognito::UserPoolRiskConfigurationAttachment';
const EVENTS = ['PASSWORD_CHANGE', 'SIGN_IN', 'SIGN_UP'];

type Properties = Resource['Properties'];

/** Threat protection that is paid for stops what it finds, in every flow, and says how. */
export const row43: Check = (template) =>
  allOf(template, POOL).flatMap(([id, { Properties: pool }]) => {
    if (pool.UserPoolTier !== 'PLUS') return [];
    const { AdvancedSecurityMode, AdvancedSecurityAdditionalFlows } = pool.UserPoolAddOns ?? {};
    const faults = {
      'lets threats through': AdvancedSecurityMode !== 'ENFORCED',
      'lets threats through in custom sign-ins': AdvancedSecurityAdditionalFlows?.CustomAuthMode !== 'ENFORCED',
      ...responses(risksOf(template, id), pool),
    };
    return Object.entries(faults).flatMap(([fault, holds]) => (holds ? [`${id} ${fault}`] : []));
  });

function risksOf(template: TemplateJson, pool: string): Properties {
  const ofPool = allOf(template, RISKS).filter(([, { Properties: each }]) => each.UserPoolId?.Ref === pool);
  return ofPool.find(([, { Properties: each }]) => each.ClientId === 'ALL')?.[1].Properties ?? {};
}

function responses(risks: Properties, { MfaConfiguration }: Properties): Record<string, boolean> {
  const { Actions: breach, EventFilter } = risks.CompromisedCredentialsRiskConfiguration ?? {};
  const { LowAction, MediumAction, HighAction } = risks.AccountTakeoverRiskConfiguration?.Actions ?? {};
  const actions = [LowAction, MediumAction, HighAction].map((each) => `${each?.EventAction}`);
  return {
    'accepts breached passwords': breach?.EventAction !== 'BLOCK',
    'looks for breached passwords at some steps only': !EVENTS.every((event) => list(EventFilter).includes(event)),
    'lets high risks in': HighAction?.EventAction !== 'BLOCK',
    'lets medium risks in with a password': !['BLOCK', 'MFA_REQUIRED'].includes(MediumAction?.EventAction),
    'asks for a factor that it does not have':
      MfaConfiguration === 'OFF' && actions.some((each) => each.startsWith('MFA')),
  };
}

const PROTECTED = {
  UserPoolTier: 'PLUS',
  UserPoolAddOns: {
    AdvancedSecurityMode: 'ENFORCED',
    AdvancedSecurityAdditionalFlows: { CustomAuthMode: 'ENFORCED' },
  },
};
const ACTIONS = {
  LowAction: { EventAction: 'NO_ACTION', Notify: false },
  MediumAction: { EventAction: 'BLOCK', Notify: false },
  HighAction: { EventAction: 'BLOCK', Notify: false },
};
const BREACHES = { Actions: { EventAction: 'BLOCK' }, EventFilter: EVENTS };

/** A pool that is protected as it should be, but for one fault. */
export const plus =
  (fault: { pool?: object; risks?: object; actions?: object } = {}): Mutation =>
  (template) => {
    const copy = setting(POOL, { ...PROTECTED, ...fault.pool })(template);
    const [[pool]] = allOf(copy, POOL);
    return adding('Risks', RISKS, {
      UserPoolId: { Ref: pool },
      ClientId: 'ALL',
      CompromisedCredentialsRiskConfiguration: BREACHES,
      AccountTakeoverRiskConfiguration: { Actions: { ...ACTIONS, ...fault.actions } },
      ...fault.risks,
    })(copy);
  };

const breaches = (change: object) =>
  plus({ risks: { CompromisedCredentialsRiskConfiguration: { ...BREACHES, ...change } } });

/** Threats that the PLUS plan answers. */
export const THREATS_THAT_PLUS_ANSWERS: readonly Threat[] = [
  {
    row: 43,
    title: 'Threat protection that only counts',
    secureDefault:
      'With the PLUS plan: enforced for every flow; breached passwords and high risks blocked, a second factor demanded at medium risks',
    check: row43,
    mutants: {
      'threats are counted': plus({ pool: { UserPoolAddOns: { AdvancedSecurityMode: 'AUDIT' } } }),
      'threats in custom sign-ins are not looked at': plus({
        pool: { UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' } },
      }),
      'the responses are left to Cognito': setting(POOL, PROTECTED),
      'the responses are those of one client': plus({ risks: { ClientId: 'client' } }),
      'the responses are those of another pool': plus({ risks: { UserPoolId: { Ref: 'Other' } } }),
      'breached passwords are accepted': breaches({ Actions: { EventAction: 'NO_ACTION' } }),
      'breached passwords are looked for at sign-up only': breaches({ EventFilter: ['SIGN_UP'] }),
      'high risks come in with a second factor': plus({ actions: { HighAction: { EventAction: 'MFA_REQUIRED' } } }),
      'medium risks come in': plus({ actions: { MediumAction: { EventAction: 'MFA_IF_CONFIGURED' } } }),
      'a factor is asked for that nobody can have': plus({
        pool: { MfaConfiguration: 'OFF', EnabledMfas: [] },
        actions: { LowAction: { EventAction: 'MFA_IF_CONFIGURED' } },
      }),
    },
    alsoTestedBy: ['threats/row-43.test.ts (pools with the PLUS plan)', 'user-pool/risk-configuration.test.ts'],
  },
];
