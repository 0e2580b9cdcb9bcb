import { ClientOptions } from './client-options';
import { ConfidentialClientOptions } from './confidential-client-options';
import { callbacksOfHosts } from './private/alb-hosts';
import { choiceFlow } from './private/auth-flows';
import { judgeOpenId } from './private/client-scopes';
import { ClientScope, ClientSettings, userClientSettings } from './private/client-settings';

/**
 * Options of `AppClient.alb`.
 */
export interface AlbClientOptions extends ClientOptions, ConfidentialClientOptions {
  /**
   * Host names under which browsers reach the load balancer, such as `app.example.com`; its certificate has them. The
   * callback URL of each is `https://HOST/oauth2/idpresponse`, in lower case, as the load balancer sends it. From 1 to 100.
   *
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html
   */
  readonly hostNames: string[];
}

/** The load balancer has sessions of its own: it renews them for many requests at once, which rotation would break. */
export function albSettings(scope: ClientScope, options: AlbClientOptions): ClientSettings {
  const callbackUrls = callbacksOfHosts(scope.where, options.hostNames);
  judgeOpenId(scope, options.scopes);
  const authFlows = choiceFlow(scope, options);
  return {
    ...userClientSettings(scope, { ...options, callbackUrls }, { authFlows, generateSecret: true }),
    secretEncryptionKey: options.secretEncryptionKey,
    needsDomain: true,
  };
}
