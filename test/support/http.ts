import type { IncomingMessage, Server } from 'node:http';
import type { Server as TlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

// HTTP: what a request is, who may ask across origins, and a server that listens

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

export interface Listening {
  readonly port: number;
  /** http://127.0.0.1:PORT */
  readonly url: string;
  /** Ends every socket. */
  close(): Promise<void>;
}

/** Lets a server listen on the loopback host, at a free port unless there is a wish. */
export async function listen(server: Server | TlsServer, wish = 0): Promise<Listening> {
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(wish, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { port, url: `http://127.0.0.1:${port}`, close };
}
