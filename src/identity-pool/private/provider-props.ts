import { Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { IConstruct } from 'constructs';
import { AuthConfigError } from '../../private/errors';
import type { IdentityPoolProvider } from '../identity-pool-provider';

const DEVELOPER_NAME = /^[\w.-]{1,100}$/;

type ProviderProps = Pick<
  cognito.CfnIdentityPoolProps,
  'supportedLoginProviders' | 'openIdConnectProviderArns' | 'samlProviderArns' | 'developerProviderName'
>;

/** What providers add to the identity pool; in the order of their keys, so that the order of a list does not show. */
export function providerProps(where: IConstruct, providers: readonly IdentityPoolProvider[]): ProviderProps {
  const settings = providers.map((provider) => provider._bind());
  const logins = settings.flatMap(({ login }) => login ?? []);
  const developers = settings.flatMap(({ developer }) => developer ?? []);
  logins.forEach(({ kind, appId }) => requireId(where, kind, appId));
  developers.forEach((name) => requireDeveloperName(where, name));
  requireOne(where, [...logins.map(({ kind }) => kind), ...developers.map(() => 'developer')]);
  const byKey = logins.map(({ key, appId }): [string, string] => [key, appId]).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    supportedLoginProviders: byKey.length > 0 ? Object.fromEntries(byKey) : undefined,
    openIdConnectProviderArns: some(settings.flatMap(({ openIdConnectProviderArn }) => openIdConnectProviderArn ?? [])),
    samlProviderArns: some(settings.flatMap(({ samlProviderArn }) => samlProviderArn ?? [])),
    developerProviderName: developers[0],
  };
}

function some(arns: string[]): string[] | undefined {
  return arns.length > 0 ? [...new Set(arns)] : undefined;
}

function requireId(where: IConstruct, kind: string, appId: string): void {
  if (Token.isUnresolved(appId) || /^\S+$/.test(appId)) return;
  throw new AuthConfigError(
    where,
    `IdentityPoolProvider.${kind} has the id '${appId}'. Pass the id that the provider shows for your app.`,
  );
}

function requireDeveloperName(where: IConstruct, name: string): void {
  if (Token.isUnresolved(name) || DEVELOPER_NAME.test(name)) return;
  throw new AuthConfigError(
    where,
    `IdentityPoolProvider.developer has the name '${name}'. Use 1 to 100 letters, digits, dots, hyphens and underscores, as in 'login.example.app'.`,
  );
}

function requireOne(where: IConstruct, kinds: readonly string[]): void {
  const twin = kinds.find((kind, index) => kinds.indexOf(kind) !== index);
  if (twin === undefined) return;
  throw new AuthConfigError(
    where,
    `providers has IdentityPoolProvider.${twin} twice, and an identity pool has room for one. Leave one out.`,
  );
}
