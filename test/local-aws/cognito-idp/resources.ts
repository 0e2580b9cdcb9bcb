import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { ResourceTypes } from '../kernel';
import { kept } from '../small-resources';
import { schemaOf } from './attributes';
import { demand, newPool, Pool, UserPools } from './store';

const random = (length: number) => [...randomBytes(length)].map((byte) => (byte % 36).toString(36)).join('');
const INVALID = 'InvalidParameterException';
const STANDARD_SCOPES = ['openid', 'email', 'phone', 'profile', 'aws.cognito.signin.user.admin'];

// @aws https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-updating.html — how people sign in stays as it is, and so does every attribute; new custom ones may come
// @assumed the sentences of the refusals, as reports of failed deployments have them; a template without any Schema keeps the attributes
function updatedSchema({ props: old }: Pool, props: any): any[] {
  for (const name of ['UsernameAttributes', 'UsernameConfiguration']) {
    const isSame = isDeepStrictEqual(old[name], props[name]);
    demand(isSame, 'InvalidRequest', `Updates are not allowed for property - ${name}.`);
  }
  const { Schema: before = [] } = old;
  const { Schema: schema = before } = props;
  const isKept = before.every((one: any) => schema.some((other: any) => isDeepStrictEqual(one, other)));
  const added = schema.filter(({ Name }: any) => !before.some((one: any) => one.Name === Name));
  const isCustom = added.every(({ Name }: any) => !schemaOf({ props: {} }).has(Name));
  demand(isKept && isCustom, 'InvalidParameter', 'Existing schema attributes cannot be modified or deleted.');
  return schema;
}

// @aws https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-define-resource-servers.html — providers and scopes of resource servers must be there before the client that names them
function checkClient({ id, providers, resourceServers }: Pool, props: any): void {
  const unknown = (names: string[] = [], known: string[]) => names.find((name) => !known.includes(name));
  const provider = unknown(props.SupportedIdentityProviders, ['COGNITO', ...providers.keys()]);
  demand(!provider, 'InvalidParameter', `The provider ${provider} does not exist for User Pool ${id}`);
  const scopesOf = ({ Identifier, Scopes = [] }: any) =>
    Scopes.map(({ ScopeName }: any) => `${Identifier}/${ScopeName}`);
  const known = [...STANDARD_SCOPES, ...[...resourceServers.values()].flatMap(scopesOf)];
  const scope = unknown(props.AllowedOAuthScopes, known);
  demand(!scope, 'ScopeDoesNotExist', `Invalid scope requested: ${scope}`);
}

export function userPoolResources(pools: UserPools): ResourceTypes {
  const inPool = (store: 'groups' | 'providers' | 'resourceServers', name: string, code: string) =>
    kept(name, code, ({ UserPoolId }) => pools.pools.get(UserPoolId)?.[store]);
  const distribution = (domain: string) => ({ CloudFrontDistribution: `${domain}.cloudfront.net` });
  return {
    'AWS::Cognito::UserPool': {
      create(props, { generatedName }) {
        const id = `${pools.world.region}_${random(9)}`;
        const pool = newPool(pools.world, id, { UserPoolName: generatedName, ...props });
        pools.pools.set(id, pool);
        const { arn: Arn, providerName: ProviderName } = pool;
        return { ref: id, attributes: { Arn, ProviderName, ProviderURL: `https://${ProviderName}`, UserPoolId: id } };
      },
      update(id, props) {
        const pool = pools.pool(id);
        pool.props = { UserPoolName: pool.props.UserPoolName, ...props, Schema: updatedSchema(pool, props) };
      },
      delete(id) {
        // @aws https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-deletion-protection.html — an active protection refuses
        const isOpen = pools.pools.get(id)?.props.DeletionProtection !== 'ACTIVE';
        demand(isOpen, 'InvalidParameter', 'The user pool cannot be deleted: deletion protection is activated.');
        pools.pools.delete(id);
      },
    },
    'AWS::Cognito::UserPoolClient': {
      create(props, { generatedName }) {
        const pool = pools.pool(props.UserPoolId);
        checkClient(pool, props);
        const id = random(26);
        const secret = props.GenerateSecret ? random(51) : undefined;
        pool.clients.set(id, { id, pool, props, secret });
        return { ref: id, attributes: { ClientId: id, ClientSecret: secret, Name: props.ClientName ?? generatedName } };
      },
      update(id, props) {
        const client = pools.client(id);
        checkClient(client.pool, props);
        client.props = props;
      },
      delete: (id, { UserPoolId }) => pools.pools.get(UserPoolId)?.clients.delete(id),
    },
    'AWS::Cognito::UserPoolDomain': kept('Domain', INVALID, () => pools.domains, distribution),
    'AWS::Cognito::UserPoolGroup': inPool('groups', 'GroupName', 'GroupExistsException'),
    'AWS::Cognito::UserPoolIdentityProvider': inPool('providers', 'ProviderName', 'DuplicateProviderException'),
    'AWS::Cognito::UserPoolResourceServer': inPool('resourceServers', 'Identifier', INVALID),
  };
}
