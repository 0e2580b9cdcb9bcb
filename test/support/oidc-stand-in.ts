import { randomUUID } from 'node:crypto';
import * as http from 'node:http';
import { listen } from './http';
import { SigningKey } from './signing-key';

/** An OpenID provider of one person, who approves everything. */
export interface OidcStandIn {
  readonly issuer: string;
  /** Who signs in next. */
  person: Record<string, unknown> & { sub: string };
  /** Claims that are wrong in the next ID tokens; `forged` signs them with another key. */
  wrong: Record<string, unknown>;
  /** Where the provider sends the browser back to. */
  approve(request: URL): Promise<URL>;
  close(): Promise<unknown>;
}

/** Starts one on the loopback host; it demands the client's secret and a code that it has issued. */
export async function startOidcStandIn(secret = 's3cret'): Promise<OidcStandIn> {
  const [key, other] = [new SigningKey(), new SigningKey()];
  const codes = new Map<string, URLSearchParams>();
  const self: any = { person: { sub: '1' }, wrong: {} };

  function idToken(request: URLSearchParams): string {
    const { forged, ...wrong } = self.wrong;
    const exp = Math.floor(Date.now() / 1000) + 300;
    const claims = { iss: self.issuer, aud: request.get('client_id'), exp, sub: self.person.sub, ...wrong };
    return (forged ? other : key).sign(claims);
  }
  function token(form: URLSearchParams): object | undefined {
    const request = codes.get(form.get('code') ?? '');
    codes.delete(form.get('code') ?? '');
    const isFine = request?.get('redirect_uri') === form.get('redirect_uri') && form.get('client_secret') === secret;
    return request && isFine
      ? { id_token: idToken(request), access_token: 'let-me-in', token_type: 'Bearer' }
      : undefined;
  }

  const server = http.createServer(async (message, response) => {
    const form = new URLSearchParams(Buffer.concat(await message.toArray()).toString());
    const pages: Record<string, () => object | undefined> = {
      '/.well-known/openid-configuration': () => ({
        ...{ issuer: self.issuer, authorization_endpoint: `${self.issuer}/auth`, jwks_uri: `${self.issuer}/jwks` },
        ...{ token_endpoint: `${self.issuer}/token`, userinfo_endpoint: `${self.issuer}/me` },
      }),
      '/jwks': () => key.jwks(),
      '/token': () => token(form),
      '/me': () => (message.headers.authorization === 'Bearer let-me-in' ? self.person : undefined),
    };
    const body = pages[message.url!]?.();
    response.writeHead(body ? 200 : 400).end(JSON.stringify(body ?? { error: 'invalid_request' }));
  });
  const { url: issuer, close } = await listen(server);
  return Object.assign(self, {
    ...{ issuer, close },
    async approve({ searchParams }: URL) {
      const code = randomUUID();
      codes.set(code, searchParams);
      const back = new URL(searchParams.get('redirect_uri')!);
      back.searchParams.set('code', code);
      back.searchParams.set('state', searchParams.get('state')!);
      return back;
    },
  });
}
