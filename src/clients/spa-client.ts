import { ClientOptions } from './client-options';
import { ClientScope, ClientSettings, publicClientSettings } from './private/client-settings';
import { requireUrls, webUrlFault } from './private/redirect-urls';

/**
 * Options of `AppClient.spa`.
 */
export interface SpaClientOptions extends ClientOptions {
  /**
   * Where the browser returns after sign-in: `https://…`, or `http://` on the loopback host for development. No wildcard,
   * fragment or user info; from 1 to 100 of them.
   */
  readonly callbackUrls: string[];
}

export function spaSettings(scope: ClientScope, options: SpaClientOptions): ClientSettings {
  requireUrls(scope.where, options, webUrlFault);
  return publicClientSettings(scope, options);
}
