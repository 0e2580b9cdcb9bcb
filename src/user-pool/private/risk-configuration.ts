import * as cognito from 'aws-cdk-lib/aws-cognito';
import type { Construct } from 'constructs';
import * as defaults from '../../defaults';

/** Which configuration counts for every client that has none of its own. */
const EVERY_CLIENT = 'ALL';

type Action = cognito.CfnUserPoolRiskConfigurationAttachment.AccountTakeoverActionTypeProperty;

/**
 * What becomes of a sign-in that threat protection finds risky, written out: the mode alone leaves that to Cognito. Users are
 * not written to, because that takes an identity of Amazon SES.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-adaptive-authentication.html
 */
export function respondToRisks(scope: Construct, userPool: cognito.UserPool, settings: cognito.UserPoolProps): void {
  if (!isEnforced(settings)) return;
  const { ACCOUNT_TAKEOVER_ACTIONS, ACCOUNT_TAKEOVER_ACTIONS_WITHOUT_MFA, COMPROMISED_CREDENTIALS } = defaults;
  const hasFactors = settings.mfa !== cognito.Mfa.OFF;
  const { low, medium, high } = hasFactors ? ACCOUNT_TAKEOVER_ACTIONS : ACCOUNT_TAKEOVER_ACTIONS_WITHOUT_MFA;
  const risks = new cognito.CfnUserPoolRiskConfigurationAttachment(scope, 'RiskConfiguration', {
    userPoolId: userPool.userPoolId,
    clientId: EVERY_CLIENT,
    compromisedCredentialsRiskConfiguration: {
      actions: { eventAction: COMPROMISED_CREDENTIALS.action },
      eventFilter: COMPROMISED_CREDENTIALS.events,
    },
    accountTakeoverRiskConfiguration: {
      actions: { lowAction: silently(low), mediumAction: silently(medium), highAction: silently(high) },
    },
  });
  // law 11: a pool that outlives its stack stays protected
  risks.applyRemovalPolicy(settings.removalPolicy);
}

function isEnforced(settings: cognito.UserPoolProps): boolean {
  return (
    settings.standardThreatProtectionMode === cognito.StandardThreatProtectionMode.FULL_FUNCTION ||
    settings.customThreatProtectionMode === cognito.CustomThreatProtectionMode.FULL_FUNCTION
  );
}

function silently(eventAction: string): Action {
  return { eventAction, notify: false };
}
