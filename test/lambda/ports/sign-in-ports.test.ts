import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ownEndpoint } from './own-endpoint';
import { siteVerify } from '../../../lambda/ports/captcha';
import { readSecret } from '../../../lambda/ports/secrets';
import { sendEmail } from '../../../lambda/ports/ses';

const { signal } = new AbortController();
const LETTER = {
  from: '"Notes" <no-reply@example.com>',
  to: 'ann@example.com',
  subject: 'Hi',
  html: '<p>1</p>',
  text: '1',
};
const FAILING = { status: 400, body: '{"__type":"AccessDeniedException","message":"no"}' };

const aws = ownEndpoint();
afterEach(() => jest.restoreAllMocks());

describe('ses', () => {
  const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' });

  test('sends texts', async () => {
    aws.answers(() => ({}));
    await sendEmail(LETTER, signal);
    const Simple = { Subject: utf8('Hi'), Body: { Html: utf8('<p>1</p>'), Text: utf8('1') } };
    const body = {
      FromEmailAddress: LETTER.from,
      Destination: { ToAddresses: ['ann@example.com'] },
      ConfigurationOverrides: { Tracking: { ClickTrackingEnabled: 'DISABLED' } },
      Content: { Simple },
    };
    expect(aws.requests).toMatchObject([{ path: '/v2/email/outbound-emails' }]);
    expect(aws.requests[0]!.body).toEqual(body);
  });

  test('sends by a configuration set, in another Region, for answers elsewhere, and without HTML', async () => {
    aws.answers(() => ({}));
    const { html: _, ...plain } = LETTER;
    await sendEmail({ ...plain, region: 'us-east-1', configurationSet: 'Notes', replyTo: 'help@example.com' }, signal);
    await sendEmail({ ...plain, region: 'us-east-1' }, signal);
    expect(aws.requests[0]!.headers.authorization).toContain('/us-east-1/ses/');
    expect(aws.requests[0]!.body).toMatchObject({
      ConfigurationSetName: 'Notes',
      ReplyToAddresses: ['help@example.com'],
    });
    expect(aws.requests[0]!.body).toMatchObject({ Content: { Simple: { Body: { Text: utf8('1') } } } });
    expect(JSON.stringify(aws.requests[0]!.body)).not.toContain('Html');
  });

  test.each([
    ['texts', LETTER],
    ['texts by a configuration set', { ...LETTER, configurationSet: 'Notes' }],
    ['a template', { from: LETTER.from, to: LETTER.to, template: { name: 'Code', values: {} } }],
  ])('has no link of %s rewritten, whatever the account tracks: who reads clicks could sign in', async (_, letter) => {
    aws.answers(() => ({}));
    await sendEmail(letter, signal);
    expect(aws.requests[0]!.body).toMatchObject({ ConfigurationOverrides: { Tracking: { ClickTrackingEnabled: 'DISABLED' } } }); // prettier-ignore
  });

  test('sends a template of SES with its values', async () => {
    aws.answers(() => ({}));
    await sendEmail({ from: LETTER.from, to: LETTER.to, template: { name: 'Code', values: { code: '1' } } }, signal);
    expect(aws.requests[0]!.body).toMatchObject({ Content: { Template: { TemplateName: 'Code', TemplateData: '{"code":"1"}' } } }); // prettier-ignore
  });

  test('tells what SES refused, and asks only once', async () => {
    aws.answers(() => FAILING);
    await expect(sendEmail(LETTER, signal)).rejects.toThrow('no');
    expect(aws.requests).toHaveLength(1);
  });
});

describe('secrets', () => {
  const answering = (SecretString?: string) => aws.answers(() => ({ body: JSON.stringify({ SecretString }) }));

  test('reads a secret, and again after five minutes', async () => {
    answering('one');
    const now = Date.now();
    jest.spyOn(Date, 'now').mockReturnValue(now);
    expect(await readSecret('arn:one', signal)).toBe('one');
    expect(await readSecret('arn:one', signal)).toBe('one');
    expect(aws.requests).toMatchObject([{ body: { SecretId: 'arn:one' } }]);
    answering('two');
    jest.spyOn(Date, 'now').mockReturnValue(now + 300_000);
    expect(await readSecret('arn:one', signal)).toBe('two');
  });

  test('has no text for a binary one', async () => {
    answering();
    await expect(readSecret('arn:binary', signal)).rejects.toThrow('no text');
  });

  test('keeps no failure', async () => {
    aws.answers(() => FAILING);
    await expect(readSecret('arn:two', signal)).rejects.toThrow('no');
    answering('late');
    expect(await readSecret('arn:two', signal)).toBe('late');
  });
});

describe('captcha', () => {
  let server: Server;
  let url: string;
  let answer: (request: IncomingMessage, response: ServerResponse) => void;
  const asked: { method?: string; type?: string; body: string }[] = [];
  beforeAll(async () => {
    server = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      asked.push({ method: request.method, type: request.headers['content-type'], body });
      answer(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/siteverify`;
  });
  beforeEach(() => void (asked.length = 0));
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  test('asks with a form, and returns what it is told', async () => {
    answer = (_, response) => response.end('{"success":true}');
    expect(await siteVerify(url, 'key&1', 'token', signal)).toEqual({ success: true });
    const type = 'application/x-www-form-urlencoded;charset=UTF-8';
    expect(asked).toEqual([{ method: 'POST', type, body: 'secret=key%261&response=token' }]);
  });

  test('fails on an error, and asks only once', async () => {
    answer = (_, response) => response.writeHead(500).end('{"success":true}');
    const refusal = 'the provider of the CAPTCHA refuses to answer';
    await expect(siteVerify(url, 'key', 'token', signal)).rejects.toThrow(refusal);
    expect(asked).toHaveLength(1);
  });

  test.each<[string, (response: ServerResponse) => void]>([
    ['a redirect', (response) => response.writeHead(307, { location: `${url}/elsewhere` }).end()],
    ['no JSON', (response) => response.end('<html>')],
    ['a closed connection', (response) => response.destroy()],
  ])('fails on %s, and asks only once', async (_, respond) => {
    answer = (__, response) => respond(response);
    await expect(siteVerify(url, 'key', 'token', signal)).rejects.toThrow();
    expect(asked).toHaveLength(1);
  });
});
