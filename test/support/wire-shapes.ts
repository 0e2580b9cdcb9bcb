import * as cloudformation from '@aws-sdk/client-cloudformation';
import * as cognitoIdentity from '@aws-sdk/client-cognito-identity';
import * as cognitoIdp from '@aws-sdk/client-cognito-identity-provider';
import * as dynamodb from '@aws-sdk/client-dynamodb';
import * as events from '@aws-sdk/client-eventbridge';
import * as kms from '@aws-sdk/client-kms';
import * as secretsManager from '@aws-sdk/client-secrets-manager';
import * as ses from '@aws-sdk/client-sesv2';
import * as sns from '@aws-sdk/client-sns';
import * as sqs from '@aws-sdk/client-sqs';
import * as ssm from '@aws-sdk/client-ssm';
import * as sts from '@aws-sdk/client-sts';
import { NormalizedSchema } from '@smithy/core/schema';
import { AwsError, OnExchange } from '../local-aws/kernel';

/** What an operation takes and gives, in the words of the SDK. */
type Shapes = { readonly input: NormalizedSchema; readonly output: NormalizedSchema };

/** The services of the test bed but S3, whose messages are headers and bytes. Forms have text where JSON has numbers. */
const MODELS: Record<string, { readonly client: object; readonly isForm: boolean }> = {
  'cognito-idp': { client: cognitoIdp, isForm: false },
  'cognito-identity': { client: cognitoIdentity, isForm: false },
  dynamodb: { client: dynamodb, isForm: false },
  events: { client: events, isForm: false },
  kms: { client: kms, isForm: false },
  ses: { client: ses, isForm: false },
  sqs: { client: sqs, isForm: false },
  ssm: { client: ssm, isForm: false },
  secretsmanager: { client: secretsManager, isForm: false },
  cloudformation: { client: cloudformation, isForm: true },
  sns: { client: sns, isForm: true },
  sts: { client: sts, isForm: true },
};

/** The first element of the SDK's schema of an operation. */
const OPERATION = 9;
/** Where the SDK's schema of a structure says how many of its first members are required. */
const REQUIRED = 6;

function shapesOf(service: string, operation: string): Shapes {
  const schemas = Object.values(MODELS[service].client);
  const [, , , , input, output] =
    schemas.find((one) => Array.isArray(one) && one[0] === OPERATION && one[2] === operation) ?? [];
  if (!input) throw new AwsError('TestBedAnswer', `${service} ${operation} is not in the SDK's model`, 501);
  return { input: NormalizedSchema.of(input), output: NormalizedSchema.of(output) };
}

/**
 * Compares every exchange with the model that the AWS SDK has of the service: unknown members, required ones that are
 * missing, wrong types. A wrong question gets the caller a ValidationException; a wrong answer is the fault of the bed, and
 * reaches the client as an error (501, so that nobody retries it) instead of the answer.
 */
export const checkWireShapes: OnExchange = (service, operation, input, output) => {
  if (!MODELS[service]) return;
  const shapes = shapesOf(service, operation);
  const [schema, message, isText] = output
    ? [shapes.output, output, false]
    : [shapes.input, withoutNulls(input), MODELS[service].isForm];
  const problem = shapeProblem(schema, message, operation, isText);
  if (!problem) return;
  const [code, status] = output ? (['TestBedAnswer', 501] as const) : (['ValidationException', 400] as const);
  throw new AwsError(code, `${problem}, says the SDK's model`, status);
};

/** AWS takes null for absent in what it is asked; amazon-cognito-identity-js says so of every setting that it leaves alone. */
function withoutNulls(value: any): any {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  const given = Object.entries(value).filter(([, one]) => one !== null);
  return Object.fromEntries(given.map(([name, one]) => [name, withoutNulls(one)]));
}

/** The first thing in a message that the schema does not say; `isText` where everything simple is text. */
export function shapeProblem(schema: NormalizedSchema, value: any, where: string, isText = false): string | undefined {
  const problems = (values: [string, any, NormalizedSchema][]) =>
    values.map(([name, one, inner]) => shapeProblem(inner, one, `${where}${name}`, isText)).find(Boolean);
  const isObject = value !== null && typeof value === 'object' && !Array.isArray(value);
  if (schema.isListSchema()) {
    // an empty list of a form is an empty text
    const items = isText && value === '' ? [] : value;
    if (!Array.isArray(items)) return `${where} is no list`;
    return problems(items.map((one, index) => [`[${index}]`, one, schema.getValueSchema()]));
  }
  if (schema.isMapSchema()) {
    if (!isObject) return `${where} is no map`;
    return problems(Object.entries(value).map(([key, one]) => [`.${key}`, one, schema.getValueSchema()]));
  }
  if (schema.isStructSchema()) {
    if (!isObject) return `${where} is no structure`;
    const members = new Map(schema.structIterator());
    const given = Object.entries(value).filter(([, one]) => one !== undefined);
    const unknown = given.find(([name]) => !members.has(name));
    if (unknown) return `${where} has no member ${unknown[0]}`;
    const required = [...members.keys()].slice(0, ((schema.getSchema() as any)[REQUIRED] as number) ?? 0);
    const missing = required.find((name) => value[name] === undefined);
    if (missing) return `${where} lacks its member ${missing}`;
    return problems(given.map(([name, one]) => [`.${name}`, one, members.get(name)!]));
  }
  const kind = kindOf(schema);
  return !kind || isOf(kind, value, isText) ? undefined : `${where} is no ${kind}`;
}

type Kind = 'date' | 'number' | 'boolean' | 'string';

/** Undefined for documents, which may be anything; bytes travel as text. */
function kindOf(schema: NormalizedSchema): Kind | undefined {
  if (schema.isTimestampSchema()) return 'date';
  if (schema.isNumericSchema()) return 'number';
  if (schema.isBooleanSchema()) return 'boolean';
  return schema.isStringSchema() || schema.isBlobSchema() ? 'string' : undefined;
}

/** Dates are what the bed has before it writes them, and numbers on the wire. */
function isOf(kind: Kind, value: any, isText: boolean): boolean {
  if (isText && typeof value !== 'string') return false;
  if (kind === 'date') return value instanceof Date ? !Number.isNaN(value.getTime()) : typeof value === 'number';
  if (kind === 'number') return isText ? value !== '' && !Number.isNaN(Number(value)) : typeof value === 'number';
  if (kind === 'boolean') return isText ? value === 'true' || value === 'false' : typeof value === 'boolean';
  return typeof value === 'string';
}
