import { XMLBuilder } from 'fast-xml-parser';
import { AwsError } from './aws-error';
import type { Answer, Request } from './http';

// The wire formats of AWS's JSON, query and REST protocols: questions in, answers and errors out

/** The services that speak JSON, by the prefix of X-Amz-Target, and those that speak forms and XML, by their version. */
const SERVICES: Readonly<Record<string, string>> = {
  AWSCognitoIdentityProviderService: 'cognito-idp',
  AWSCognitoIdentityService: 'cognito-identity',
  DynamoDB_20120810: 'dynamodb',
  AmazonSSM: 'ssm',
  secretsmanager: 'secretsmanager',
  AWSEvents: 'events',
  AmazonSQS: 'sqs',
  TrentService: 'kms',
  '2010-03-31': 'sns',
  '2010-05-15': 'cloudformation',
  '2011-06-15': 'sts',
};

/** Who signs a request, for which service: `Credential=KEY/DATE/REGION/SERVICE/aws4_request`. */
export function credentialOf({ headers }: Request): { key?: string; service?: string } {
  const [, key, service] = /Credential=([^/]+)\/[^/]+\/[^/]+\/([^/]+)/.exec(headers.authorization ?? '') ?? [];
  return { key, service };
}

type Question = { service?: string; operation?: string; input: object; isXml: boolean };

/** What is asked, of which service, and in which format the answer goes. */
export function readQuestion({ headers, path, body }: Request): Question {
  const [prefix, operation] = headers['x-amz-target']?.split('.') ?? [];
  const isMail = path === '/v2/email/outbound-emails';
  if (isMail) return { service: 'ses', operation: 'SendEmail', input: JSON.parse(`${body}`), isXml: false };
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
    if (node.entry) return Object.fromEntries(Object.values<any>(node.entry).map(({ Name, Value }) => [Name, Value]));
    return Object.fromEntries(Object.entries(node).map(([name, one]) => [name, lists(one)]));
  };
  return lists(root);
}

const builder = new XMLBuilder({ suppressEmptyNode: true });
const toXml = (document: object) => `<?xml version="1.0" encoding="UTF-8"?>${builder.build(document)}`;
const XML_TYPE = { 'content-type': 'text/xml' };
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

export function writeAnswer({ operation, isXml }: Question, output: object): Answer {
  const message = plain(output, isXml);
  if (!isXml) return { status: 200, headers: JSON_TYPE, body: JSON.stringify(message) };
  const document = { [`${operation}Response`]: { [`${operation}Result`]: message } };
  return { status: 200, headers: XML_TYPE, body: toXml(document) };
}

export function writeError(request: Request, { code = 'InternalFailure', status = 501, message }: AwsError): Answer {
  if (request.headers['x-amz-target'] || /^\/(v2\/email|2015-03-31)\//.test(request.path)) {
    const headers = { ...JSON_TYPE, 'x-amzn-errortype': code };
    return { status, headers, body: JSON.stringify({ __type: code, message }) };
  }
  const Error = { Type: 'Sender', Code: code, Message: message };
  const isForm = new URLSearchParams(`${request.body}`).has('Action');
  return { status, headers: XML_TYPE, body: toXml(isForm ? { ErrorResponse: { Error } } : { Error }) };
}

/** An object of S3, or its bucket, by a path-style address: `/bucket/some/key?list-type=2&prefix=some/`. */
export function readObjectQuestion({ path, query, headers, body: Body }: Request) {
  const [, Bucket, ...key] = path.split('/').map(decodeURIComponent);
  const Prefix = query.get('prefix') ?? undefined;
  const MaxKeys = Number(query.get('max-keys') ?? 1000);
  return { Bucket, Key: key.join('/') || undefined, Body, ContentType: headers['content-type'], Prefix, MaxKeys };
}

/** An object of S3 by its URL, with the bucket in the path or before the host. */
export function readObjectAddress(url: string): { Bucket: string; Key: string } {
  const { hostname, pathname } = new URL(url);
  const [, virtualHost] = /^(.+)\.s3[.-]/.exec(hostname) ?? [];
  const [Bucket = '', ...key] = [...(virtualHost ? [virtualHost] : []), ...pathname.slice(1).split('/')];
  return { Bucket, Key: key.join('/') };
}

/** What S3 answers: the bytes of an object, or XML. */
export function writeObjectAnswer(found?: { input: any; modified: Date }, document?: object): Answer {
  if (!found) return { status: 200, headers: XML_TYPE, body: document ? toXml(document) : '' };
  const { ContentType = 'binary/octet-stream', Body } = found.input;
  const headers = { 'content-type': ContentType, 'content-length': `${Body.length}` };
  return { status: 200, headers: { ...headers, 'last-modified': found.modified.toUTCString() }, body: Body };
}
