import * as fs from 'node:fs';
import { Browser as Chromium, chromium, Page } from 'playwright-core';
import { AppName, SITE, Site } from './site';
import { HttpsFront, httpsFront } from '../../support/https-front';

/** Where Debian has it: without windows, which a page then does not wait for, or as people use it. */
const DEBIAN = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];
const { CHROMIUM = DEBIAN.find(fs.existsSync) ?? DEBIAN[0] } = process.env;
const QUIET = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-dev-shm-usage', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

interface Opened {
  readonly chromium: Chromium;
  readonly site: Site;
  readonly front?: HttpsFront;
}

/** A browser and the site of the app; both start with the first page. */
export class Browser {
  private opened?: Promise<Opened>;

  /** With the endpoint of a test bed, the names of AWS lead to it. */
  constructor(
    private readonly endpoint?: string,
    private readonly executablePath = CHROMIUM,
  ) {}

  /** Does something in a page of a browser that remembers nothing; at `SITE` it finds the app. */
  async visit<T>(app: AppName, config: object, act: (page: Page) => Promise<T>): Promise<T> {
    const { chromium: browser, site } = await (this.opened ??= this.start());
    const context = await browser.newContext({ ignoreHTTPSErrors: this.endpoint !== undefined });
    try {
      context.setDefaultTimeout(30_000);
      await context.addCookies([await site.cookieFor(app, config)]);
      return await act(await context.newPage());
    } finally {
      await context.close();
    }
  }

  async close(): Promise<void> {
    const opened = await this.opened?.catch(() => undefined);
    await opened?.chromium.close();
    await opened?.site.close();
    await opened?.front?.close();
  }

  private async start(): Promise<Opened> {
    const { endpoint, executablePath } = this;
    if (!fs.existsSync(executablePath)) {
      throw new Error(
        `The flows in a browser need Chromium, and ${executablePath} is not there. On Debian run 'bash scripts/ci/chromium.sh' ` +
          'as root; elsewhere give its path in the environment variable CHROMIUM.',
      );
    }
    const site = await Site.open();
    const front = endpoint === undefined ? undefined : await httpsFront(endpoint);
    // two runs at once are each at the app's address, and each at its own app
    const app = `MAP ${new URL(SITE).host} 127.0.0.1:${site.port}`;
    const names = front ? ['*.amazoncognito.com', '*.amazonaws.com'] : [];
    const rules = [app, ...names.map((name) => `MAP ${name} 127.0.0.1:${front!.port}`)];
    const args = [...QUIET, `--host-resolver-rules=${rules.join()}`];
    return { chromium: await chromium.launch({ executablePath, args }), site, front };
  }
}
