import { randomUUID } from 'node:crypto';
import * as http from 'node:http';
import { AddressInfo } from 'node:net';
import * as path from 'node:path';
import { build } from 'esbuild';

/** Where the examples have their app, for the browser: the site is at a free port, to which `Browser` leads. */
export const SITE = 'http://localhost:5173';

/** The single-page apps in `apps/`; `none` is a page without a script. */
export type AppName = 'none' | 'oidc-client-ts' | 'amplify' | 'passwordless';

/** Serves one app to each browser, at all paths: the cookie of the browser says which. */
export class Site {
  private readonly pages = new Map<string, string>();
  private readonly bundles = new Map<AppName, Promise<string>>();

  private constructor(private readonly server: http.Server) {}

  static async open(): Promise<Site> {
    const server = http.createServer((request, response) => {
      const [, id] = /site=([\w-]+)/.exec(request.headers.cookie ?? '') ?? [];
      response.writeHead(200, { 'content-type': 'text/html;charset=UTF-8' }).end(site.pages.get(id) ?? '');
    });
    const site = new Site(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return site;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** The cookie with which a browser gets the app, which finds `config` in a variable of this name. */
  async cookieFor(app: AppName, config: object) {
    const id = randomUUID();
    const script = app === 'none' ? '' : await this.bundle(app);
    const said = JSON.stringify(config).replace(/</g, '\\u003c');
    // a bundle may speak of the end of a script in a string
    const safe = script.replace(/<\/script/gi, '<\\/script');
    this.pages.set(id, `<!doctype html><title>${app}</title><script>globalThis.config=${said};${safe}</script>`);
    return { name: 'site', value: id, url: SITE };
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private bundle(app: AppName): Promise<string> {
    const started = this.bundles.get(app) ?? bundle(app);
    this.bundles.set(app, started);
    return started;
  }
}

async function bundle(app: AppName): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [path.join(__dirname, 'apps', `${app}.ts`)],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    logLevel: 'silent',
  });
  return outputFiles[0].text;
}
