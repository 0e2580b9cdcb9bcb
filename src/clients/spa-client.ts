import { ClientOptions } from './client-options';
import { ClientScope, ClientSettings, appClientSettings } from './private/client-settings';
import { requireCallbacks } from './private/redirect-urls';
import { SdkSignInOptions } from './sdk-sign-in-options';

/**
 * Options of `AppClient.spa`.
 */
export interface SpaClientOptions extends ClientOptions, SdkSignInOptions {
  /**
   * Where the browser returns after sign-in: `https://…`, or `http://` on the loopback host for development. No wildcard,
   * fragment or user info; from 1 to 100 of them.
   */
  readonly callbackUrls: string[];

  /**
   * Opens the implicit grant, in which tokens stand in the address of the page, beside the code grant. OAuth 2.1 has
   * dropped it; old OpenID Connect libraries know nothing else. Warned about.
   *
   * @default false
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/authorization-endpoint.html
   */
  readonly implicitCodeGrant?: boolean;
}

export function spaSettings(scope: ClientScope, options: SpaClientOptions): ClientSettings {
  requireCallbacks(scope.where, options);
  return appClientSettings(scope, options, { generateSecret: false });
}
