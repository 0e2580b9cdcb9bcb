import type { Page } from 'playwright-core';
import { SITE } from '../browser/site';
import { demand } from '../expect-refusal';
import { Magazine } from './magazine';

/** The page of the magazine, as somebody uses it. */
export class MagazinePage {
  constructor(readonly page: Page) {}

  /** In a browser that remembers nothing. */
  static visit<T>({ stage, pool }: Magazine, act: (page: MagazinePage) => Promise<T>): Promise<T> {
    const { UserPoolId: userPoolId, ClientId: userPoolClientId } = pool;
    const config = { Auth: { Cognito: { userPoolId, userPoolClientId } } };
    return stage.browser.visit('passwordless', config, async (page) => {
      await page.goto(`${SITE}/`);
      return act(new MagazinePage(page));
    });
  }

  async signUp(email: string): Promise<void> {
    await this.type('New address', email);
    await this.says(/confirms your address/);
  }

  async confirm(code: string): Promise<void> {
    await this.type('Confirmation code', code);
    await this.says(/^Welcome$/);
  }

  async askFor(email: string, said: RegExp): Promise<void> {
    await this.type('Address', email);
    await this.says(said);
  }

  async typeCode(code: string): Promise<void> {
    await this.type('Code', code);
  }

  /** Opens the link of a mail in another tab, and presses its button. */
  async open(link: string): Promise<MagazinePage> {
    const tab = new MagazinePage(await this.page.context().newPage());
    await tab.page.goto(link);
    await tab.press('Sign in with the link');
    return tab;
  }

  async signOut(): Promise<void> {
    await this.press('Sign out');
    await this.says(/^Signed out$/);
  }

  async reload(): Promise<void> {
    await this.page.reload();
  }

  /** Waits for what the page says; something else that it says is an error. */
  async says(expected: RegExp): Promise<string> {
    const status = this.page.locator('[role=status]:not(:empty)');
    const text = (await status.textContent())!;
    demand(expected.test(text), `the page says: ${text}`);
    return text;
  }

  private async type(label: string, text: string): Promise<void> {
    const field = this.page.getByLabel(label, { exact: true });
    // the page first says who is signed in
    await this.says(/./);
    await field.fill(text);
    await field.press('Enter');
  }

  private async press(name: string): Promise<void> {
    const button = this.page.getByRole('button', { name, exact: true });
    await this.says(/./);
    await button.click();
  }
}
