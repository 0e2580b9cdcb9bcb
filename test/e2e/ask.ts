import * as http from 'node:http';
import * as https from 'node:https';
import { Stage } from './stage';

export interface Answer {
  readonly status: number;
  readonly location?: string;
  readonly body: Readonly<Record<string, any>>;
}

/** Asks a login domain as the back end of an app does: GET, or POST when there is a form. On the bed, under the same name. */
export function ask({ endpoint }: Stage, url: string, form?: object, headers: object = {}): Promise<Answer> {
  const { host, pathname, search } = new URL(url);
  const type = form && { 'content-type': 'application/x-www-form-urlencoded' };
  const options = { method: form ? 'POST' : 'GET', headers: { host, ...type, ...headers } };
  const [to, { request }] = endpoint ? [`${endpoint}${pathname}${search}`, http] : [url, https];
  return new Promise((resolve, reject) => {
    const asked = request(to, options, async (reply) => {
      const text = Buffer.concat(await reply.toArray()).toString();
      const isJson = reply.headers['content-type']?.startsWith('application/json') && text !== '';
      const body = isJson ? JSON.parse(text) : { text };
      resolve({ status: reply.statusCode!, location: reply.headers.location, body });
    });
    asked.on('error', reject).end(form && new URLSearchParams({ ...form }).toString());
  });
}

/** What the token endpoint gives for a grant; its refusals are errors. */
export async function tokenFor(stage: Stage, loginUrl: string, grant: object, headers: object = {}) {
  const { status, body } = await ask(stage, `${loginUrl}/oauth2/token`, grant, headers);
  if (status === 200) return body;
  throw new Error(`${status} ${JSON.stringify(body)}`);
}
