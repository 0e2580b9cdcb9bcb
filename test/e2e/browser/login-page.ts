import type { Locator, Page } from 'playwright-core';
import { SITE } from './site';

/** The pages of managed login, as somebody uses them who has been sent there. */
export class LoginPage {
  constructor(private readonly page: Page) {}

  /** Types the name and the password; Cognito may ask for the one before the other. */
  async typePassword(email: string, password: string): Promise<void> {
    const field = this.page.locator('input[name=password]');
    await (await this.nameField()).fill(email);
    if (!(await field.isVisible())) await this.page.keyboard.press('Enter');
    await field.fill(password);
    await field.press('Enter');
  }

  async askForCode(email: string): Promise<void> {
    await (await this.nameField()).fill(email);
    await this.page.getByRole('button', { name: 'Send me a code' }).click();
    await this.page.locator('input[autocomplete=one-time-code]').waitFor();
  }

  async typeCode(code: string): Promise<void> {
    const field = this.page.locator('input[autocomplete=one-time-code]');
    await field.fill(code);
    await field.press('Enter');
  }

  async chooseGoogle(): Promise<void> {
    await this.nameField();
    const link = this.page.getByRole('link', { name: 'Google' });
    if ((await link.count()) === 0) throw new Error('the login page does not offer Google');
    await link.click();
  }

  /** The form of the stand-in for Google. */
  async typeProfile(profile: Record<string, string>): Promise<void> {
    for (const [name, value] of Object.entries(profile)) await this.page.locator(`input[name=${name}]`).fill(value);
    await this.page.getByRole('button', { name: 'Next' }).click();
  }

  /** Where the name is typed; an error if the browser is somewhere else, or the page complains. */
  async nameField(): Promise<Locator> {
    const { origin, search } = new URL(this.page.url());
    if (origin === SITE) throw new Error(`the browser is back at the app: ${search}`);
    const field = this.page.locator('input[name=username]');
    await field.waitFor();
    const complaint = await this.complaint();
    if (complaint) throw new Error(`the login page says: ${complaint}`);
    return field;
  }

  /** What the login page complains about. */
  async complaint(): Promise<string> {
    return (await this.page.getByRole('alert').allTextContents()).join(' ');
  }

  /** Waits until the browser is back at the app, and says with what; a page that complains is an error. */
  async backAtApp(path = '/callback'): Promise<URLSearchParams> {
    const back = this.page.waitForURL((url) => url.origin === SITE && url.pathname === path);
    // once the browser is back, nobody waits for a complaint any more
    const complaint = this.page
      .locator('[role=alert]:not(:empty)')
      .textContent()
      .catch(() => null);
    const said = await Promise.race([back.then(() => null), complaint]);
    if (said) throw new Error(`the login page says: ${said}`);
    await back;
    return new URL(this.page.url()).searchParams;
  }
}
