import { XMLBuilder } from 'fast-xml-parser';
import { demand, notImitated } from './kernel';
import { OperationModel, ServiceModel } from './models';
import { convert } from './wire';

export interface Request {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

const builder = new XMLBuilder({ suppressEmptyNode: true });
export const toXml = (document: object) => `<?xml version="1.0" encoding="UTF-8"?>${builder.build(document)}`;

/** The path of an operation as a pattern, and what its query says. */
// @aws https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html — path-style addresses only: the model leaves the bucket to the endpoint
function pathPattern({ http }: OperationModel): { pattern: RegExp; fixed: [string, string][] } {
  const [path, query] = http![1].split('?');
  const labels = path.replace(/\{(\w+)(\+?)\}/g, (_, name, greedy) => `(?<${name}>${greedy ? '.+' : '[^/]+'})`);
  const fixed = [...new URLSearchParams(query)].filter(([name]) => name !== 'x-id');
  return { pattern: new RegExp(`^/(?<Bucket>[^/]+)${labels.replace(/\/$/, '')}/?$`), fixed };
}

/** The operation that fits method, path and the most of the query. */
export function routeRest(model: ServiceModel, { method, path, query }: Request, served: object) {
  const fits = Object.keys(served).flatMap((name) => {
    const { pattern, fixed } = pathPattern(model.operations.get(name)!);
    const matches = pattern.test(path) && fixed.every(([key, value]) => query.get(key) === value);
    return matches && model.operations.get(name)!.http![0] === method ? [{ name, rank: fixed.length }] : [];
  });
  return fits.sort((a, b) => b.rank - a.rank)[0]?.name;
}

// @missing x-amz-meta headers; structures in the body of a request (such as DeleteObjects)
export function readRest(operation: OperationModel, { headers, path, query, body }: Request): object {
  const { pattern, fixed } = pathPattern(operation);
  const labels = pattern.exec(path)!.groups ?? {};
  const members = [...operation.input.structIterator()];
  const raw = members.map(([name, member]) => {
    const { httpQuery, httpHeader, httpPayload } = member.getMergedTraits();
    const elsewhere = httpQuery ? query.get(httpQuery) : httpHeader && headers[httpHeader.toLowerCase()];
    return [name, httpPayload ? body : labels[name] ? decodeURIComponent(labels[name]) : elsewhere];
  });
  const known = ['x-id', ...fixed.map(([name]) => name), ...members.map(([, one]) => one.getMergedTraits().httpQuery)];
  const unknown = [...query.keys()].find((name) => !known.includes(name));
  demand(!unknown, 'InvalidArgument', `${operation.name} has no query parameter ${unknown}`);
  const metadata = Object.keys(headers).find((name) => name.startsWith('x-amz-meta-'));
  if (metadata) notImitated(metadata);
  return convert(operation.input, Object.fromEntries(raw), operation.name, { xml: true, out: false });
}

export function writeRest({ name, output: schema, http }: OperationModel, output: any): Answer {
  const answer = { status: http![2], headers: {} as Record<string, string>, body: '' as string | Buffer };
  if (schema.isUnitSchema()) return answer;
  const document = convert(schema, output, name, { xml: true, out: true });
  let isDocument = false;
  for (const [member, shape] of schema.structIterator()) {
    const { httpHeader, httpPayload, httpPrefixHeaders, xmlName = member } = shape.getMergedTraits();
    const isBound = httpHeader ?? httpPayload ?? httpPrefixHeaders;
    if (!isBound) isDocument = true;
    if (!isBound || output[member] === undefined) continue;
    const { [member]: value } = output;
    if (httpHeader) answer.headers[httpHeader] = value instanceof Date ? value.toUTCString() : String(value);
    if (httpPayload) answer.body = shape.isBlobSchema() ? value : toXml({ [shape.getName()!]: document[xmlName] });
    delete document[xmlName];
  }
  const root = schema.getMergedTraits().xmlName ?? schema.getName()!;
  return isDocument ? { ...answer, body: toXml({ [root]: document }) } : answer;
}
