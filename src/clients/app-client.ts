import { AlbClientOptions, albSettings } from './alb-client';
import { MachineClientOptions, machineSettings } from './machine-client';
import { MobileClientOptions, mobileSettings } from './mobile-client';
import type { ClientSettings, ClientScope } from './private/client-settings';
import { SpaClientOptions, spaSettings } from './spa-client';
import { WebClientOptions, webSettings } from './web-client';
import { requireArguments } from '../private/options';

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
    return new SettledClient('AppClient.spa', [options], (scope) => spaSettings(scope, options));
  }

  /**
   * A native or mobile app: like `spa`, but callback URLs may use the app's own scheme (`com.example.notes://callback`).
   *
   * @param options URLs, scopes, attributes and token validity
   */
  public static mobile(options: MobileClientOptions): AppClient {
    return new SettledClient('AppClient.mobile', [options], (scope) => mobileSettings(scope, options));
  }

  /**
   * A web app on a server that keeps a secret, which `auth.clientSecret(client)` holds: authorization code grant, SRP
   * sign-in with the secret, rotating refresh tokens.
   *
   * @param options URLs, scopes, attributes and token validity
   */
  public static web(options: WebClientOptions): AppClient {
    return new SettledClient('AppClient.web', [options], (scope) => webSettings(scope, options));
  }

  /**
   * A program that calls your API for itself and not for a user: client credentials with scopes of your resource servers,
   * short tokens, a secret, no way for a user to sign in.
   *
   * @param options scopes and token validity
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/federation-endpoints-oauth-grants.html
   */
  public static machine(options: MachineClientOptions): AppClient {
    return new SettledClient('AppClient.machine', [options], (scope) => machineSettings(scope, options));
  }

  /**
   * An Application Load Balancer that signs users in before it forwards requests. Its listener takes the secret from
   * Cognito itself: `new AuthenticateCognitoAction({ userPoolClient: client, … })`.
   *
   * @param options host names, scopes, attributes and token validity
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html
   */
  public static alb(options: AlbClientOptions): AppClient {
    return new SettledClient('AppClient.alb', [options], (scope) => albSettings(scope, options));
  }

  /** @internal */
  public abstract _bind(scope: ClientScope): ClientSettings;
}

class SettledClient extends AppClient {
  constructor(
    private readonly call: string,
    private readonly given: readonly unknown[],
    private readonly settle: (scope: ClientScope) => ClientSettings,
  ) {
    super();
  }

  /** @internal */
  public _bind(scope: ClientScope): ClientSettings {
    requireArguments(scope.where, this.call, this.given);
    return this.settle(scope);
  }
}
