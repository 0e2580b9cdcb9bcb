import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface AwsRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** What the JSON says; of another protocol, the text itself. */
  readonly body: unknown;
}

export interface AwsAnswer {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** An endpoint on the loopback interface: records what an AWS client asks, and answers what the test says. */
export async function awsEndpoint() {
  const requests: AwsRequest[] = [];
  let answer: (request: AwsRequest) => AwsAnswer | 'never' = () => ({});
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const { url: path = '', headers } = incoming;
    const request = { path, headers, body: read(Buffer.concat(chunks).toString()) };
    requests.push(request);
    const said = answer(request);
    if (said === 'never') return;
    outgoing.writeHead(said.status ?? 200, said.headers);
    outgoing.end(said.body ?? '{}');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    requests,
    /** What a function's environment must hold, so that its clients talk to this endpoint. */
    environment: {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'example',
    },
    answers: (given: typeof answer) => {
      requests.length = 0;
      answer = given;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function read(body: string): unknown {
  return body.startsWith('{') ? (JSON.parse(body) as unknown) : body;
}
