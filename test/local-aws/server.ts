import * as http from 'node:http';
import { XMLBuilder } from 'fast-xml-parser';
import { Answer, AwsError, Caller, notImitated, Request, Service, World } from './kernel';

/** The services that speak JSON, by the prefix of X-Amz-Target, and those that speak forms and XML, by their version. */
const SERVICES: Readonly<Record<string, string>> = {
  AWSCognitoIdentityProviderService: 'cognito-idp',
  AWSCognitoIdentityService: 'cognito-identity',
  DynamoDB_20120810: 'dynamodb',
  AmazonSSM: 'ssm',
  secretsmanager: 'secretsmanager',
  '2010-05-15': 'cloudformation',
  '2011-06-15': 'sts',
};

type Question = { service?: string; operation?: string; input: object; isXml: boolean };

export function readQuestion({ headers, body }: Request): Question {
  const [prefix, operation] = headers['x-amz-target']?.split('.') ?? [];
  if (prefix) return { service: SERVICES[prefix], operation, input: JSON.parse(`${body}` || '{}'), isXml: false };
  const { Action, Version = '', ...input } = parseForm(`${body}`);
  return { service: SERVICES[Version], operation: Action, input, isXml: true };
}

/** `Tags.member.1.Key=a` as nested objects; the numbered members of a form are a list. */
function parseForm(body: string): any {
  const root: any = {};
  for (const [path, value] of new URLSearchParams(body)) {
    const steps = path.split('.');
    const last = steps.pop()!;
    steps.reduce((node, step) => (node[step] ||= {}), root)[last] = value;
  }
  const lists = (node: any): any => {
    if (typeof node !== 'object') return node;
    if (node.member) return Object.values(node.member).map(lists);
    return Object.fromEntries(Object.entries(node).map(([name, one]) => [name, lists(one)]));
  };
  return lists(root);
}

const builder = new XMLBuilder({ suppressEmptyNode: true });
export const toXml = (document: object) => `<?xml version="1.0" encoding="UTF-8"?>${builder.build(document)}`;
export const XML_TYPE = { 'content-type': 'text/xml' };
const JSON_TYPE = { 'content-type': 'application/x-amz-json-1.1' };

/** Dates as the protocol writes them; lists of XML have members. */
function plain(value: any, isXml: boolean): any {
  if (value instanceof Date) return isXml ? value.toISOString() : value.getTime() / 1000;
  if (Array.isArray(value)) {
    const items = value.map((one) => plain(one, isXml));
    return isXml ? { member: items } : items;
  }
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plain(one, isXml)]));
}

function writeAnswer({ operation, isXml }: Question, output: object): Answer {
  const message = plain(output, isXml);
  if (!isXml) return { status: 200, headers: JSON_TYPE, body: JSON.stringify(message) };
  const document = { [`${operation}Response`]: { [`${operation}Result`]: message } };
  return { status: 200, headers: XML_TYPE, body: toXml(document) };
}

function writeError(request: Request, { code = 'InternalFailure', status = 501, message }: AwsError): Answer {
  if (request.headers['x-amz-target']) {
    const headers = { ...JSON_TYPE, 'x-amzn-errortype': code };
    return { status, headers, body: JSON.stringify({ __type: code, message }) };
  }
  const Error = { Type: 'Sender', Code: code, Message: message };
  const isForm = new URLSearchParams(`${request.body}`).has('Action');
  return { status, headers: XML_TYPE, body: toXml(isForm ? { ErrorResponse: { Error } } : { Error }) };
}

type Services = Readonly<Record<string, Service>>;
type Identify = (request: Request) => Caller;

export function createServer(services: Services, world: World, identify: Identify): http.Server {
  return http.createServer({ keepAliveTimeout: 60_000 }, async (message, response) => {
    const request = await read(message);
    const reply = await answer(services, world, identify, request).catch((error) => {
      if (!(error instanceof AwsError)) world.journal.push(`test bed: ${error.stack}`);
      return writeError(request, error);
    });
    response.writeHead(reply.status, { ...crossOrigin(request), ...reply.headers }).end(reply.body);
  });
}

async function read(message: http.IncomingMessage): Promise<Request> {
  const { pathname: path, searchParams: query } = new URL(message.url!, 'http://bed');
  const headers = message.headers as Request['headers'];
  const body = Buffer.concat(await message.toArray());
  if (headers['content-encoding']?.includes('aws-chunked')) notImitated('chunked uploads');
  return { method: message.method!, path, query, headers, body };
}

// @assumed browsers may call the APIs, the token endpoints and the keys from every origin; objects of S3 from none
function crossOrigin({ path, headers }: Request): Record<string, string> {
  const isOpen = /^\/($|oauth2\/)|\/\.well-known\//.test(path);
  if (!headers.origin || !isOpen) return {};
  const { 'access-control-request-headers': asked = '*' } = headers;
  const allowed = { 'access-control-allow-headers': asked, 'access-control-allow-methods': 'GET, POST' };
  return { 'access-control-allow-origin': '*', 'access-control-expose-headers': '*', ...allowed };
}

/** Who signs a request, for which service: `Credential=KEY/DATE/REGION/SERVICE/aws4_request`. */
export function credentialOf({ headers }: Request): { key?: string; service?: string } {
  const [, key, service] = /Credential=([^/]+)\/[^/]+\/[^/]+\/([^/]+)/.exec(headers.authorization ?? '') ?? [];
  return { key, service };
}

async function answer(services: Services, world: World, identify: Identify, request: Request): Promise<Answer> {
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
