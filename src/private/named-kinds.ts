import { RemovalPolicy, Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { ADVICE } from './advice';
import * as kinds from './kinds';
import { ENUMS, OBJECTS } from './option-kinds.generated';

type Enum = Readonly<Record<string, unknown>>;

const KNOWN: Readonly<Record<string, kinds.Kind>> = {
  boolean: kinds.BOOLEAN,
  string: kinds.STRING,
  number: kinds.NUMBER,
  Construct: kinds.objectOf('Construct', 'node', ADVICE.Construct),
  Duration: kinds.DURATION,
  SecretValue: kinds.SECRET_VALUE,
  'cognito.IUserPoolClient': kinds.USER_POOL_CLIENT,
  'cognito.OAuthScope': kinds.OAUTH_SCOPE,
  'cognito.ResourceServerScope': kinds.SERVER_SCOPE,
};

/** Functions, so that no module is loaded before somebody uses an enum of it. */
const CDK_ENUMS: Readonly<Record<string, () => object>> = {
  RemovalPolicy: () => RemovalPolicy,
  cognito: () => cognito,
  lambda: () => lambda,
  logs: () => logs,
};

/** A kind by its name in the generated table: `string`, `ClaimTokens`, `lambda.IFunction`. */
export function namedKind(name: string): kinds.Kind {
  const objects: Readonly<Record<string, string>> = OBJECTS;
  if (name in KNOWN) return KNOWN[name];
  return name in objects ? kinds.objectOf(name, objects[name], adviceFor(name)) : enumKind(name);
}

function adviceFor(name: string): string {
  const own: Readonly<Record<string, string>> = ADVICE;
  if (name in own) return own[name];
  const isInterface = /\.I[A-Z]/.test(name);
  return isInterface ? 'Pass the object itself, not its name or ARN.' : `Make one with ${name}.`;
}

/** By the value, as other languages and configuration files pass it. */
function enumKind(name: string): kinds.Kind {
  const members = Object.entries(enumOf(name)).filter(([key]) => !/^\d/.test(key));
  const values = members.map(([, value]) => value);
  return {
    name,
    matches: (value) => values.includes(value) || Token.isUnresolved(value),
    advice: `Pass ${name}.${members[0][0]} or one of its siblings.`,
  };
}

function enumOf(name: string): Enum {
  const own: Readonly<Record<string, Enum>> = ENUMS;
  if (name in own) return own[name];
  const [module, member] = name.split('.');
  const found = CDK_ENUMS[module]();
  return member === undefined ? (found as unknown as Enum) : (found as Readonly<Record<string, Enum>>)[member];
}
