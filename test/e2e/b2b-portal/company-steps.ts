import { UpdateUserAttributesCommand } from '@aws-sdk/client-cognito-identity-provider';
import { demand, refusal } from '../expect-refusal';
import { Tokens } from '../people';
import { Step } from '../step';
import { Employee, Portal } from './portal';

/** People who sign in at their own company. */
export function companySteps(portal: Portal): Step[] {
  const { run } = portal;
  const at = (company: Employee['company'], name: string, more: object = {}): Employee => ({
    ...{ company, name: `${name}-${run}`, email: `${name}.${run}@${company}.example` },
    ...more,
  });
  const anna = at('acme', 'anna');
  let annas: Tokens;
  return [
    {
      asks: 'the administrators of acme and globex enter the certificates of the portal',
      run: async () => {
        await portal.introduce('acme');
        await portal.introduce('globex');
        return 'each provider knows the portal';
      },
    },
    {
      asks: 'anna of acme types her address, signs in at acme, and the portal redeems her code',
      run: async () => {
        annas = await portal.tokensByCompany(anna);
        const { id, access } = await portal.claimsOf(annas);
        demand(id.email === anna.email, `the address is ${String(id.email)}`);
        demand(id.tenant === 'acme' && access.tenant === 'acme', `the tenants are ${id.tenant} and ${access.tenant}`);
        demand(access.scope === 'openid email profile', `the scope is ${access.scope}`);
        const group = `${portal.outputs.UserPoolId}_Acme`;
        demand(String(access['cognito:groups']) === group, `the groups are ${String(access['cognito:groups'])}`);
        return `the tenant ${access.tenant}, the group ${group}, the scopes ${access.scope}`;
      },
    },
    {
      asks: 'anna signs in again, and is the same',
      run: async () => {
        const [before, now] = [await portal.claimsOf(annas), await portal.claimsOf(await portal.tokensByCompany(anna))];
        demand(now.id.sub === before.id.sub, 'she is somebody else now');
        return now.id.sub;
      },
    },
    {
      asks: 'acme says that mallory, and now anna, belong to globex',
      run: async () => {
        for (const who of [at('acme', 'mallory', { tenant: 'globex' }), { ...anna, tenant: 'globex' }]) {
          const { id, access } = await portal.claimsOf(await portal.tokensByCompany(who));
          demand(id.tenant === 'acme' && access.tenant === 'acme', `${who.name} is of ${access.tenant} now`);
        }
        const { access } = await portal.claimsOf(await portal.tokensByCompany(at('globex', 'gus')));
        demand(access.tenant === 'globex', `who is of globex is of ${access.tenant}`);
        return 'both are of acme, and only the people of globex are of globex';
      },
    },
    {
      asks: 'acme vouches for addresses that are not its own',
      run: async () => {
        const said = [];
        for (const domain of ['globex.example', 'stranger.example', 'acme.example.evil.example']) {
          const who = at('acme', 'eve', { email: `eve.${run}@${domain}` });
          said.push(
            await refusal(() => portal.tokensByCompany(who), /Sign-up with this e-mail address is not allowed/),
          );
        }
        return said[0];
      },
    },
    {
      asks: 'answers in the name of acme that nobody signed, or that everybody on the way can read',
      run: async () => {
        const acme = portal.stage.companies!['acme.example'];
        for (const wrong of [{ unsigned: true }, { unencrypted: true }] as const) {
          acme.wrong = wrong;
          const refused = refusal(() => portal.tokensByCompany(anna), /signature|not encrypted/i);
          await refused.finally(() => (acme.wrong = {}));
        }
        return 'both are refused';
      },
    },
    {
      asks: 'a stranger types an address of another company',
      run: () =>
        refusal(async () => {
          const back = await portal.visit({ idp_identifier: 'stranger.example' }, async (page, login) => {
            await login.typePassword(`eve.${run}@stranger.example`, 'Guessed-Password-1');
            demand(new URL(page.url()).origin === portal.outputs.LoginUrl, `the browser was sent to ${page.url()}`);
          });
          return portal.redeem(back);
        }, /Incorrect username or password/),
    },
    {
      asks: "somebody redeems anna's code without the secret of the portal",
      run: async () => refusal(async () => portal.redeem(await portal.atCompany(anna), 'guessed'), /invalid_client/),
    },
    {
      asks: 'anna moves herself to globex',
      run: () => {
        const UserAttributes = [{ Name: 'custom:tenant', Value: 'globex' }];
        const change = new UpdateUserAttributesCommand({ AccessToken: annas.accessToken, UserAttributes });
        return refusal(() => portal.clients.app.send(change), /NotAuthorizedException/);
      },
    },
    {
      asks: 'anna signs out: the browser is back at the portal, and her session is over',
      run: async () => {
        await portal.refresh(annas);
        const url = `${portal.outputs.LoginUrl}/logout?${new URLSearchParams({
          client_id: portal.outputs.ClientId,
          logout_uri: 'http://localhost:5173/',
        })}`;
        const end = await portal.stage.browser.visit('none', {}, async (page) => {
          await page.goto(url);
          return page.url();
        });
        demand(end === 'http://localhost:5173/', `the browser is at ${end}`);
        await portal.revoke(annas);
        return refusal(() => portal.refresh(annas), /invalid_grant/);
      },
    },
    {
      asks: 'auditors see how anna came, and no address or name',
      run: async () => {
        const events = portal.audited();
        demand(!/@|example|anna|Lee/.test(JSON.stringify(events)), 'an event names a person');
        const told = events.filter(({ user }) => user === events[0].user).map(({ type }) => type);
        const expected = ['User Sign-Up', 'User Confirmation', 'User Sign-In', 'User Sign-In'];
        demand(String(told.slice(0, 4)) === String(expected), `of anna they see ${told.join(', ')}`);
        return told.join(', ');
      },
    },
  ];
}
