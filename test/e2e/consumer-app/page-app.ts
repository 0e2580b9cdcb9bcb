import type { Page } from 'playwright-core';
import { LoginPage } from '../browser/login-page';
import { AppName, SITE } from '../browser/site';
import { demand } from '../expect-refusal';
import { Shop } from './shop';

/** Opens one of the apps in a browser that remembers nothing. */
export function visitor({ stage }: Shop, app: AppName, config: object) {
  return <T>(act: (page: Page) => Promise<T>) =>
    stage.browser.visit(app, config, async (page) => {
      await page.goto(`${SITE}/`);
      return act(page);
    });
}

/** Calls a function of the app in the page, as one of its buttons would. */
export function press<T = any>(page: Page, call: string, ...given: string[]): Promise<T> {
  return page.evaluate(`app.${call}(${given.map((one) => JSON.stringify(one)).join()})`);
}

/** From the app to the login page; nobody waits for the app, which is gone by then. */
export async function leaveFor(page: Page, call: string, ...given: string[]): Promise<LoginPage> {
  await page.evaluate(`void app.${call}(${given.map((one) => JSON.stringify(one)).join()})`);
  await page.waitForURL(({ origin }) => origin !== SITE);
  return new LoginPage(page);
}

/** From the app over the logout endpoint back to the app. */
export async function signOut(page: Page): Promise<void> {
  const left = page.waitForResponse((response) => new URL(response.url()).pathname === '/logout');
  await page.evaluate('void app.signOut()');
  demand((await left).status() === 302, `the logout endpoint answers ${(await left).status()}`);
  await new LoginPage(page).backAtApp('/');
}
