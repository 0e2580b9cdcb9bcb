import type { Page } from 'playwright-core';
import { demand, refusal } from '../expect-refusal';
import { PASSWORD } from '../people';
import { Step } from '../step';
import { leaveFor, press, signOut, visitor } from './page-app';
import { CALLBACK, Shop } from './shop';

/** oidc-client-ts, unmodified, in a browser. */
export function oidcClientSteps(shop: Shop): Step[] {
  const { zoe, stage, outputs } = shop;
  const config = {
    authority: `https://cognito-idp.${stage.region}.amazonaws.com/${outputs.UserPoolId}`,
    client_id: outputs.ClientId,
    redirect_uri: CALLBACK,
    scope: 'openid email profile',
  };
  const signIn = async (page: Page) => {
    const login = await leaveFor(page, 'signIn');
    await login.typePassword(zoe.email, PASSWORD);
    return login.backAtApp();
  };
  const visit = visitor(shop, 'oidc-client-ts', config);
  return [
    {
      asks: 'oidc-client-ts: zoe comes back with a state that nobody has sent, and with the right one',
      run: () =>
        visit(async (page) => {
          const back = await signIn(page);
          const url = page.url();
          await page.goto(`${CALLBACK}?${new URLSearchParams({ code: back.get('code')!, state: 'of-somebody-else' })}`);
          const answer = await refusal(() => press(page, 'arrive'), /No matching state/);
          await page.goto(url);
          demand((await press(page, 'arrive')).profile.email === zoe.email, 'the right state does not work either');
          return answer;
        }),
    },
    {
      asks: 'oidc-client-ts: zoe signs in, the app refreshes twice, revokes and signs out',
      run: () =>
        visit(async (page) => {
          await signIn(page);
          const tokens = [await press(page, 'arrive'), await press(page, 'refresh'), await press(page, 'refresh')];
          demand(tokens[2].profile.email === zoe.email, `the profile is of ${tokens[2].profile.email}`);
          for (const kind of ['access_token', 'refresh_token']) {
            demand(new Set(tokens.map((one) => one[kind])).size === 3, `the ${kind} does not change`);
          }
          await press(page, 'revoke');
          await refusal(() => shop.refresh(tokens[2].refresh_token), /invalid_grant/);
          await signOut(page);
          return 'three pairs of tokens; the last one ended with the sign-out';
        }),
    },
  ];
}
