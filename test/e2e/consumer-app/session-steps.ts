import { ask } from '../ask';
import { demand, refusal } from '../expect-refusal';
import { Step } from '../step';
import { Shop } from './shop';

/** From the first refresh to the sign-out. */
export function sessionSteps(shop: Shop): Step[] {
  const { zoe, stage, outputs } = shop;
  const { ClientId: client_id, LoginUrl } = outputs;
  const whoAmI = async () => {
    const authorization = `Bearer ${shop.tokensOf(zoe).accessToken}`;
    const { status, body } = await ask(stage, `${LoginUrl}/oauth2/userInfo`, undefined, { authorization });
    if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
    return body;
  };
  return [
    {
      asks: 'the shop refreshes the tokens of zoe',
      run: async () => {
        const before = shop.tokensOf(zoe);
        const after = await shop.refresh(before.refreshToken);
        demand(!!after.refreshToken && after.refreshToken !== before.refreshToken, 'the refresh token does not rotate');
        shop.keep(zoe, after);
        await shop.claimsOf(zoe);
        // the grace period, in which a retry of the app still works
        await stage.pass(11);
        const answer = await refusal(() => shop.refresh(before.refreshToken), /invalid_grant/);
        shop.keep(zoe, await shop.refresh(after.refreshToken));
        return `new tokens; the old refresh token, eleven seconds later, is ${answer}`;
      },
    },
    {
      asks: 'the phone app uses the refresh token of the shop',
      run: () => refusal(() => shop.refresh(shop.tokensOf(zoe).refreshToken, outputs.PhoneClientId), /invalid_grant/),
    },
    {
      asks: 'the shop signs zoe out: it revokes her refresh token, and her tokens are used again',
      run: async () => {
        demand((await whoAmI()).email === zoe.email, 'userInfo does not know her');
        const { refreshToken: token } = shop.tokensOf(zoe);
        const { status, body } = await ask(stage, `${LoginUrl}/oauth2/revoke`, { token, client_id });
        demand(status === 200, `the token is not revoked: ${JSON.stringify(body)}`);
        await refusal(whoAmI, /401.*invalid_token/);
        return refusal(() => shop.refresh(token), /invalid_grant/);
      },
    },
    {
      asks: 'the browser is sent to sign out, back to the shop, and to somebody else',
      run: async () => {
        const leave = (logout_uri: string) => `${LoginUrl}/logout?${new URLSearchParams({ client_id, logout_uri })}`;
        await shop.atLogin(leave('http://localhost:5173/'), (login) => login.backAtApp('/'));
        const stays = await shop.atLogin(leave('https://shop.example.net/'), async (_, page) => page.url());
        demand(stays.startsWith(LoginUrl), `the browser was sent to ${stays}`);
        return 'back at the shop; and nowhere else';
      },
    },
  ];
}
