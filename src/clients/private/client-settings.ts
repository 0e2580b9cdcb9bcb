import { Duration } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as kms from 'aws-cdk-lib/aws-kms';
import { FlowOptions, hasRotation, isManagedLoginOnly, rotationAdvice, sdkFlows } from './auth-flows';
import { readAttributes, writeAttributes } from './client-attributes';
import { judgeScopes } from './client-scopes';
import type { UrlFault } from './redirect-urls';
import { requireGracePeriod, requireValidity } from './token-validity';
import * as defaults from '../../defaults';
import type { LoginBranding } from '../../domain/login-branding';
import { ADVICE } from '../../private/advice';
import type { Findings } from '../../private/findings';
import { madeBy, requireListIfGiven } from '../../private/kinds';
import { AuthIdentityProvider } from '../../providers/auth-identity-provider';
import { Pool } from '../../user-pool/pool';
import type { ClientOptions } from '../client-options';
import type { ConfidentialClientOptions } from '../confidential-client-options';
import type { SdkSignInOptions } from '../sdk-sign-in-options';

const PROVIDER = madeBy(AuthIdentityProvider, ADVICE.AuthIdentityProvider);

/** What a kind of client may know of its pool while it settles. */
export interface ClientScope {
  /** Path at which the client will stand, for errors that leave no client. */
  readonly where: string;
  readonly pool: Pool;
  /** Faults that it finds, and that the client will tell. */
  readonly faults: Findings;
}

/** Whom a client lets sign in. */
export interface Offer {
  readonly poolUsers: boolean;
  /** Those named; every provider of the pool otherwise. */
  readonly identityProviders?: readonly AuthIdentityProvider[];
}

/** Props of the L2 client, complete but for what the pool adds: itself and the providers. */
export type ClientProps = Omit<cognito.UserPoolClientOptions, 'supportedIdentityProviders'> & {
  readonly readAttributes: cognito.ClientAttributes;
  readonly writeAttributes: cognito.ClientAttributes;
  readonly accessTokenValidity: Duration;
  readonly idTokenValidity: Duration;
  readonly refreshTokenValidity: Duration;
};

export interface ClientSettings {
  readonly props: ClientProps;
  /** What its redirect URLs may be; those of a web app unless it says otherwise. */
  readonly urlFault?: UrlFault;
  /** Nothing where no user signs in. */
  readonly offer?: Offer;
  /** The look of its pages, where it is not that of the pool. */
  readonly branding?: LoginBranding;
  readonly secretEncryptionKey?: kms.IKey;
  /** Which of the writable attributes additionalWriteAttributes has named, for sentences. */
  readonly addedAttributes?: readonly string[];
  /** Whether nothing works without a domain. */
  readonly needsDomain?: boolean;
  /** What to do where refresh tokens do not rotate although the plan has it. */
  readonly givesUpRotation?: string;
}

type UserOptions = ClientOptions & { readonly callbackUrls: string[]; readonly implicitCodeGrant?: boolean };
type AppOptions = UserOptions & SdkSignInOptions & FlowOptions & ConfidentialClientOptions;

/** A client of an app that may have sign-in pages of its own: SRP or the code grant. */
export function appClientSettings(
  scope: ClientScope,
  options: AppOptions,
  more: { readonly generateSecret: boolean; readonly enablePropagateAdditionalUserContextData?: boolean },
): ClientSettings {
  requireGracePeriod(scope.where, options.refreshTokenRotationGracePeriod);
  const flows = sdkFlows(scope, options);
  const isClosed = isManagedLoginOnly(options);
  return {
    ...userClientSettings(scope, withTimeForMail(options), { ...flows, ...more }),
    secretEncryptionKey: options.secretEncryptionKey,
    needsDomain: isClosed,
    givesUpRotation: hasRotation(scope) ? rotationAdvice(options, more.generateSecret) : undefined,
  };
}

/** A session waits for a code by e-mail, unless somebody chose how long it waits. */
function withTimeForMail(options: AppOptions): AppOptions {
  const { customAuth = defaults.CUSTOM_AUTH, authSessionValidity = defaults.CUSTOM_AUTH_SESSION_VALIDITY } = options;
  return customAuth ? { ...options, authSessionValidity } : options;
}

/** What all clients have that people sign in with: the code grant, nothing implicit, no password in the clear. */
export function userClientSettings(
  scope: ClientScope,
  options: UserOptions,
  more: Pick<cognito.UserPoolClientOptions, 'authFlows' | 'generateSecret' | 'refreshTokenRotationGracePeriod'>,
): ClientSettings {
  judgeScopes(scope, options.scopes);
  requireListIfGiven(scope.where, 'identityProviders', options.identityProviders, PROVIDER);
  const validity = {
    accessTokenValidity: options.accessTokenValidity ?? defaults.ACCESS_TOKEN_VALIDITY,
    idTokenValidity: options.idTokenValidity ?? defaults.ID_TOKEN_VALIDITY,
    refreshTokenValidity: options.refreshTokenValidity ?? defaults.REFRESH_TOKEN_VALIDITY,
    authSessionValidity: options.authSessionValidity ?? defaults.AUTH_SESSION_VALIDITY,
  };
  requireValidity(scope.where, validity);
  return {
    props: {
      userPoolClientName: options.clientName,
      oAuth: {
        flows: { authorizationCodeGrant: true, implicitCodeGrant: options.implicitCodeGrant ?? false },
        scopes: options.scopes ?? defaults.OAUTH_SCOPES,
        callbackUrls: options.callbackUrls,
        logoutUrls: options.logoutUrls,
      },
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      readAttributes: readAttributes(scope, options),
      writeAttributes: writeAttributes(scope, options),
      ...validity,
      ...more,
    },
    offer: { poolUsers: options.poolUsers ?? true, identityProviders: options.identityProviders },
    branding: options.branding,
    addedAttributes: options.additionalWriteAttributes?.attributes(),
  };
}
