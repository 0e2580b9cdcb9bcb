import { App, Aws, Fn, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { AppClient } from 'cdk-cognito-auth';
import fc from 'fast-check';
import { appUrlFault, urlFault, webUrlFault } from '../../src/clients/private/redirect-urls';
import { authIn, newAuth } from '../support/auth';
import { faultsAround } from '../support/template';

const NOT_A_URL = 'which is not a URL. Pass an absolute URL such as https://app.example.com/callback';
const WILDCARD = 'which has a wildcard. Cognito compares the whole URL: list each one';
const FRAGMENT = 'which has a fragment. OAuth forbids fragments in redirect URLs: leave it out';
const USER_INFO = 'which has user info. Leave out what stands before the @';
const BEYOND_LOCALHOST = 'which is http beyond localhost. Use https';
const SYSTEM = "whose scheme belongs to the system. Use https or the app's own scheme";

const FAULTY: [string, string][] = [
  ['', NOT_A_URL],
  ['app.example.com', NOT_A_URL],
  ['/callback', NOT_A_URL],
  ['//app.example.com', NOT_A_URL],
  ['https://', NOT_A_URL],
  ['https:app.example.com', NOT_A_URL],
  ['https:///app.example.com', NOT_A_URL],
  ['https://app.example.com:99999', NOT_A_URL],
  ['https://app example.com', NOT_A_URL],
  [' https://app.example.com', NOT_A_URL],
  ['https://app.example.com\n', NOT_A_URL],
  ['https:\\\\app.example.com', NOT_A_URL],
  ['https://app.example.com\\@evil.example', NOT_A_URL],
  ['https://äpp.example.com', NOT_A_URL],
  ['https://@app.example.com', USER_INFO],
  ['http://127.1/callback', BEYOND_LOCALHOST],
  ['http://2130706433', BEYOND_LOCALHOST],
  ['https://*.example.com', WILDCARD],
  ['https://app.example.com/*', WILDCARD],
  ['https://app.example.com/#callback', FRAGMENT],
  ['https://app.example.com/#', FRAGMENT],
  ['https://user@example.com', USER_INFO],
  ['https://app.example.com:x@evil.example', USER_INFO],
  ['http://app.example.com', BEYOND_LOCALHOST],
  ['http://localhost.example.com', BEYOND_LOCALHOST],
  ['http://127.0.0.2', BEYOND_LOCALHOST],
  ['http://0.0.0.0', BEYOND_LOCALHOST],
  [`https://app.example.com/${'a'.repeat(1_024)}`, 'which has 1048 characters. Cognito allows 1024: shorten it'],
];

describe.each([
  ['spa', AppClient.spa, webUrlFault],
  ['mobile', AppClient.mobile, appUrlFault],
  ['web', AppClient.web, webUrlFault],
] as const)('AppClient.%s', (kind, make, schemeFault) => {
  test.each(FAULTY)('refuses the callback URL %j', (url, fault) => {
    expect(faultsAround(newAuth().addClient('Client', make({ callbackUrls: [url] })))).toEqual([
      `Stack/Auth/Client: callbackUrls has '${url}', ${fault}.`,
    ]);
  });

  test.each([
    'https://app.example.com',
    'https://app.example.com:8443/a/b?c=d',
    'http://localhost:5173',
    'http://127.0.0.1/callback',
    'http://[::1]:8080',
    'https://xn--pp-via.example.com',
  ])('accepts the callback URL %s', (url) => {
    expect(urlFault(url, schemeFault)).toBeUndefined();
  });

  test('whatever passes is https, http on the loopback host, or (mobile) a scheme of the app, and is whole', () => {
    const passed = { https: 0, http: 0, own: 0 };
    fc.assert(
      fc.property(fuzzedUrl, (text) => {
        if (urlFault(text, schemeFault) !== undefined) return;
        const url = new URL(text);
        expect(text).not.toMatch(/[*#\s\\]|[^\x21-\x7e]/);
        expect(`${url.username}${url.password}${url.hash}`).toBe('');
        if (url.protocol === 'http:') {
          passed.http += 1;
          expect(['localhost', '127.0.0.1', '[::1]']).toContain(url.hostname);
        } else if (url.protocol === 'https:') {
          passed.https += 1;
        } else {
          passed.own += 1;
          expect(kind).toBe('mobile');
          expect(url.protocol).not.toMatch(/^(javascript|data|file|blob|ftp|wss?|vbscript|about|mailto):$/);
        }
      }),
      { numRuns: 3_000 },
    );
    // a fuzz in which nothing passes proves nothing
    expect(passed.https).toBeGreaterThan(0);
    expect(passed.http).toBeGreaterThan(0);
    expect(passed.own > 0).toBe(kind === 'mobile');
  });
});

describe('the scheme of an app', () => {
  test.each(['myapp://', 'myapp://callback', 'com.example.notes://callback', 'com.example.notes:/callback'])(
    'may be that of %s',
    (url) => {
      expect(urlFault(url, appUrlFault)).toBeUndefined();
      expect(urlFault(url, webUrlFault)).toMatch(/^whose scheme is/);
    },
  );

  test.each([
    'intent://scan/',
    'content://media/',
    'tel://5550100',
    'market://details',
    'view-source://app.example.com',
  ])('may not be that of %s, which the system interprets', (url) => expect(urlFault(url, appUrlFault)).toBe(SYSTEM));
});

const fuzzedUrl = fc.oneof(
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
  fc.string({ unit: 'binary' }),
  // most of the runs: pieces that are right, and pieces of known attacks
  pieces(),
  pieces(),
  pieces(),
);

function pieces(): fc.Arbitrary<string> {
  return fc
    .tuple(
      fc.constantFrom('https', 'http', 'HTTP', 'com.example.app', 'myapp', 'javascript', 'data', 'file', 'ws', ''),
      fc.constantFrom('://', '://', '://', ':/', ':///', ':', ':\\\\'),
      fc.constantFrom('', '', '', 'user@', 'user:pass@', '@', '%40'),
      fc.constantFrom(
        'localhost',
        '127.0.0.1',
        '127.1',
        '[::1]',
        'localhost.evil.example',
        'app.example.com',
        '*.example.com',
        'lоcalhost',
        '',
      ),
      fc.constantFrom('', ':80', ':5173', ':x'),
      fc.constantFrom('', '/', '/cb', '/*', '/#', '/cb#x', '/?a=b', '/\n', '/a b', '/@x'),
    )
    .map((parts) => parts.join(''));
}

test.each(['com.example.notes://callback', 'myapp://auth'])(
  'only a mobile client may have the callback URL %s',
  (url) => {
    const scheme = url.split(':')[0];
    expect(() => newAuth().addClient('Mobile', AppClient.mobile({ callbackUrls: [url] }))).not.toThrow();
    expect(faultsAround(newAuth().addClient('Spa', AppClient.spa({ callbackUrls: [url] })))).toEqual([
      `Stack/Auth/Spa: callbackUrls has '${url}', whose scheme is ${scheme}. Use https (schemes of apps are for AppClient.mobile).`,
    ]);
  },
);

test.each(['javascript', 'data', 'vbscript', 'file', 'blob', 'about', 'ftp', 'ws', 'wss', 'mailto', 'JavaScript'])(
  'a mobile client may not use the scheme %s',
  (scheme) => {
    const url = `${scheme}://callback`;
    expect(faultsAround(newAuth().addClient('Mobile', AppClient.mobile({ callbackUrls: [url] })))).toEqual([
      `Stack/Auth/Mobile: callbackUrls has '${url}', ${SYSTEM}.`,
    ]);
  },
);

test('refuses a client without callback URLs', () => {
  expect(() => newAuth().addClient('Spa', AppClient.spa({ callbackUrls: [] }))).toThrow(
    'Stack/Auth/Spa: callbackUrls is empty. Pass at least one URL to which the browser returns after sign-in.',
  );
});

test('holds logout URLs to the same rules', () => {
  const client = AppClient.spa({ callbackUrls: ['https://app.example.com'], logoutUrls: ['http://app.example.com'] });
  expect(faultsAround(newAuth().addClient('Spa', client))).toEqual([
    `Stack/Auth/Spa: logoutUrls has 'http://app.example.com', ${BEYOND_LOCALHOST}.`,
  ]);
});

test('refuses more URLs than Cognito allows', () => {
  const urls = (count: number) => Array.from({ length: count }, (_, index) => `https://app.example.com/${index}`);
  expect(() => newAuth().addClient('Spa', AppClient.spa({ callbackUrls: urls(100) }))).not.toThrow();
  expect(faultsAround(newAuth().addClient('Spa', AppClient.spa({ callbackUrls: urls(101) })))).toEqual([
    'Stack/Auth/Spa: callbackUrls has 101 URLs. Cognito allows 100: use fewer, or a second client.',
  ]);
});

describe('a URL that is known at deployment in part', () => {
  const faultsOf = (url: string) =>
    faultsAround(newAuth().addClient('Spa', AppClient.spa({ callbackUrls: ['https://app.example.com', url] })));
  const token = Aws.REGION;

  test.each([
    token,
    `${token}/callback`,
    `https://${token}/callback`,
    `https://${token}.example.com/callback`,
    `https://app.${token}${Aws.URL_SUFFIX}/callback`,
    `https://app.example.com:${token}/callback`,
    `http://localhost:${token}`,
    Fn.join('', ['https://', token, '.example.com']),
    Fn.sub('https://${AWS::Region}.example.com:${Port}/', { Port: '1' }),
  ])('is accepted: %s', (url) => expect(faultsOf(url)).toEqual([]));

  test.each([
    [`http://${token}/callback`, 'http://${…}/callback', BEYOND_LOCALHOST],
    [`http://localhost.${token}`, 'http://localhost.${…}', BEYOND_LOCALHOST],
    [`https://*.${token}/callback`, 'https://*.${…}/callback', WILDCARD],
    [`https://app.example.com/${token}/*`, 'https://app.example.com/${…}/*', WILDCARD],
    [`https://ok@${token}#x`, 'https://ok@${…}#x', FRAGMENT],
    [`https://ok@${token}`, 'https://ok@${…}', USER_INFO],
    [`javascript:${token}`, 'javascript:${…}', NOT_A_URL],
    [
      `javascript:/${token}`,
      'javascript:/${…}',
      'whose scheme is javascript. Use https (schemes of apps are for AppClient.mobile)',
    ],
    [Fn.join('', ['http://', token]), 'http://${…}', BEYOND_LOCALHOST],
    [Fn.join('/', ['http:/', token, 'cb']), 'http://${…}/cb', BEYOND_LOCALHOST],
    [Fn.sub('http://${AWS::Region}/'), 'http://${…}/', BEYOND_LOCALHOST],
    [Fn.sub('http://${Host}/', { Host: 'x' }), 'http://${…}/', BEYOND_LOCALHOST],
  ])('is judged by the rest: %s', (url, shown, fault) => {
    expect(faultsOf(url)).toEqual([`Stack/Auth/Spa: callbackUrls has '${shown}', ${fault}.`]);
  });
});

describe('a scheme that any app may take', () => {
  const warningsOf = (kind: AppClient) => {
    const stack = new Stack(new App(), 'Stack');
    authIn(stack).addClient('Client', kind);
    return Annotations.fromStack(stack)
      .findWarning('/Stack/Auth/Client', Match.stringLikeRegexp('any app may take the scheme'))
      .map(({ entry }) => String(entry.data));
  };

  test.each([
    ...['a:/x', 'myapp://callback', 'search-ms://x', 'ms-settings://x', 'googlechrome://x', 'firefox://x'],
    ...['x-safari-https://x', 'chrome-extension://x', 'exp://x'],
  ])('is warned of: %s', (url) => {
    expect(warningsOf(AppClient.mobile({ callbackUrls: ['com.example.notes:/callback', url] }))).toEqual([
      `any app may take the scheme of '${url}', and the code with it; some belong to a browser or the system. Use a domain name of yours backwards (com.example.notes:/callback), or an https link that the app claims, or acknowledge the warning. [ack: cdk-cognito-auth:schemeWithoutDomain]`,
    ]);
  });

  test.each([
    'com.example.notes:/callback',
    'https://app.example.com',
    'http://localhost:5173',
    `my${Aws.REGION}://callback`,
    `${Aws.REGION}://callback`,
  ])('is not that of %s', (url) => expect(warningsOf(AppClient.mobile({ callbackUrls: [url] }))).toEqual([]));
});
