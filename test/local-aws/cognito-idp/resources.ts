import { randomBytes, randomUUID } from 'node:crypto';
import { ResourceType } from '../kernel';
import { schemaOf, writableByClients } from './attributes';
import { newPool, notImitated, Pool, refuse, UserPools } from './store';
import { validity } from './tokens';
import { LAMBDA_CONFIG, tokenTriggerVersion } from './triggers';

const DAY = 86_400;
const PROVIDER = 'ProviderType ProviderDetails AttributeMapping IdpIdentifiers';
const words = (text: string) => text.split(' ');
const random = (length: number) => [...randomBytes(length)].map((byte) => (byte % 36).toString(36)).join('');
const demand = (right: unknown, message: string) => right || refuse('InvalidParameter', message);

/** What AWS refuses in a user pool, as far as it can be known here. */
function checkPool(props: any): void {
  const { UserPoolTier: tier = 'ESSENTIALS', LambdaConfig = {}, MfaConfiguration: mfa = 'OFF' } = props;
  const version = tokenTriggerVersion({ props });
  const silent = Object.keys(LambdaConfig).find((trigger) => !LAMBDA_CONFIG.includes(trigger));
  if (silent || version === 'V3_0') notImitated(`the trigger ${silent ?? 'PreTokenGeneration V3_0'}`);
  // @aws https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-sign-in-feature-plans.html — features by plan
  const lacks = (what: string) => refuse('FeatureUnavailableInTier', `${what} is not available in the ${tier} tier.`);
  if (tier === 'LITE' && version !== 'V1_0') lacks('Access token customization');
  if (tier === 'LITE' && props.Policies?.PasswordPolicy?.PasswordHistorySize) lacks('Password history');
  if (tier !== 'PLUS' && (props.UserPoolAddOns?.AdvancedSecurityMode ?? 'OFF') !== 'OFF') lacks('Threat protection');
  // @assumed the wordings of the refusals
  const { UsernameAttributes, AliasAttributes, EnabledMfas } = props;
  demand(!UsernameAttributes || !AliasAttributes, 'Only one of aliasAttributes or usernameAttributes can be set.');
  demand(mfa === 'OFF' || EnabledMfas?.length, 'MFA cannot be turned on without a factor in EnabledMfas.');
}

function checkClient(pool: Pool, props: any): void {
  for (const provider of props.SupportedIdentityProviders ?? []) {
    const known = provider === 'COGNITO' || pool.providers.has(provider);
    demand(known, `The provider ${provider} does not exist for User Pool ${pool.id}`);
  }
  // @aws https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html — unknown attributes, and write access to what clients cannot write
  const check = (kind: 'Read' | 'Write', known: string[]) => {
    const fit = (props[`${kind}Attributes`] ?? []).every((name: string) => known.includes(name));
    demand(fit, `Invalid ${kind.toLowerCase()} attributes specified while creating a client`);
  };
  check('Read', [...schemaOf(pool).keys()]);
  check('Write', writableByClients(pool));
  // @aws https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RefreshTokenRotationType.html — rotation excludes REFRESH_TOKEN_AUTH; grace up to 60 seconds
  const { Feature, RetryGracePeriodSeconds: grace = 0 } = props.RefreshTokenRotation ?? {};
  const refreshes = props.ExplicitAuthFlows?.includes('ALLOW_REFRESH_TOKEN_AUTH') ?? true;
  demand(Feature !== 'ENABLED' || !refreshes, 'Refresh token rotation excludes ALLOW_REFRESH_TOKEN_AUTH.');
  demand(grace >= 0 && grace <= 60, 'RetryGracePeriodSeconds must be between 0 and 60.');
  // @aws https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html — ranges of token validity
  const [shortest, longest] = [validity(props, 'IdToken'), validity(props, 'AccessToken')].sort((a, b) => a - b);
  const refresh = validity(props, 'RefreshToken');
  const fits = shortest >= 300 && longest <= DAY && refresh >= Math.max(3600, longest) && refresh <= 3650 * DAY;
  demand(fits, 'Invalid range for token validity.');
  // @assumed http is for localhost only, other schemes are those of mobile apps
  const safe = (url: string) => /^(http:\/\/localhost([:/]|$)|(?!http:)[a-z][a-z0-9+.-]*:\/\/)/.test(url);
  const urls: string[] = [...(props.CallbackURLs ?? []), ...(props.LogoutURLs ?? [])];
  demand(urls.every(safe), 'http is allowed for localhost only.');
}

/** What lives inside a pool under a name of its own, which is its Ref. */
function named(pools: UserPools, store: 'groups' | 'providers', name: string, properties: string): ResourceType {
  return {
    properties: ['UserPoolId', name, ...words(properties)],
    create(props, { generatedName }) {
      const stored = { [name]: generatedName, ...props };
      const entries = pools.pool(props.UserPoolId)[store];
      if (entries.has(stored[name])) refuse('ResourceConflict', `${stored[name]} already exists.`);
      entries.set(stored[name], stored);
      return { ref: stored[name] };
    },
    delete(ref) {
      // @missing the Ref does not name the pool: where two pools use one name, the entry ends with its pool
      const holders = [...pools.pools.values()].filter((pool) => pool[store].has(ref));
      if (holders.length === 1) holders[0][store].delete(ref);
    },
  };
}

