import { about, type Check, list } from './checks';
import { allOf, TemplateJson } from '../support/template';

const CLIENT = 'AWS::Cognito::UserPoolClient';
const SECRET = 'AWS::SecretsManager::Secret';
const REFRESH = 'ALLOW_REFRESH_TOKEN_AUTH';

/** The attribute may stand in a secret; anywhere else somebody reads it who should not. */
export const row20: Check = (template) => [
  ...Object.entries(template.Resources)
    .filter(([, resource]) => resource.Type !== SECRET && holdsSecret(resource))
    .map(([id]) => `${id} holds a client secret`),
  ...Object.entries(template.Outputs ?? {})
    .filter(([, output]) => holdsSecret(output) || readsSecret(output, template))
    .map(([name]) => `the output ${name} shows a client secret`),
  ...Object.entries(template.Resources)
    .filter(([, { Type, Properties }]) => Type === 'AWS::Lambda::Function' && readsSecret(Properties, template))
    .map(([id]) => `${id} has a client secret among its variables`),
];

/** By the attribute of the client, or by a call that tells it. */
function holdsSecret(value: unknown): boolean {
  return /"ClientSecret"\]|\.ClientSecret\b|describeUserPoolClient/.test(JSON.stringify(value));
}

/** By a dynamic reference to the secret that keeps it, which CloudFormation replaces by the value. */
function readsSecret(value: unknown, template: TemplateJson): boolean {
  const text = JSON.stringify(value);
  return allOf(template, SECRET).some(
    ([id, secret]) => holdsSecret(secret) && text.includes('{{resolve:secretsmanager:') && text.includes(`"${id}"`),
  );
}

/** A client that asks for client credentials, and whatever a user or a thief could use besides. */
export const row44 = about(CLIENT, (client): Record<string, boolean> => {
  const flows = list(client.AllowedOAuthFlows);
  if (!flows.includes('client_credentials')) return {};
  const minutes = client.TokenValidityUnits?.AccessToken === 'minutes' ? client.AccessTokenValidity : undefined;
  return {
    'has another grant': flows.length > 1,
    'has no secret': client.GenerateSecret !== true,
    'has scopes about users': list(client.AllowedOAuthScopes).some((name) => !JSON.stringify(name).includes('/')),
    'does not say its scopes': list(client.AllowedOAuthScopes).length === 0,
    'has long tokens': !(minutes <= 60),
    'lets users sign in by the SDK':
      list(client.ExplicitAuthFlows).length === 0 || list(client.ExplicitAuthFlows).some((flow) => flow !== REFRESH),
    'offers a provider': list(client.SupportedIdentityProviders).length > 0,
    'has a callback': list(client.CallbackURLs).length > 0,
  };
});
