import * as http from 'node:http';
import { Answer, AwsError, Caller, notImitated, Request, Service, World } from './kernel';
import { crossOriginHeaders, readRequest } from '../support/http';
import { credentialOf, readQuestion, writeAnswer, writeError } from '../support/wire';

type Services = Readonly<Record<string, Service>>;
type Identify = (request: Request) => Caller;

export function createServer(services: Services, world: World, identify: Identify): http.Server {
  return http.createServer({ keepAliveTimeout: 60_000 }, async (message, response) => {
    const request = await readRequest(message);
    const reply = await answer(services, world, identify, request).catch((error) => {
      if (!(error instanceof AwsError)) world.journal.push(`test bed: ${error.stack}`);
      return writeError(request, error);
    });
    response.writeHead(reply.status, { ...crossOrigin(request), ...reply.headers }).end(reply.body);
  });
}

// @assumed browsers may call the APIs, the token endpoints and the keys from every origin; objects of S3 from none
const crossOrigin = (request: Request) =>
  /^\/($|oauth2\/)|\/\.well-known\//.test(request.path) ? crossOriginHeaders(request) : {};

async function answer(services: Services, world: World, identify: Identify, request: Request): Promise<Answer> {
  if (request.headers['content-encoding']?.includes('aws-chunked')) notImitated('chunked uploads');
  if (request.method === 'OPTIONS') return { status: 200, headers: {}, body: '' };
  const call = { world, caller: identify(request), headers: request.headers };
  for (const service of Object.values(services)) {
    const page = await service.http?.(request, call);
    if (page) return page;
  }
  const question = readQuestion(request);
  const { service = credentialOf(request).service ?? 'this service', operation, input } = question;
  const run = services[service]?.operations[operation ?? ''];
  if (!run) return notImitated(`${service} ${operation ?? `${request.method} ${request.path}`}`);
  world.onExchange?.(service, operation!, input);
  const output = (await run(input, call)) ?? {};
  world.onExchange?.(service, operation!, input, output);
  return writeAnswer(question, output);
}
