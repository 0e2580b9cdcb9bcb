import { Amplify } from 'aws-amplify';
import * as auth from 'aws-amplify/auth';
// completes a sign-in by redirect when the page is at the callback URL
import 'aws-amplify/auth/enable-oauth-listener';
import { Hub } from 'aws-amplify/utils';

const arrived = new Promise((resolve, reject) =>
  Hub.listen('auth', ({ payload }) => {
    if (payload.event === 'signInWithRedirect') resolve(undefined);
    if (payload.event === 'signInWithRedirect_failure') reject(payload.data?.error);
  }),
);
arrived.catch(() => undefined);
Amplify.configure((globalThis as any).config);

async function tokens(forceRefresh = false) {
  const { tokens: kept } = await auth.fetchAuthSession({ forceRefresh });
  return { id: kept?.idToken?.payload, accessToken: kept?.accessToken.toString() };
}

/** What the tests call, as buttons of the page would. */
Object.assign(globalThis, {
  app: {
    signInWithRedirect: (provider?: 'Google') => auth.signInWithRedirect({ provider }),
    /** At the callback URL. */
    arrive: async () => {
      await arrived;
      return tokens();
    },
    signUp: (username: string, password: string) =>
      auth.signUp({ username, password, options: { userAttributes: { email: username } } }),
    confirmSignUp: (username: string, confirmationCode: string) => auth.confirmSignUp({ username, confirmationCode }),
    signIn: (username: string, password: string) =>
      auth.signIn({ username, password, options: { authFlowType: 'USER_SRP_AUTH' } }),
    askForCode: (username: string) =>
      auth.signIn({ username, options: { authFlowType: 'USER_AUTH', preferredChallenge: 'EMAIL_OTP' } }),
    confirm: (challengeResponse: string) => auth.confirmSignIn({ challengeResponse }),
    /** The secret that an authenticator app scans. */
    setUpTotp: async () => (await auth.setUpTOTP()).sharedSecret,
    async verifyTotp(code: string) {
      await auth.verifyTOTPSetup({ code });
      await auth.updateMFAPreference({ totp: 'PREFERRED' });
    },
    tokens,
    refresh: () => tokens(true),
    signOut: () => auth.signOut(),
  },
});
