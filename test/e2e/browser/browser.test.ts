import { Browser } from './browser';
import { SITE } from './site';

test('a machine without Chromium is told how to get it', async () => {
  const browser = new Browser(undefined, '/no/such/chromium');
  const visit = browser.visit('none', {}, async () => undefined);
  await expect(visit).rejects.toThrow(/\/no\/such\/chromium is not there.*bash scripts\/ci\/chromium\.sh.*CHROMIUM/);
  await browser.close();
});

test('two browsers are at the address of the app at once, each at its own app', async () => {
  const browsers = [new Browser(), new Browser()];
  const found = browsers.map((browser, owner) =>
    browser.visit('none', { owner }, async (page) => {
      await page.goto(`${SITE}/callback`);
      return page.evaluate('`${config.owner} at ${location.href}`');
    }),
  );
  await expect(Promise.all(found)).resolves.toEqual([`0 at ${SITE}/callback`, `1 at ${SITE}/callback`]);
  await Promise.all(browsers.map((browser) => browser.close()));
});
