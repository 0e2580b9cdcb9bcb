import fc from 'fast-check';
import { emailDomainsIn } from '../../../../lambda/steps/pre-sign-up/email-domains-in';
import { isDomain } from '../../../../src/contract/email';
import type { EmailDomainsInConfig } from '../../../../src/contract/email-domain-lists';
import { signUpOf, sourcesOf } from '../../events';
import { type Answers, fakePorts } from '../../ports/fake-ports';

const ALLOW = {
  rule: 'allow',
  includeSubdomains: false,
  allowPlusAddressing: false,
  trust: [],
  cacheSeconds: 300,
} as const;
const DENY = { rule: 'deny', includeSubdomains: true, requiresAddress: true, cacheSeconds: 300 } as const;

let lines: Record<string, unknown>[];
let now: number;
beforeEach(() => {
  lines = [];
  now = 1_000_000;
  jest.spyOn(console, 'error').mockImplementation((line: string) => void lines.push(JSON.parse(line) as never));
  jest.spyOn(Date, 'now').mockImplementation(() => now);
});
afterEach(() => jest.restoreAllMocks());

/** A list that no other test has read before. */
let lists = 0;
const newList = () => ({ parameter: `/domains/${lists++}` });
const allow = (list: EmailDomainsInConfig['list'] = newList()): EmailDomainsInConfig => ({ ...ALLOW, list });
const deny = (list: EmailDomainsInConfig['list'] = newList()): EmailDomainsInConfig => ({ ...DENY, list });
const saying = (text: string) =>
  fakePorts({ ssm: { readParameter: async () => text }, s3: { readObject: async () => text } });

const NOT_ALLOWED = 'emailNotAllowed';
async function outcomeOf(email: string, config: EmailDomainsInConfig, ports: ReturnType<typeof fakePorts>['ports'], source?: string) {
  return emailDomainsIn(signUpOf(email, source) as never, config, ports).then(
    () => 'goes on',
    (error: { reason?: string; message: string }) => error.reason ?? error.message,
  );
} // prettier-ignore

test.each(sourcesOf('PreSignUp').filter((source) => source !== 'PreSignUp_ExternalProvider'))(
  '%s is held against the list',
  async (source) => {
    const { ports } = saying('example.com\nteam.example.com');
    expect(await outcomeOf('ann@example.com', allow(), ports, source)).toBe('goes on');
    expect(await outcomeOf('ann@evil.test', allow(), ports, source)).toBe(NOT_ALLOWED);
    expect(await outcomeOf('ann@example.com', deny(), ports, source)).toBe(NOT_ALLOWED);
    expect(await outcomeOf('ann@evil.test', deny(), ports, source)).toBe('goes on');
  },
);

test('the rules of the list travel with it', async () => {
  const { ports } = saying('example.com');
  expect(await outcomeOf('ann@mail.example.com', allow(), ports)).toBe(NOT_ALLOWED);
  expect(await outcomeOf('ann@mail.example.com', { ...allow(), includeSubdomains: true }, ports)).toBe('goes on');
  expect(await outcomeOf('ann+1@example.com', allow(), ports)).toBe(NOT_ALLOWED);
  expect(await outcomeOf('ann@mail.example.com', deny(), ports)).toBe(NOT_ALLOWED);
  expect(await outcomeOf('ann@mail.example.com', { ...deny(), includeSubdomains: false }, ports)).toBe('goes on');
});

test('a federated address needs somebody to vouch for it', async () => {
  const { ports } = saying('example.com');
  const event = Object.assign(signUpOf('ann@example.com', 'PreSignUp_ExternalProvider'), { userName: 'Okta_1' });
  Object.assign(event.request.userAttributes!, { email_verified: 'false' });
  await expect(emailDomainsIn(event as never, allow(), ports)).rejects.toHaveProperty('reason', NOT_ALLOWED);
  const trust = [{ provider: 'Okta', domains: ['example.com'] }];
  await expect(emailDomainsIn(event as never, { ...ALLOW, trust, list: newList() }, ports)).resolves.toBeUndefined();
});

test.each([
  ['a parameter', newList(), ['readParameter', expect.stringMatching(/^\/domains\/\d+$/)]],
  ['an object', { bucket: 'b', key: 'k' }, ['readObject', { bucket: 'b', key: 'k' }]],
  ['a version of an object', { bucket: 'b', key: 'k', version: 'v' }, ['readObject', { bucket: 'b', key: 'k', version: 'v' }]],
])('reads %s', async (_, list, call) => {
  const { ports, calls } = saying('example.com');
  await outcomeOf('ann@example.com', allow(list), ports);
  expect(calls).toEqual([call]);
}); // prettier-ignore

