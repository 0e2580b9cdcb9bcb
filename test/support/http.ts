import type { IncomingMessage } from 'node:http';

// HTTP: what a request is, and who may ask across origins

export interface Request {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** In lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

export type Answer = { status: number; headers: Readonly<Record<string, string>>; body: string | Buffer };

export async function readRequest(message: IncomingMessage): Promise<Request> {
  const { pathname: path, searchParams: query } = new URL(message.url!, 'http://bed');
  const headers = message.headers as Request['headers'];
  return { method: message.method!, path, query, headers, body: Buffer.concat(await message.toArray()) };
}

/** What lets a page of any origin read the answer. */
export function crossOriginHeaders({ headers }: Request): Record<string, string> {
  if (!headers.origin) return {};
  const { 'access-control-request-headers': asked = '*' } = headers;
  const allowed = { 'access-control-allow-headers': asked, 'access-control-allow-methods': 'GET, POST' };
  return { 'access-control-allow-origin': '*', 'access-control-expose-headers': '*', ...allowed };
}
