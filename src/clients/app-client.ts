import { MobileClientOptions, mobileSettings } from './mobile-client';
import { ClientSettings, ClientScope } from './private/client-settings';
import { SpaClientOptions, spaSettings } from './spa-client';

/**
 * A kind of app client with the settings that are safe for it. Give one to `auth.addClient(id, client)`.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-client-apps.html
 */
export abstract class AppClient {
  /**
   * A single-page app in a browser: a public client (no secret), authorization code grant with PKCE, SRP sign-in,
   * rotating refresh tokens.
   *
   * @param options URLs, scopes, attributes and token validity
   */
  public static spa(options: SpaClientOptions): AppClient {
    return new SettledClient((scope) => spaSettings(scope, options));
  }

  /**
   * A native or mobile app: like `spa`, but callback URLs may use the app's own scheme (`com.example.notes://callback`).
   *
   * @param options URLs, scopes, attributes and token validity
   */
  public static mobile(options: MobileClientOptions): AppClient {
    return new SettledClient((scope) => mobileSettings(scope, options));
  }

  /** @internal */
  public abstract _bind(scope: ClientScope): ClientSettings;
}

class SettledClient extends AppClient {
  constructor(private readonly settle: (scope: ClientScope) => ClientSettings) {
    super();
  }

  /** @internal */
  public _bind(scope: ClientScope): ClientSettings {
    return this.settle(scope);
  }
}
