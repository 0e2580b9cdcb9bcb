import { XMLBuilder, XMLParser } from 'fast-xml-parser';
import { AwsError } from './kernel';
import { OperationModel, ServiceModel } from './models';
import { checkMembers, convert } from './wire';

export interface Request {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

export interface Answer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string | Buffer;
}

const builder = new XMLBuilder({ suppressEmptyNode: true });
const parser = new XMLParser({ parseTagValue: false, trimValues: false, ignoreDeclaration: true });
export const toXml = (document: object) => `<?xml version="1.0" encoding="UTF-8"?>${builder.build(document)}`;

/** The path of an operation as a pattern. The bucket is not part of S3's own paths: the endpoint decides where it stands. */
function pathPattern({ http, input }: OperationModel): { pattern: RegExp; literals: [string, string][] } {
  const [path, query] = http![1].split('?');
  const bucket = input.isStructSchema() && input.getMemberSchemas().Bucket?.getMergedTraits().httpLabel;
  // @aws https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html — path-style addresses only
  const full = (bucket ? `/{Bucket}${path}` : path).replace(/\/$/, '');
  const labels = full.replace(/\{(\w+)(\+?)\}/g, (_, name, greedy) => `(?<${name}>${greedy ? '.+' : '[^/]+'})`);
  return { pattern: new RegExp(`^${labels}/?$`), literals: [...new URLSearchParams(query)] };
}

/** The most specific operation of the model that fits method, path and query. */
export function routeRest(model: ServiceModel, { method, path, query }: Request, served: object) {
  const fits = [...model.operations.values()].flatMap((operation) => {
    const { pattern, literals } = pathPattern(operation);
    const fixed = literals.filter(([name]) => name !== 'x-id');
    const matches = operation.http![0] === method && fixed.every(([name, value]) => query.get(name) === value);
    const named = query.get('x-id') === operation.name ? 2 : 0;
    const rank = fixed.length * 4 + named + (operation.name in served ? 1 : 0);
    return matches && pattern.test(path) ? [{ operation, rank }] : [];
  });
  return fits.sort((a, b) => b.rank - a.rank)[0]?.operation;
}

export function readRest(
  { name: operation, ...model }: OperationModel,
  { headers, path, query, body }: Request,
): object {
  const { pattern, literals } = pathPattern({ name: operation, ...model });
  const labels = pattern.exec(path)!.groups ?? {};
  const input: Record<string, unknown> = {};
  const known = new Set<unknown>(['x-id', ...literals.map(([name]) => name)]);
  for (const [name, member] of model.input.structIterator()) {
    const { httpQuery, httpHeader, httpPrefixHeaders: prefix, httpPayload } = member.getMergedTraits();
    known.add(httpQuery);
    let raw: any = labels[name] && decodeURIComponent(labels[name]);
    if (httpQuery) raw = query.get(httpQuery) ?? undefined;
    if (httpHeader) raw = headers[httpHeader.toLowerCase()];
    if (httpPayload && member.isStructSchema()) raw = Object.values(parser.parse(body.toString()))[0];
    if (prefix) {
      const given = Object.entries(headers).filter(([header]) => header.startsWith(prefix));
      raw = Object.fromEntries(given.map(([header, value]) => [header.slice(prefix.length), value]));
    }
    if (httpPayload && member.isBlobSchema()) input[name] = body;
    else if (raw !== undefined) input[name] = convert(member, raw, `${operation}.${name}`, { xml: true, out: false });
  }
  const unknown = [...query.keys()].find((name) => !known.has(name) && !/^x-amz-/i.test(name));
  if (unknown) throw new AwsError('InvalidArgument', `${operation} has no query parameter ${unknown}`);
  checkMembers(model.input, input, operation, { xml: false, out: false });
  return input;
}

export function writeRest({ name: operation, output: schema, http }: OperationModel, output: any): Answer {
  const answer: { -readonly [K in keyof Answer]: Answer[K] } = { status: http![2], headers: {}, body: '' };
  if (schema.isUnitSchema()) return answer;
  const way = { xml: true, out: true };
  checkMembers(schema, output, operation, way);
  let document: Record<string, unknown> | undefined;
  for (const [name, member] of schema.structIterator()) {
    const { httpHeader, httpPrefixHeaders, httpResponseCode, httpPayload, xmlName = name } = member.getMergedTraits();
    const value = output[name];
    const isBody = !httpHeader && !httpPrefixHeaders && !httpResponseCode && !httpPayload;
    if (isBody) document ??= {};
    if (value === undefined) continue;
    const convertXml = () => convert(member, value, `${operation}.${name}`, way);
    if (httpResponseCode) answer.status = value;
    if (httpHeader) answer.headers[httpHeader] = value instanceof Date ? value.toUTCString() : String(value);
    for (const key in httpPrefixHeaders ? value : {}) answer.headers[httpPrefixHeaders + key] = value[key];
    if (httpPayload) answer.body = member.isBlobSchema() ? value : toXml({ [member.getName()!]: convertXml() });
    if (isBody) document![xmlName] = convertXml();
  }
  const root = schema.getMergedTraits().xmlName ?? schema.getName()!;
  return document ? { ...answer, body: toXml({ [root]: document }) } : answer;
}
