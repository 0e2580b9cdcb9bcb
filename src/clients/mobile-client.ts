import { ClientOptions } from './client-options';
import { ClientScope, ClientSettings, publicClientSettings } from './private/client-settings';
import { appUrlFault, requireUrls } from './private/redirect-urls';

/**
 * Options of `AppClient.mobile`.
 */
export interface MobileClientOptions extends ClientOptions {
  /**
   * Where the browser returns after sign-in: the app's own scheme (`com.example.notes://callback`), an `https://` link
   * that the app claims, or `http://` on the loopback host. No wildcard, fragment or user info; from 1 to 100 of them.
   */
  readonly callbackUrls: string[];
}

export function mobileSettings(scope: ClientScope, options: MobileClientOptions): ClientSettings {
  requireUrls(scope.where, options, appUrlFault);
  return publicClientSettings(scope, options);
}
