import { demand, refusal } from '../expect-refusal';
import { Step } from '../step';
import { CALLBACK, Shop } from './shop';

/** The code flow with PKCE, in a browser, with a user of the pool. */
export function codeFlowSteps(shop: Shop): Step[] {
  const { zoe } = shop;
  return [
    {
      asks: 'zoe signs up, and confirms with the code from her e-mail',
      run: async () => {
        await shop.join(zoe);
        return 'she has an account';
      },
    },
    {
      asks: 'zoe signs in on the login page, and the shop redeems its code with the verifier',
      run: async () => {
        const request = shop.codeRequest();
        const back = await shop.codeFor(request, shop.withPassword(zoe));
        demand(back.get('state') === request.state, 'the state came back changed');
        shop.keep(zoe, await shop.redeem(back.get('code')!, request.verifier));
        const { id, access } = await shop.claimsOf(zoe);
        demand(id.email === zoe.email && id.email_verified === true, `the address is ${String(id.email)}`);
        demand(id.nonce === request.nonce, 'the nonce came back changed');
        demand(access.scope === 'openid email profile', `the scope is ${access.scope}`);
        return `tokens for ${access.scope}`;
      },
    },
  ];
}

/** What others try with the links and the codes of the shop. */
export function codeTheftSteps(shop: Shop): Step[] {
  const { zoe } = shop;
  return [
    {
      asks: 'somebody redeems a code of zoe with another verifier',
      run: async () => {
        const back = await shop.codeFor(shop.codeRequest(), shop.withPassword(zoe));
        return refusal(() => shop.redeem(back.get('code')!, shop.codeRequest().verifier), /invalid_grant/);
      },
    },
    {
      asks: 'somebody redeems a code of zoe for another address, and one that has been redeemed',
      run: async () => {
        const [first, second] = [shop.codeRequest(), shop.codeRequest()];
        const back = await shop.codeFor(first, shop.withPassword(zoe));
        await refusal(() => shop.redeem(back.get('code')!, first.verifier, `${CALLBACK}/`), /invalid_grant/);
        const again = await shop.codeFor(second, shop.withPassword(zoe));
        await shop.redeem(again.get('code')!, second.verifier);
        return refusal(() => shop.redeem(again.get('code')!, second.verifier), /invalid_grant/);
      },
    },
    {
      asks: 'a link asks for codes at addresses that are not those of the shop',
      run: async () => {
        const endsAt = (redirect_uri: string) =>
          shop.atLogin(shop.codeRequest({ redirect_uri }).url, async (login, page) => {
            const { origin, pathname, href } = new URL(page.url());
            demand(origin === shop.outputs.LoginUrl, `the browser was sent to ${origin}`);
            return pathname === '/login' ? 'the login page' : `${href} ${await login.complaint()}`;
          });
        demand((await endsAt(CALLBACK)) === 'the login page', 'the address of the shop does not work');
        for (const foreign of ['http://localhost:5173/other', 'https://shop.example.net/callback']) {
          const end = await endsAt(foreign);
          demand(end.includes('redirect_mismatch'), `${foreign} leads to ${end}`);
        }
        return 'the browser stays where it is, with redirect_mismatch';
      },
    },
    {
      asks: 'a link asks for tokens in the address, and for a scope that the shop does not have',
      run: async () => {
        const error = (more: Record<string, string>) =>
          shop.atLogin(shop.codeRequest(more).url, async (_, page) => new URL(page.url()).searchParams.get('error'));
        const [implicit, scope] = [await error({ response_type: 'token' }), await error({ scope: 'openid phone' })];
        demand(implicit === 'unauthorized_client', `the implicit grant: ${implicit}`);
        demand(scope === 'invalid_scope', `another scope: ${scope}`);
        return `${implicit}, ${scope}`;
      },
    },
  ];
}