describe('what is read', () => {
  test.each([
    ['one a line', 'a.example\nexample.com\n'],
    ['lines of another system', 'a.example\r\nexample.com\r\n'],
    ['commas', 'a.example,example.com'],
    ['commas and spaces', 'a.example, example.com ,b.example'],
    ['upper case', 'EXAMPLE.COM'],
    ['comments', '# ours\nexample.com # the main one\n#evil.test'],
    ['a mark of the byte order', '\uFEFFexample.com'],
  ])('%s', async (_, text) => {
    const { ports } = saying(text);
    expect(await outcomeOf('ann@example.com', allow(), ports)).toBe('goes on');
    expect(await outcomeOf('ann@evil.test', allow(), ports)).toBe(NOT_ALLOWED);
    expect(lines).toEqual([]);
  });

  test.each(['*.evil.test', '@evil.test', 'evil', 'ann@evil.test', 'évil.test', 'evil.test;', '.evil.test'])(
    '%s is no domain: it is passed over, and the log counts it',
    async (entry) => {
      const { ports } = saying(`${entry}\nexample.com\n${entry}`);
      expect(await outcomeOf('ann@evil.test', allow(), ports)).toBe(NOT_ALLOWED);
      expect(await outcomeOf('ann@example.com', deny(), ports)).toBe(NOT_ALLOWED);
      const line = { step: 'emailDomainsIn', outcome: 'failed', detail: '2 entries of the list are no domains' };
      expect(lines).toMatchObject([line, line]);
      expect(JSON.stringify(lines)).not.toContain('evil');
    },
  );

  test.each(['', '\n', '# nothing yet', 'evil', '<Error/>', '\u0000'])(
    '%j is no list: nobody signs up',
    async (text) => {
      for (const config of [allow(), deny()]) {
        expect(await outcomeOf('ann@example.com', config, saying(text).ports)).toBe('the list has no domains');
      }
    },
  );

  test('whatever the list holds, an address is let in by its own domain alone', () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(fc.domain(), fc.string())), fc.domain(), async (entries, domain) => {
        const isListed = entries.some((entry) => isDomain(entry.toLowerCase()) && entry.toLowerCase() === domain.toLowerCase());
        const isPlain = entries.every((entry) => !/[\s,#]/.test(entry));
        const outcome = await outcomeOf(`ann@${domain}`, allow(), saying(entries.join('\n')).ports);
        if (isListed && isPlain) expect(outcome).toBe('goes on');
        if (outcome === 'goes on') expect(entries.join('\n').toLowerCase()).toContain(domain.toLowerCase());
      }),
    )); // prettier-ignore
});

describe('a list that was read', () => {
  test('is used until it is too old', async () => {
    let text = 'example.com';
    const { ports, calls } = fakePorts({ ssm: { readParameter: async () => text } });
    const config = allow();
    expect(await outcomeOf('ann@example.com', config, ports)).toBe('goes on');
    text = 'other.example';
    now += 299_999;
    expect(await outcomeOf('ann@example.com', config, ports)).toBe('goes on');
    expect(calls).toHaveLength(1);
    now += 1;
    expect(await outcomeOf('ann@example.com', config, ports)).toBe(NOT_ALLOWED);
    expect(calls).toHaveLength(2);
  });

  test('is no other list', async () => {
    expect(await outcomeOf('ann@example.com', allow(), saying('example.com').ports)).toBe('goes on');
    expect(await outcomeOf('ann@example.com', allow(), saying('other.example').ports)).toBe(NOT_ALLOWED);
  });
});

describe('a list that cannot be read', () => {
  const failing = (): Answers => ({
    ssm: { readParameter: async () => Promise.reject(new Error('throttled')) },
    s3: { readObject: async () => Promise.reject(new Error('throttled')) },
  });

  test.each([newList(), { bucket: 'b', key: 'gone' }])('lets nobody sign up: %j', async (list) => {
    for (const config of [allow(list), deny(list)]) {
      expect(await outcomeOf('ann@example.com', config, fakePorts(failing()).ports)).toBe('throttled');
    }
  });

  test('is not made up for by one that is too old, and is read again at the next sign-up', async () => {
    const config = allow();
    await outcomeOf('ann@example.com', config, saying('example.com').ports);
    now += 300_000;
    expect(await outcomeOf('ann@example.com', config, fakePorts(failing()).ports)).toBe('throttled');
    expect(await outcomeOf('ann@example.com', config, saying('example.com').ports)).toBe('goes on');
  });
});
