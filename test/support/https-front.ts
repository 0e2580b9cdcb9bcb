import * as http from 'node:http';
import * as https from 'node:https';
import { generate } from 'selfsigned';
import { listen, Listening } from './http';

export type HttpsFront = Listening;

/**
 * TLS on the loopback host in front of a plain server, which sees the name of the host that the browser asked for. The
 * certificate signs itself: it is for clients that were told not to verify it.
 */
export async function httpsFront(endpoint: string): Promise<HttpsFront> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    algorithm: 'sha256',
  });
  const server = https.createServer({ key, cert }, (request, response) => {
    const { method, headers, url } = request;
    const onward = http.request(`${endpoint}${url}`, { method, headers }, (reply) => {
      response.writeHead(reply.statusCode!, reply.headers);
      reply.pipe(response);
    });
    request.pipe(onward.on('error', () => response.destroy()));
  });
  return listen(server);
}
