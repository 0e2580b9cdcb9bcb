import { Browser } from './browser';
import { Site } from './site';

test('a machine without Chromium is told how to get it', async () => {
  const browser = new Browser(undefined, '/no/such/chromium');
  const visit = browser.visit('none', {}, async () => undefined);
  await expect(visit).rejects.toThrow(/\/no\/such\/chromium is not there.*bash scripts\/ci\/chromium\.sh.*CHROMIUM/);
  await browser.close();
});

test('a callback URL where something else listens is named', async () => {
  const site = await Site.open();
  await expect(Site.open()).rejects.toThrow(/http:\/\/localhost:5173\/callback, and something else listens there/);
  await site.close();
});
