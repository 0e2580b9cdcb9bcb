import { isBelieved, trustIn } from '../../../lambda/runtime/trust';

const TRUST = [{ provider: 'Google' }, { provider: 'Okta', domains: ['acme.example', 'globex.example'] }];

test.each([
  ['Okta_1', 'Okta'],
  ['okta_1', 'Okta'],
  ['Google_x_y', 'Google'],
  ['Okta', undefined],
  ['xOkta_1', undefined],
  ['Facebook_1', undefined],
])('%s comes through %s', (userName, provider) => {
  expect(trustIn(TRUST, userName)?.provider).toBe(provider);
});

const DOMAINS = ['acme.example', 'globex.example'];
test.each([
  [DOMAINS, 'acme.example', undefined, true],
  [DOMAINS, 'globex.example', 'false', true],
  [DOMAINS, 'evil.test', 'true', false],
  [DOMAINS, undefined, 'true', false],
  [undefined, 'acme.example', 'true', true],
  [undefined, 'acme.example', 'True', true],
  [undefined, 'acme.example', 'false', false],
  [undefined, 'acme.example', undefined, false],
])('who owns %j is believed about %s, verified %s: %s', (domains, domain, verified, expected) => {
  expect(isBelieved(domains, domain, verified)).toBe(expected);
});
