import { randomBytes } from 'node:crypto';
import { ResourceTypes } from '../kernel';
import { forgotten, kept } from '../small-resources';
import { schemaOf, writableByClients } from './attributes';
import { demand, newPool, notImitated, Pool, UserPools } from './store';
import { LAMBDA_CONFIG, tokenTriggerVersion } from './triggers';

const random = (length: number) => [...randomBytes(length)].map((byte) => (byte % 36).toString(36)).join('');

// @missing what is kept, but not acted on: managed login and its branding, custom domains, sign-in through a provider, recovery, threat protection, password history, plan, tags, texts and senders of messages
// @missing resource servers; validation of pools and clients where the library refuses at synth: plans and their features, MFA without factors, token validity, URLs, domain prefixes
function checkPool(props: any): void {
  const version = tokenTriggerVersion({ props });
  const silent = Object.keys(props.LambdaConfig ?? {}).find((trigger) => !LAMBDA_CONFIG.test(trigger));
  if (silent || version === 'V3_0') notImitated(`the trigger ${silent ?? 'PreTokenGeneration V3_0'}`);
}

function checkClient(pool: Pool, props: any): void {
  if (props.GenerateSecret) notImitated('GenerateSecret');
  for (const provider of props.SupportedIdentityProviders ?? []) {
    const isKnown = provider === 'COGNITO' || pool.providers.has(provider);
    demand(isKnown, 'InvalidParameter', `The provider ${provider} does not exist for User Pool ${pool.id}`);
  }
  const { ReadAttributes: read = [], WriteAttributes: write = [] } = props;
  const invalid = (kind: string) => `Invalid ${kind} attributes specified while creating a client`;
  demand(
    read.every((name: string) => schemaOf(pool).has(name)),
    'InvalidParameter',
    invalid('read'),
  );
  const writable = writableByClients(pool);
  demand(
    write.every((name: string) => writable.includes(name)),
    'InvalidParameter',
    invalid('write'),
  );
  const refreshes = props.ExplicitAuthFlows?.includes('ALLOW_REFRESH_TOKEN_AUTH') ?? true;
  const fits = props.RefreshTokenRotation?.Feature !== 'ENABLED' || !refreshes;
  demand(fits, 'InvalidParameter', 'Refresh token rotation excludes ALLOW_REFRESH_TOKEN_AUTH.');
}

export function userPoolResources(pools: UserPools): ResourceTypes {
  return {
    'AWS::Cognito::UserPool': {
      properties: `AdminCreateUserConfig AutoVerifiedAttributes DeletionProtection EnabledMfas LambdaConfig MfaConfiguration
        Policies Schema UserAttributeUpdateSettings UsernameAttributes UsernameConfiguration UserPoolName UserPoolTier
        AccountRecoverySetting EmailConfiguration EmailVerificationMessage EmailVerificationSubject
        SmsVerificationMessage UserPoolAddOns UserPoolTags VerificationMessageTemplate`,
      create(props, { world, generatedName }) {
        checkPool(props);
        const pool = newPool(world, `${world.region}_${random(9)}`, { UserPoolName: generatedName, ...props });
        pools.pools.set(pool.id, pool);
        const { id, arn: Arn, providerName: ProviderName } = pool;
        return { ref: id, attributes: { Arn, ProviderName, ProviderURL: `https://${ProviderName}`, UserPoolId: id } };
      },
      delete(id) {
        // @aws https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-deletion-protection.html — an active protection refuses
        const isActive = pools.pools.get(id)?.props.DeletionProtection === 'ACTIVE';
        const sentence = 'The user pool cannot be deleted because deletion protection is activated.';
        demand(!isActive, 'InvalidParameter', sentence);
        pools.pools.delete(id);
      },
    },
    'AWS::Cognito::UserPoolClient': {
      properties: `UserPoolId ClientName WriteAttributes AccessTokenValidity AuthSessionValidity CallbackURLs
        EnableTokenRevocation ExplicitAuthFlows IdTokenValidity LogoutURLs PreventUserExistenceErrors ReadAttributes
        RefreshTokenRotation RefreshTokenValidity SupportedIdentityProviders TokenValidityUnits GenerateSecret
        AllowedOAuthFlows AllowedOAuthFlowsUserPoolClient AllowedOAuthScopes DefaultRedirectURI`,
      create(props, { generatedName }) {
        const pool = pools.pool(props.UserPoolId);
        checkClient(pool, props);
        const id = random(26);
        pool.clients.set(id, { id, pool, props });
        return { ref: id, attributes: { ClientId: id, Name: props.ClientName ?? generatedName } };
      },
      delete: (id, { UserPoolId }) => pools.pools.get(UserPoolId)?.clients.delete(id),
    },
    'AWS::Cognito::UserPoolDomain': kept({
      name: 'Domain',
      properties: 'UserPoolId ManagedLoginVersion',
      storeOf: () => pools.domains,
      taken: ['InvalidParameterException', 'Domain already associated with another user pool'],
    }),
    'AWS::Cognito::UserPoolGroup': kept({
      name: 'GroupName',
      properties: 'UserPoolId Description Precedence RoleArn',
      storeOf: ({ UserPoolId }) => pools.pool(UserPoolId).groups,
      taken: ['GroupExistsException', 'A group with the name already exists'],
    }),
    'AWS::Cognito::UserPoolIdentityProvider': kept({
      name: 'ProviderName',
      properties: 'UserPoolId ProviderType ProviderDetails AttributeMapping IdpIdentifiers',
      storeOf: ({ UserPoolId }) => pools.pool(UserPoolId).providers,
      taken: ['DuplicateProviderException', 'A provider with the name already exists'],
    }),
    'AWS::Cognito::ManagedLoginBranding': forgotten(
      'UserPoolId ClientId UseCognitoProvidedValues Settings Assets ReturnMergedResources',
    ),
  };
}
