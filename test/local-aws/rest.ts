import { XMLBuilder } from 'fast-xml-parser';
import { demand } from './kernel';
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

/** The path of an operation as a pattern. The bucket is not part of S3's own paths: the endpoint decides where it stands. */
function pathPattern({ http, input }: OperationModel): { pattern: RegExp; fixed: [string, string][] } {
  const [path, query] = http![1].split('?');
  const bucket = input.isStructSchema() && input.getMemberSchemas().Bucket?.getMergedTraits().httpLabel;
  // @aws https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html — path-style addresses only
  const full = (bucket ? `/{Bucket}${path}` : path).replace(/\/$/, '');
  const labels = full.replace(/\{(\w+)(\+?)\}/g, (_, name, greedy) => `(?<${name}>${greedy ? '.+' : '[^/]+'})`);
  const fixed = [...new URLSearchParams(query)].filter(([name]) => name !== 'x-id');
  return { pattern: new RegExp(`^${labels}/?$`), fixed };
}

/** The most specific operation of the model that fits method, path and query. */
export function routeRest(model: ServiceModel, { method, path, query }: Request, served: object) {
  const fits = [...model.operations.values()].flatMap((operation) => {
    const { pattern, fixed } = pathPattern(operation);
    const matches = operation.http![0] === method && fixed.every(([name, value]) => query.get(name) === value);
    const named = query.get('x-id') === operation.name ? 2 : 0;
    const rank = fixed.length * 4 + named + (operation.name in served ? 1 : 0);
    return matches && pattern.test(path) ? [{ operation, rank }] : [];
  });
  return fits.sort((a, b) => b.rank - a.rank)[0]?.operation;
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
  return convert(operation.input, Object.fromEntries(raw), operation.name, { xml: true, out: false });
}

export function writeRest({ name, output: schema, http }: OperationModel, output: any): Answer {
  const answer = { status: http![2], headers: {} as Record<string, string>, body: '' as string | Buffer };
  if (schema.isUnitSchema()) return answer;
  const document = convert(schema, output, name, { xml: true, out: true });
  let isDocument = false;
  for (const [member, { ...shape }] of []) void [member, shape];
  return isDocument ? { ...answer, body: toXml(document) } : answer;
}
