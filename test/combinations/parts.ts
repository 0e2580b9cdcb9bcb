import { allOf, Resource, TemplateJson } from '../support/template';
import { list } from '../threats/checks';

export type Properties = Resource['Properties'];

export const POOL = 'AWS::Cognito::UserPool';
export const CLIENT = 'AWS::Cognito::UserPoolClient';
export const DOMAIN = 'AWS::Cognito::UserPoolDomain';
export const BRANDING = 'AWS::Cognito::ManagedLoginBranding';

/** Properties of a user pool, read as Cognito reads them: what is left out has Cognito's own default. */
export const mfaOf = ({ MfaConfiguration }: Properties): string => MfaConfiguration ?? 'OFF';
export const planOf = ({ UserPoolTier }: Properties): string => UserPoolTier ?? 'ESSENTIALS';
export const firstFactors = ({ Policies }: Properties): unknown[] =>
  list(Policies?.SignInPolicy?.AllowedFirstAuthFactors ?? ['PASSWORD']);
export const secondFactors = ({ EnabledMfas }: Properties): unknown[] => list(EnabledMfas);
export const recoveryOf = ({ AccountRecoverySetting }: Properties): string[] =>
  list(AccountRecoverySetting?.RecoveryMechanisms).map((each) => (each as Properties).Name);
export const canSendSms = ({ SmsConfiguration }: Properties): boolean =>
  Boolean(SmsConfiguration?.SnsCallerArn ?? SmsConfiguration?.EumsSms);

/** Ways of a client; left out, they are what the API then assumes. */
export const flowsOf = ({ ExplicitAuthFlows }: Properties): unknown[] =>
  list(ExplicitAuthFlows ?? ['ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_CUSTOM_AUTH']);
export const isMachine = ({ AllowedOAuthFlows }: Properties): boolean =>
  list(AllowedOAuthFlows).includes('client_credentials');
export const rotates = ({ RefreshTokenRotation }: Properties): boolean => RefreshTokenRotation?.Feature === 'ENABLED';

/** Findings about every resource of a kind, each with the pool that it belongs to; foreign pools are unknown. */
export function withPool(
  type: string,
  faults: (properties: Properties, pool: Properties, template: TemplateJson) => Record<string, boolean>,
) {
  return (template: TemplateJson): string[] =>
    allOf(template, type).flatMap(([id, { Properties: own }]) => {
      const pool = template.Resources[own.UserPoolId?.Ref]?.Properties;
      if (!pool) return [];
      return Object.entries(faults(own, pool, template)).flatMap(([fault, holds]) => (holds ? [`${id} ${fault}`] : []));
    });
}
