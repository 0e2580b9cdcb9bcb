import type { Page } from 'playwright-core';
import { LoginPage } from '../browser/login-page';
import { Authenticator } from '../consumer-app/authenticator';
import { demand, refusal } from '../expect-refusal';
import { PASSWORD, Tokens } from '../people';
import { Step } from '../step';
import { Portal } from './portal';

/** Waits for the page that asks for the answer to a challenge; a browser that is back at the portal is an error. */
async function asksFor(page: Page, login: LoginPage, challenge: string): Promise<void> {
  const isAsked = page.locator(`input[name=challenge][value=${challenge}]`).waitFor({ state: 'attached' });
  const isBack = login.backAtApp().then((back) => {
    throw new Error(`the browser is back with ${back}, and ${challenge} was not asked for`);
  });
  // once the page asks, the browser may go back
  isBack.catch(() => undefined);
  await Promise.race([isAsked, isBack]);
}

/** People whom the back office invites, some of whom work for a company with an identity provider of its own. */
export function invitedSteps(portal: Portal): Step[] {
  const { run, stage } = portal;
  const ivan = { company: 'acme', name: `ivan-${run}`, email: `ivan.${run}@acme.example` } as const;
  const olga = { company: 'acme', name: `olga-${run}`, email: `olga.${run}@acme.example` } as const;
  const app = new Authenticator(stage);
  let first: Tokens;
  const signIn = (act: (page: Page, login: LoginPage) => Promise<void>) =>
    portal.visit({ identity_provider: 'COGNITO' }, act);
  const isManager = async (tokens: Tokens) => {
    const { id, access } = await portal.claimsOf(tokens);
    demand(id.tenant === 'acme' && access.tenant === 'acme', `the tenants are ${id.tenant} and ${access.tenant}`);
    const groups = String(access['cognito:groups']);
    demand(groups.split(',').includes('Managers'), `the groups are ${groups}`);
    const scope = String(access.scope);
    demand(scope.split(' ').includes('portal/manage'), `the scope is ${scope}`);
    return id.sub;
  };
  return [
    {
      asks: 'the back office invites ivan, a manager of acme, and olga',
      run: async () => {
        await portal.introduce('acme');
        await portal.invite(ivan.email, 'acme', 'Managers');
        await portal.invite(olga.email, 'acme');
        return 'both have an invitation';
      },
    },
    {
      asks: 'ivan signs in with his invitation, chooses a password, and must scan a secret',
      run: async () => {
        const temporary = await stage.temporaryPasswordFor(ivan.email);
        const back = await signIn(async (page, login) => {
          await login.typePassword(ivan.email, temporary);
          await asksFor(page, login, 'NEW_PASSWORD_REQUIRED');
          await login.typeCode(PASSWORD);
          await asksFor(page, login, 'MFA_SETUP');
          app.secret = (await page.locator('output').textContent())!;
          await login.typeCode(app.code());
        });
        first = await portal.redeem(back);
        await isManager(first);
        return 'tokens of a manager of acme';
      },
    },
    {
      asks: 'somebody who knows the password of ivan, and has not his telephone',
      run: () =>
        refusal(async () => {
          await signIn(async (page, login) => {
            await login.typePassword(ivan.email, PASSWORD);
            await asksFor(page, login, 'SOFTWARE_TOKEN_MFA');
            await login.typeCode('000000');
          });
        }, /Invalid code received/),
    },
    {
      asks: 'ivan comes through acme for the first time: his account is linked, and he is asked to sign in again',
      run: async () => {
        await portal.refresh(first);
        return refusal(() => portal.tokensByCompany(ivan), /Your accounts are linked now. Please sign in again/);
      },
    },
    {
      asks: 'the sessions that ivan had before are over',
      run: () => refusal(() => portal.refresh(first), /invalid_grant/),
    },
    {
      asks: 'ivan comes through acme again, and is the manager that he was',
      run: async () => {
        const [before, now] = [(await portal.claimsOf(first)).id.sub, await portal.tokensByCompany(ivan)];
        demand((await isManager(now)) === before, 'he is somebody else now');
        return before;
      },
    },
    {
      asks: 'ivan signs in with his password and his telephone, too',
      run: async () => {
        const back = await signIn(async (page, login) => {
          await login.typePassword(ivan.email, PASSWORD);
          await asksFor(page, login, 'SOFTWARE_TOKEN_MFA');
          await login.typeCode(app.code());
        });
        return isManager(await portal.redeem(back));
      },
    },
    {
      asks: 'acme speaks for olga, whose invitation nobody has taken yet',
      run: () => refusal(() => portal.tokensByCompany(olga), /There is an account with this e-mail address/),
    },
    {
      asks: 'auditors see how ivan was invited and linked',
      run: async () => {
        const events = portal.audited();
        const link = events.find(({ type }) => type === 'User Linking');
        demand(link?.provider === 'Acme' && Boolean(link.sub), `the link is ${JSON.stringify(link)}`);
        const told = events.filter(({ user }) => user === link!.user).map(({ type }) => type);
        const expected = ['User Sign-Up', 'User Sign-In', 'User Linking', 'User Sign-In', 'User Sign-In'];
        demand(String(told) === String(expected), `of ivan they see ${told.join(', ')}`);
        return told.join(', ');
      },
    },
  ];
}