export function userPoolResources(pools: UserPools): Record<string, ResourceType> {
  return {
    'AWS::Cognito::UserPool': {
      properties: [
        ...words('AdminCreateUserConfig AliasAttributes AutoVerifiedAttributes DeletionProtection EnabledMfas'),
        ...words('LambdaConfig MfaConfiguration Policies Schema UserAttributeUpdateSettings UsernameAttributes'),
        ...words('UsernameConfiguration UserPoolName UserPoolTier'),
        // @missing kept and returned, but not acted on: recovery, threat protection, tags, texts and senders of messages
        ...words('AccountRecoverySetting EmailConfiguration EmailVerificationMessage EmailVerificationSubject'),
        ...words('SmsVerificationMessage UserPoolAddOns UserPoolTags VerificationMessageTemplate'),
      ],
      create(props, { world, generatedName }) {
        checkPool(props);
        const pool = newPool(world, `${world.region}_${random(9)}`, { UserPoolName: generatedName, ...props });
        pools.pools.set(pool.id, pool);
        const { id, arn: Arn, providerName: ProviderName } = pool;
        return { ref: id, attributes: { Arn, ProviderName, ProviderURL: `https://${ProviderName}`, UserPoolId: id } };
      },
      delete(id) {
        // @aws https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-deletion-protection.html — an active protection refuses
        const active = pools.pools.get(id)?.props.DeletionProtection === 'ACTIVE';
        demand(!active, 'The user pool cannot be deleted because deletion protection is activated.');
        const domain = [...pools.domains.values()].includes(id);
        demand(!domain, 'User pool cannot be deleted. It has a domain configured that should be deleted first.');
        pools.pools.delete(id);
      },
    },
    'AWS::Cognito::UserPoolClient': {
      properties: [
        ...words('UserPoolId ClientName WriteAttributes AccessTokenValidity AuthSessionValidity CallbackURLs'),
        ...words(
          'EnableTokenRevocation ExplicitAuthFlows IdTokenValidity LogoutURLs PreventUserExistenceErrors ReadAttributes',
        ),
        ...words(
          'RefreshTokenRotation RefreshTokenValidity SupportedIdentityProviders TokenValidityUnits GenerateSecret',
        ),
        // @missing kept and returned, but not acted on: managed login
        ...words('AllowedOAuthFlows AllowedOAuthFlowsUserPoolClient AllowedOAuthScopes DefaultRedirectURI'),
      ],
      create({ GenerateSecret, ...given }, { generatedName, world }) {
        if (GenerateSecret) notImitated('GenerateSecret');
        const pool = pools.pool(given.UserPoolId);
        const props = { ClientName: generatedName, ...given };
        checkClient(pool, props);
        const id = random(26);
        pool.clients.set(id, { id, pool, props, created: world.now() });
        return { ref: id, attributes: { ClientId: id, Name: props.ClientName } };
      },
      delete: (id) => pools.pools.forEach(({ clients }) => clients.delete(id)),
    },
    'AWS::Cognito::UserPoolDomain': {
      // @missing custom domains, managed login and the OAuth endpoints
      properties: words('UserPoolId Domain ManagedLoginVersion'),
      create({ Domain: name, UserPoolId }) {
        // @aws https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-assign-domain-prefix.html — characters and reserved words of a prefix
        demand(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(name), `Domain prefix ${name} has forbidden characters.`);
        const [reserved] = /aws|amazon|cognito/.exec(name) ?? [];
        demand(!reserved, `Domain cannot contain reserved word: ${reserved}`);
        demand(!pools.domains.has(name), 'Domain already associated with another user pool.');
        pools.domains.set(name, pools.pool(UserPoolId).id);
        return { ref: name };
      },
      delete: (name) => void pools.domains.delete(name),
    },
    'AWS::Cognito::UserPoolGroup': named(pools, 'groups', 'GroupName', 'Description Precedence RoleArn'),
    // @missing sign-in through a provider
    'AWS::Cognito::UserPoolIdentityProvider': named(pools, 'providers', 'ProviderName', PROVIDER),
    'AWS::Cognito::ManagedLoginBranding': {
      // @missing resource servers, and the pages that would show a branding
      properties: words('UserPoolId ClientId UseCognitoProvidedValues Settings Assets ReturnMergedResources'),
      create({ UserPoolId, ClientId }) {
        const id = randomUUID();
        demand(!ClientId || pools.pool(UserPoolId).clients.has(ClientId), `Client ${ClientId} does not exist.`);
        return { ref: `${UserPoolId}|${id}`, attributes: { ManagedLoginBrandingId: id } };
      },
      delete: () => undefined,
    },
  };
}
