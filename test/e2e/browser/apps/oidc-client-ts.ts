import { UserManager, WebStorageStateStore } from 'oidc-client-ts';

const { config, location, localStorage, history } = globalThis as any;
const manager = new UserManager({
  ...config,
  userStore: new WebStorageStateStore({ store: localStorage }),
});

/** What the tests call, as buttons of the page would. */
Object.assign(globalThis, {
  app: {
    /** Goes to the login page; `provider` skips it. */
    signIn: () => manager.signinRedirect(),
    /** At the callback URL. */
    async arrive() {
      const user = await manager.signinRedirectCallback(location.href);
      history.replaceState({}, '', '/');
      return user;
    },
    refresh: () => manager.signinSilent(),
    revoke: () => manager.revokeTokens(['refresh_token']),
    // Cognito's logout endpoint has names of its own for what the standard calls post_logout_redirect_uri
    signOut: () =>
      manager.signoutRedirect({ extraQueryParams: { client_id: config.client_id, logout_uri: `${location.origin}/` } }),
  },
});
