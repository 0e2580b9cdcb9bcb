import { ClientOptions } from './client-options';
import { ClientScope, ClientSettings, appClientSettings } from './private/client-settings';
import { appUrlFault, requireCallbacks } from './private/redirect-urls';
import { SdkSignInOptions } from './sdk-sign-in-options';

/**
 * Options of `AppClient.mobile`.
 */
export interface MobileClientOptions extends ClientOptions, SdkSignInOptions {
  /**
   * Where the browser returns after sign-in: the app's own scheme (`com.example.notes://callback`), an `https://` link
   * that the app claims, or `http://` on the loopback host. No wildcard, fragment or user info; from 1 to 100 of them. A
   * scheme that is no domain name backwards is warned about, because any app may take it.
   */
  readonly callbackUrls: string[];
}

export function mobileSettings(scope: ClientScope, options: MobileClientOptions): ClientSettings {
  requireCallbacks(scope.where, options);
  return { ...appClientSettings(scope, options, { generateSecret: false }), urlFault: appUrlFault };
}
