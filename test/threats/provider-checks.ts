import type { Check } from './checks';
import { allOf, Resource, TemplateJson } from '../support/template';

type Properties = Resource['Properties'];

const PROVIDER = 'AWS::Cognito::UserPoolIdentityProvider';
const STANDARD =
  /^(username|address|birthdate|email(_verified)?|family_name|gender|given_name|locale|middle_name|name|nickname|phone_number(_verified)?|picture|preferred_username|profile|updated_at|website|zoneinfo)$/;

const isHttps = (url: unknown) => typeof url !== 'string' || url.startsWith('https://');
/** A reference as a whole: text beside one would stand in the template. */
const isReference = (secret: any) => {
  const [separator, parts] = secret?.['Fn::Join'] ?? ['', [secret]];
  if ('Ref' in Object(secret) || 'Fn::GetAtt' in Object(secret)) return true;
  const text = parts.map((part: unknown) => (typeof part === 'string' ? part : '*')).join(separator);
  return /^\{\{resolve:secretsmanager:[^{}]*\}\}$/.test(text);
};

const SUBJECT_OF: Record<string, string> = {
  ...{ OIDC: 'sub', Google: 'sub', SignInWithApple: 'sub' },
  ...{ Facebook: 'id', LoginWithAmazon: 'user_id' },
};
const MICROSOFT = /^https:\/\/(login|sts)\.(microsoftonline|microsoft|windows)\.(com|net)[.:\d]*\/+/i;
const EVERYBODY = /^(common|organizations|consumers|9188040d-6c67-4c5b-b112-36a304b66dad)\b/i;

/** What holds for every kind. */
function common({ ProviderType, ProviderDetails, AttributeMapping = {} }: Properties, attributes: readonly string[]) {
  const secrets = [ProviderDetails.client_secret, ProviderDetails.private_key].filter((secret) => secret !== undefined);
  const targets = Object.keys(AttributeMapping);
  return {
    'has its secret in plain text': !secrets.every(isReference),
    'lets a claim say whose account it is':
      'username' in AttributeMapping && AttributeMapping.username !== SUBJECT_OF[ProviderType],
    'does not say what it maps': targets.length === 0,
    'maps what the user pool does not have': !targets.every((name) => STANDARD.test(name) || attributes.includes(name)),
  };
}

/** Whether an address is verified is for the provider to say, and only some do. */
function verification({ ProviderType, ProviderDetails, AttributeMapping = {} }: Properties) {
  const isEntra = MICROSOFT.test(`${ProviderDetails.oidc_issuer}`);
  const vouches = ['Google', 'SignInWithApple', 'OIDC'].includes(ProviderType) && !isEntra;
  return {
    'does not map whether the address is verified': vouches && AttributeMapping.email_verified !== 'email_verified',
    'makes up that the address is verified': !vouches && AttributeMapping.email_verified !== undefined,
  };
}

function oidc({ ProviderDetails: details }: Properties) {
  const urls = ['oidc_issuer', 'authorize_url', 'token_url', 'attributes_url', 'jwks_uri'];
  return {
    'is reached without TLS': !urls.every((name) => isHttps(details[name])),
    'lets the users of any tenant in':
      MICROSOFT.test(`${details.oidc_issuer}`) && EVERYBODY.test(`${details.oidc_issuer}`.replace(MICROSOFT, '')),
    'asks for no ID token': !`${details.authorize_scopes}`.split(' ').includes('openid'),
  };
}

function saml({ ProviderDetails: details }: Properties) {
  return {
    'does not sign its requests': details.RequestSigningAlgorithm !== 'rsa-sha256',
    'accepts plain assertions': details.EncryptedResponses !== true,
    'accepts assertions that it did not ask for': details.IDPInit !== false,
    'reads its metadata without TLS': !isHttps(details.MetadataURL),
  };
}

function faultsOf(properties: Properties, attributes: readonly string[]): Record<string, boolean> {
  return {
    ...common(properties, attributes),
    ...verification(properties),
    ...(properties.ProviderType === 'OIDC' ? oidc(properties) : {}),
    ...(properties.ProviderType === 'SAML' ? saml(properties) : {}),
  };
}

function customAttributes(template: TemplateJson): string[] {
  return allOf(template, 'AWS::Cognito::UserPool').flatMap(([, { Properties }]) =>
    (Properties.Schema ?? []).map(({ Name }: { Name: string }) => `custom:${Name}`),
  );
}

/** Every provider says only what it can vouch for, over channels that nobody else can speak on. */
export const row46: Check = (template) => {
  const attributes = customAttributes(template);
  const providers = allOf(template, PROVIDER);
  const identifiers = providers.flatMap(([, { Properties }]) => (Properties.IdpIdentifiers as string[]) ?? []);
  const twice = (names: readonly string[]) => names.filter((name, index) => names.indexOf(name) !== index);
  const said = providers.flatMap(([, { Properties }]) => Object.keys(Properties.AttributeMapping ?? {}));
  return [
    ...providers.flatMap(([id, { Properties }]) =>
      Object.entries(faultsOf(Properties, attributes)).flatMap(([fault, holds]) => (holds ? [`${id} ${fault}`] : [])),
    ),
    ...twice(identifiers).map((name) => `${name} leads to two providers`),
    ...twice(said.filter((name) => name.startsWith('custom:'))).map((name) => `two providers say ${name}`),
  ];
};

/** What a provider writes, nobody else may write, through its client or another: no token of the SDK, no admin scope, no sign-up. */
export const row02: Check = (template) => {
  const mapped = allOf(template, PROVIDER).flatMap(([, { Properties }]) =>
    Object.keys(Properties.AttributeMapping ?? {})
      .filter((name) => name.startsWith('custom:'))
      .map((name): [string, string] => [Properties.ProviderName, name]),
  );
  const signUp = allOf(template, 'AWS::Cognito::UserPool').some(
    ([, { Properties }]) => Properties.AdminCreateUserConfig?.AllowAdminCreateUserOnly !== true,
  );
  return allOf(template, 'AWS::Cognito::UserPoolClient').flatMap(([id, { Properties: client }]) => {
    const flows: string[] = client.ExplicitAuthFlows ?? ['ALLOW_USER_SRP_AUTH'];
    const reaches =
      signUp ||
      flows.some((flow) => flow !== 'ALLOW_REFRESH_TOKEN_AUTH') ||
      (client.AllowedOAuthScopes ?? []).includes('aws.cognito.signin.user.admin');
    return mapped
      .filter(([, name]) => reaches && (client.WriteAttributes ?? [name]).includes(name))
      .map(([provider, name]) => `${id} lets users write ${name}, by which ${provider} says who they are`);
  });
};
