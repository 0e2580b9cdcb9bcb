import * as http from 'node:http';
import { AwsError, Caller, notImitated, Service, World } from './kernel';
import { MODELS, OperationModel, ServiceModel } from './models';
import { Answer, readRest, Request, routeRest, toXml, writeRest } from './rest';
import { convert } from './wire';

type Services = Readonly<Record<string, Service>>;
type Model = ServiceModel | undefined;
type Identify = (request: Request) => Caller;

export function createServer(services: Services, world: World, identify: Identify): http.Server {
  return http.createServer(async (message, response) => {
    const request = await read(message);
    const model = modelOf(request);
    const reply = await answer(services, world, identify, model, request).catch((error) => {
      if (!(error instanceof AwsError)) world.journal.push(`test bed: ${error.stack}`);
      return failure(model, error);
    });
    response.writeHead(reply.status, { 'x-amzn-requestid': REQUEST_ID, ...reply.headers }).end(reply.body);
  });
}

const REQUEST_ID = '00000000-0000-4000-8000-000000000000';
// @missing CORS (preflight requests of browsers), presigned URLs
async function read(message: http.IncomingMessage): Promise<Request> {
  const { pathname: path, searchParams: query } = new URL(message.url!, 'http://bed');
  const headers = message.headers as Request['headers'];
  const raw = Buffer.concat(await message.toArray());
  const body = headers['content-encoding']?.includes('aws-chunked') ? unchunk(raw) : raw;
  return { method: message.method!, path, query, headers, body };
}

// @aws https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html — chunked uploads; their checksums are not verified
function unchunk(raw: Buffer): Buffer {
  const end = raw.indexOf('\r\n');
  const size = parseInt(raw.subarray(0, end).toString(), 16);
  return size
    ? Buffer.concat([raw.subarray(end + 2, end + 2 + size), unchunk(raw.subarray(end + size + 4))])
    : raw.subarray(0, 0);
}

/** Who signs a request, for which service: `Credential=KEY/DATE/REGION/SERVICE/aws4_request`. */
export function credentialOf({ headers }: Request): { key?: string; service?: string } {
  const [, key, service] = /Credential=([^/]+)\/[^/]+\/[^/]+\/([^/]+)/.exec(headers.authorization ?? '') ?? [];
  return { key, service };
}

function modelOf(request: Request): Model {
  const target = request.headers['x-amz-target']?.split('.')[0];
  const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded');
  const mark = target || (isForm && new URLSearchParams(request.body.toString()).get('Version'));
  const service = credentialOf(request).service ?? 's3';
  return MODELS.find((model) => (mark ? model.mark === mark : model.id === service && model.protocol === 'rest'));
}

async function answer(services: Services, world: World, identify: Identify, model: Model, request: Request) {
  const { headers, method, path } = request;
  const pages = method === 'GET' ? Object.values(services).map((service) => service.http?.(path)) : [];
  const page = pages.find(Boolean);
  if (page) return { ...page, headers: { 'content-type': 'application/json' } };

  const form = model?.protocol === 'query' ? parseForm(request.body.toString()) : {};
  const service = model?.id ?? credentialOf(request).service ?? 'this service';
  const served = services[service]?.operations ?? {};
  const isRest = model?.protocol === 'rest';
  const name = isRest ? routeRest(model, request, served) : (form.Action ?? headers['x-amz-target']?.split('.')[1]);
  const operation = model?.operations.get(name ?? '');
  if (!operation || !served[operation.name]) return notImitated(`${service} ${name ?? `${method} ${path}`}`);
  const input = isRest ? readRest(operation, request) : readBody(model!, operation, request, form);
  const output = (await served[operation.name](input, { world, caller: identify(request), headers })) ?? {};
  return isRest ? writeRest(operation, output) : writeBody(model!, operation, output);
}

function readBody({ protocol }: ServiceModel, { input, name }: OperationModel, { body }: Request, form: any): object {
  const { Action, Version, ...members } = form;
  const xml = protocol === 'query';
  const message = xml ? members : JSON.parse(body.toString() || '{}');
  return input.isUnitSchema() ? {} : convert(input, message, name, { xml, out: false });
}

/** `Tags.member.1.Key=a` as nested objects. */
function parseForm(body: string): any {
  const root: any = {};
  for (const [path, value] of new URLSearchParams(body)) {
    const steps = path.split('.');
    const last = steps.pop()!;
    steps.reduce((node, step) => (node[step] ||= {}), root)[last] = value;
  }
  return root;
}

function writeBody({ protocol }: ServiceModel, { name, output }: OperationModel, value: object): Answer {
  const xml = protocol === 'query';
  const message = output.isUnitSchema() ? {} : convert(output, value, name, { xml, out: true });
  if (!xml) return { status: 200, headers: JSON_TYPE, body: JSON.stringify(message) };
  const document = { [`${name}Response`]: { [`${name}Result`]: message, ResponseMetadata: { RequestId: REQUEST_ID } } };
  return { status: 200, headers: XML_TYPE, body: toXml(document) };
}

const JSON_TYPE = { 'content-type': 'application/x-amz-json-1.1' };
const XML_TYPE = { 'content-type': 'text/xml' };

function failure(model: Model, { code = 'InternalFailure', status = 501, message }: any): Answer {
  const Error = { Type: 'Sender', Code: code, Message: message };
  if (model?.id === 's3') return { status, headers: XML_TYPE, body: toXml({ Error }) };
  if (model?.protocol === 'query') return { status, headers: XML_TYPE, body: toXml({ ErrorResponse: { Error } }) };
  const headers = { ...JSON_TYPE, 'x-amzn-errortype': code };
  return { status, headers, body: JSON.stringify({ __type: code, message }) };
}
