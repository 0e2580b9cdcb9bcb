import { Duration } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as defaults from '../../defaults';
import { AuthConfigError } from '../../private/errors';
import { PoolAttributes } from '../../user-pool/pool-attributes';
import { ClientOptions } from '../client-options';

/** What a kind of client may know of its pool while it settles. */
export interface ClientScope {
  /** Path at which the client will stand, for errors. */
  readonly where: string;
  readonly attributes: PoolAttributes;
  readonly featurePlan: cognito.FeaturePlan;
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
  const writeAttributes =
    options.writeAttributes ?? new cognito.ClientAttributes().withStandardAttributes(defaults.WRITABLE_ATTRIBUTES);
  const readAttributes = options.readAttributes ?? defaultReadAttributes(scope);
  requireHarmless(scope, writeAttributes);
  readAttributes.attributes().forEach((name) => scope.attributes.requireKnown(scope.where, 'readAttributes', name));
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

function defaultReadAttributes({ attributes }: ClientScope): cognito.ClientAttributes {
  return new cognito.ClientAttributes()
    .withStandardAttributes(defaults.READABLE_ATTRIBUTES)
    .withCustomAttributes(...attributes.custom);
}

function requireHarmless({ where, attributes }: ClientScope, writable: cognito.ClientAttributes): void {
  for (const name of writable.attributes()) {
    attributes.requireKnown(where, 'writeAttributes', name);
    if (attributes.authorization.includes(name)) {
      throw new AuthConfigError(
        where,
        `writeAttributes opens '${name}', which authorizationAttributes says decides what a user may do. Leave it out; administrators and triggers can still write it.`,
      );
    }
  }
}

function rotationGracePeriod(scope: ClientScope, options: ClientOptions): Duration | undefined {
  if (scope.featurePlan !== cognito.FeaturePlan.LITE) {
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
