import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as defaults from '../../defaults';
import { Relaxation } from '../../private/relaxations';
import type { Pool } from '../pool';
import type { CognitoAuthProps } from '../user-pool-props';

const { PLUS } = cognito.FeaturePlan;
const OFF = cognito.StandardThreatProtectionMode.NO_ENFORCEMENT;

/** Who pays for the PLUS plan gets what it is for: threats are blocked, not only counted. */
export function threatProtection(props: CognitoAuthProps, pool: Pool): cognito.UserPoolProps {
  const { standardThreatProtectionMode, customThreatProtectionMode } = props;
  // kept from the L2, which would throw in words of its own
  if (!pool.hasPlan(PLUS)) return {};
  const standard = standardThreatProtectionMode ?? defaults.STANDARD_THREAT_PROTECTION_MODE;
  if (isOff(standard) && !customThreatProtectionMode) return { standardThreatProtectionMode: standard };
  pool.requirePlan(PLUS, 'threat protection');
  return {
    standardThreatProtectionMode: standard,
    customThreatProtectionMode: customThreatProtectionMode ?? defaults.CUSTOM_THREAT_PROTECTION_MODE,
  };
}

/** Asked for below the plan that has it, or written to the pool by an escape hatch. */
export function threatFaults(resource: cognito.CfnUserPool, pool: Pool, props: CognitoAuthProps): string[] {
  // with PLUS its use is noted, and a lesser plan on the resource is found by that
  if (pool.hasPlan(PLUS) || pool.featurePlan === PLUS) return [];
  const isAsked = Boolean(props.standardThreatProtectionMode ?? props.customThreatProtectionMode);
  if (!isAsked && !protects(resource)) return [];
  return ['threat protection needs featurePlan PLUS. Choose it, or leave the mode out.'];
}

function protects({ userPoolAddOns }: cognito.CfnUserPool): boolean {
  const { advancedSecurityMode = OFF, advancedSecurityAdditionalFlows: flows } = (userPoolAddOns ??
    {}) as Partial<cognito.CfnUserPool.UserPoolAddOnsProperty>;
  return advancedSecurityMode !== OFF || flows !== undefined;
}

/** What is only logged stops nobody. */
export function threatRelaxations(props: cognito.UserPoolProps): Relaxation[] {
  const { standardThreatProtectionMode: standard, customThreatProtectionMode: custom } = props;
  return [
    {
      isMade:
        standard === cognito.StandardThreatProtectionMode.AUDIT_ONLY ||
        custom === cognito.CustomThreatProtectionMode.AUDIT_ONLY,
      id: 'threatsOnlyLogged',
      sentence:
        'risky sign-ins and breached passwords are logged and let through. Leave the mode of threat protection out, or acknowledge the warning.',
    },
    {
      isMade: isOff(standard),
      id: 'threatProtectionOff',
      sentence:
        'the plan has threat protection, and it is off. Leave standardThreatProtectionMode out, or acknowledge the warning.',
    },
  ];
}

function isOff(mode?: cognito.StandardThreatProtectionMode): boolean {
  return mode === OFF;
}
