import { ClientOptions } from './client-options';
import { ConfidentialClientOptions } from './confidential-client-options';
import { ClientScope, ClientSettings, appClientSettings } from './private/client-settings';
import { requireCallbacks } from './private/redirect-urls';
import { SdkSignInOptions } from './sdk-sign-in-options';

/**
 * Options of `AppClient.web`.
 */
export interface WebClientOptions extends ClientOptions, SdkSignInOptions, ConfidentialClientOptions {
  /**
   * Where the browser returns after sign-in: `https://…`, or `http://` on the loopback host for development. No wildcard,
   * fragment or user info; from 1 to 100 of them.
   */
  readonly callbackUrls: string[];

  /**
   * Opens `ADMIN_USER_PASSWORD_AUTH`, in which a back end that IAM allows to call `AdminInitiateAuth` sends the user's
   * password. Warned about.
   *
   * @default false
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-authentication-flow-methods.html
   */
  readonly adminUserPasswordAuth?: boolean;

  /**
   * Whether threat protection believes the server when it says from which address its user comes; otherwise every sign-in
   * by the SDK seems to come from the server itself.
   *
   * @default false
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-adaptive-authentication-device-fingerprint.html
   */
  readonly enablePropagateAdditionalUserContextData?: boolean;
}

export function webSettings(scope: ClientScope, options: WebClientOptions): ClientSettings {
  requireCallbacks(scope.where, options);
  return appClientSettings(scope, options, {
    generateSecret: true,
    enablePropagateAdditionalUserContextData: options.enablePropagateAdditionalUserContextData,
  });
}
