import { GetUserCommand } from '@aws-sdk/client-cognito-identity-provider';
import type { Page } from 'playwright-core';
import { LoginPage } from '../browser/login-page';
import { SITE } from '../browser/site';
import { demand, refusal } from '../expect-refusal';
import { PASSWORD } from '../people';
import { Step } from '../step';
import { Authenticator } from './authenticator';
import { leaveFor, press, signOut, visitor } from './page-app';
import { CALLBACK, Shop } from './shop';

/** aws-amplify, unmodified, in a browser. */
export function amplifySteps(shop: Shop): Step[] {
  const { zoe, otto, tom, gina, stage, outputs, clients } = shop;
  const oauth = {
    domain: new URL(outputs.LoginUrl).host,
    scopes: ['openid', 'email', 'profile'],
    redirectSignIn: [CALLBACK],
    redirectSignOut: [`${SITE}/`],
    responseType: 'code',
  };
  const pool = { userPoolId: outputs.UserPoolId, userPoolClientId: outputs.ClientId };
  const visit = visitor(shop, 'amplify', { Auth: { Cognito: { ...pool, loginWith: { oauth } } } });
  const refreshed = async (page: Page, email: string) => {
    const [before, after] = [await press(page, 'tokens'), await press(page, 'refresh')];
    demand(before.id.email === email && after.id.email === email, `the tokens are of ${before.id.email}`);
    demand(before.accessToken !== after.accessToken, 'the access token does not change');
    return String(after.accessToken);
  };
  const arrive = async (page: Page, login: LoginPage) => {
    await login.backAtApp();
    await press(page, 'arrive');
  };
  return [
    {
      asks: 'aws-amplify: somebody sends zoe back with a state that she has not sent',
      run: () =>
        visit(async (page) => {
          const login = await leaveFor(page, 'signInWithRedirect');
          await login.nameField();
          await page.goto(`${CALLBACK}?code=any&state=of-somebody-else`);
          return refusal(() => press(page, 'arrive'), /validating the state/);
        }),
    },
    {
      asks: 'aws-amplify: zoe signs in on the login page, and the app refreshes and signs out',
      run: () =>
        visit(async (page) => {
          const login = await leaveFor(page, 'signInWithRedirect');
          await login.typePassword(zoe.email, PASSWORD);
          await arrive(page, login);
          await refreshed(page, zoe.email);
          await signOut(page);
          return 'new tokens; back at the shop after the sign-out';
        }),
    },
    {
      asks: 'aws-amplify: gina signs in with Google, and the app refreshes',
      onBedOnly: true,
      run: () =>
        visit(async (page) => {
          const login = await leaveFor(page, 'signInWithRedirect', 'Google');
          await login.typeProfile({ email: gina.email, given_name: 'Gina', family_name: 'Gray' });
          await arrive(page, login);
          await refreshed(page, gina.email);
          return 'new tokens';
        }),
    },
    {
      asks: 'aws-amplify: zoe signs in within the app (SRP), the app refreshes, and signs out',
      run: () =>
        visit(async (page) => {
          const { isSignedIn } = await press(page, 'signIn', zoe.email, PASSWORD);
          demand(isSignedIn, 'she is not signed in');
          const AccessToken = await refreshed(page, zoe.email);
          await clients.app.send(new GetUserCommand({ AccessToken }));
          await press(page, 'signOut');
          return refusal(() => clients.app.send(new GetUserCommand({ AccessToken })), /NotAuthorizedException/);
        }),
    },
    {
      asks: 'aws-amplify: otto signs in within the app with a code by e-mail',
      run: () =>
        visit(async (page) => {
          const { nextStep } = await press(page, 'askForCode', otto.email);
          const { signInStep } = nextStep;
          demand(signInStep === 'CONFIRM_SIGN_IN_WITH_EMAIL_CODE', `the next step is ${signInStep}`);
          const { isSignedIn } = await press(page, 'confirm', await stage.codeFor(otto.email));
          demand(isSignedIn, 'he is not signed in');
          await refreshed(page, otto.email);
          return 'signed in, and refreshed';
        }),
    },
    {
      asks: 'aws-amplify: tom signs up within the app, enrols an authenticator app, and signs in with its code',
      run: () =>
        visit(async (page) => {
          const authenticator = new Authenticator(stage);
          await press(page, 'signUp', tom.email, PASSWORD);
          await press(page, 'confirmSignUp', tom.email, await stage.codeFor(tom.email));
          await press(page, 'signIn', tom.email, PASSWORD);
          authenticator.secret = await press(page, 'setUpTotp');
          await press(page, 'verifyTotp', authenticator.code());
          await press(page, 'signOut');
          const { nextStep } = await press(page, 'signIn', tom.email, PASSWORD);
          const { signInStep } = nextStep;
          demand(signInStep === 'CONFIRM_SIGN_IN_WITH_TOTP_CODE', `the next step is ${signInStep}`);
          const { isSignedIn } = await press(page, 'confirm', authenticator.code());
          demand(isSignedIn, 'he is not signed in');
          await refreshed(page, tom.email);
          return 'signed in with both';
        }),
    },
  ];
}
