import { Duration } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as defaults from '../../defaults';
import { AuthConfigError } from '../../private/errors';
import { Pool } from '../../user-pool/pool';
import { ClientOptions } from '../client-options';

/** What a kind of client may know of its pool while it settles. */
export interface ClientScope {
  /** Path at which the client will stand, for errors. */
  readonly where: string;
  readonly pool: Pool;
}

/** Props of the L2 client, complete but for what the pool adds: itself and the providers. */
export type ClientSettings = Omit<cognito.UserPoolClientOptions, 'supportedIdentityProviders'> & {
  readonly readAttributes: cognito.ClientAttributes;
  readonly writeAttributes: cognito.ClientAttributes;
};

/** A client that cannot keep a secret: SRP or the code grant with PKCE, nothing implicit, no password in the clear. */
export function publicClientSettings(
  scope: ClientScope,
  options: ClientOptions & { readonly callbackUrls: string[] },
): ClientSettings {
  const { attributes } = scope.pool;
  const writeAttributes = options.writeAttributes ?? attributes.writableByDefault();
  const readAttributes = options.readAttributes ?? attributes.readableByDefault();
  attributes.requireWritable(scope.where, writeAttributes);
  attributes.requireReadable(scope.where, readAttributes);
  requireScopes(scope.where, options.scopes);
  return {
    userPoolClientName: options.clientName,
    generateSecret: false,
    authFlows: { userSrp: true },
    oAuth: {
      flows: { authorizationCodeGrant: true, implicitCodeGrant: false },
      scopes: options.scopes ?? defaults.OAUTH_SCOPES,
      callbackUrls: options.callbackUrls,
      logoutUrls: options.logoutUrls,
    },
    preventUserExistenceErrors: true,
    enableTokenRevocation: true,
    readAttributes,
    writeAttributes,
    accessTokenValidity: options.accessTokenValidity ?? defaults.ACCESS_TOKEN_VALIDITY,
    idTokenValidity: options.idTokenValidity ?? defaults.ID_TOKEN_VALIDITY,
    refreshTokenValidity: options.refreshTokenValidity ?? defaults.REFRESH_TOKEN_VALIDITY,
    refreshTokenRotationGracePeriod: rotationGracePeriod(scope, options),
    authSessionValidity: defaults.AUTH_SESSION_VALIDITY,
  };
}

function requireScopes(where: string, scopes: readonly cognito.OAuthScope[] = defaults.OAUTH_SCOPES): void {
  if (scopes.length > 0) return;
  throw new AuthConfigError(
    where,
    'scopes is empty, and managed login needs one. Name at least one, or leave the option out.',
  );
}

function rotationGracePeriod(scope: ClientScope, options: ClientOptions): Duration | undefined {
  if (scope.pool.featurePlan !== cognito.FeaturePlan.LITE) {
    return options.refreshTokenRotationGracePeriod ?? defaults.REFRESH_TOKEN_ROTATION_GRACE_PERIOD;
  }
  if (options.refreshTokenRotationGracePeriod) {
    throw new AuthConfigError(
      scope.where,
      'refreshTokenRotationGracePeriod needs the ESSENTIALS plan. Leave it out or choose another featurePlan.',
    );
  }
  return undefined;
}
