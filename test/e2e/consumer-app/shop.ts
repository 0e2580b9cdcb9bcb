import { createHash, randomBytes } from 'node:crypto';
import type { Page } from 'playwright-core';
import { AppUsers } from '../app-users';
import { tokenFor } from '../ask';
import { LoginPage } from '../browser/login-page';
import { SITE } from '../browser/site';
import { PASSWORD, Person, Tokens } from '../people';

export const CALLBACK = `${SITE}/callback`;

/** What an app keeps while the browser is away, and what it sends the browser away with. */
export interface CodeRequest {
  readonly verifier: string;
  readonly state: string;
  readonly nonce: string;
  readonly url: string;
}

/** Who uses the shop, and the shop's own side of the code flow. */
export class Shop extends AppUsers {
  readonly zoe = this.person('zoe');
  readonly otto = this.person('otto');
  readonly tina = this.person('tina');
  readonly tom = this.person('tom');
  readonly gina = this.person('gina');

  async join(who: Person): Promise<void> {
    await who.signUp();
    await who.confirm();
  }

  /** Where the shop sends the browser for a code. */
  codeRequest(more: Record<string, string> = {}): CodeRequest {
    const [verifier, state, nonce] = [48, 16, 16].map((size) => randomBytes(size).toString('base64url'));
    const parameters = new URLSearchParams({
      client_id: this.outputs.ClientId,
      redirect_uri: CALLBACK,
      response_type: 'code',
      scope: 'openid email profile',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      state,
      nonce,
      ...more,
    });
    return { verifier, state, nonce, url: `${this.outputs.LoginUrl}/oauth2/authorize?${parameters}` };
  }

  /** In a browser: from the link of the shop over the login page back to the shop. */
  codeFor(request: CodeRequest, signIn: (login: LoginPage) => Promise<void>): Promise<URLSearchParams> {
    return this.atLogin(request.url, async (login) => {
      await signIn(login);
      return login.backAtApp();
    });
  }

  atLogin<T>(url: string, act: (login: LoginPage, page: Page) => Promise<T>): Promise<T> {
    return this.stage.browser.visit('none', {}, async (page) => {
      await page.goto(url);
      return act(new LoginPage(page), page);
    });
  }

  withPassword(who: Person): (login: LoginPage) => Promise<void> {
    return (login) => login.typePassword(who.email, PASSWORD);
  }

  async redeem(code: string, code_verifier: string, redirect_uri = CALLBACK): Promise<Tokens> {
    return this.tokensFor({ grant_type: 'authorization_code', redirect_uri, code, code_verifier });
  }

  async refresh(refresh_token: string, client_id = this.outputs.ClientId): Promise<Tokens> {
    return this.tokensFor({ grant_type: 'refresh_token', refresh_token, client_id });
  }

  /** The whole code flow; the tokens are kept. */
  async signIn(who: Person, signIn = this.withPassword(who)): Promise<void> {
    const request = this.codeRequest();
    const back = await this.codeFor(request, signIn);
    this.keep(who, await this.redeem(back.get('code') ?? '', request.verifier));
  }

  private async tokensFor(grant: object): Promise<Tokens> {
    const { ClientId: client_id, LoginUrl } = this.outputs;
    const { id_token, access_token, refresh_token } = await tokenFor(this.stage, LoginUrl, { client_id, ...grant });
    return { idToken: id_token, accessToken: access_token, refreshToken: refresh_token };
  }
}
