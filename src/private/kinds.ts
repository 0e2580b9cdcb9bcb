import { Duration, SecretValue } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { IConstruct } from 'constructs';
import { AuthConfigError } from './errors';

/** What an option takes, for callers whose compiler does not say: plain JavaScript, and runners that check no types. */
export interface Kind {
  readonly name: string;
  readonly matches: (value: unknown) => boolean;
  /** How to make one. */
  readonly advice: string;
}

/** The CDK may be there twice, so that its objects are known by what they can do. */
export const DURATION = withMember<Duration>('Duration', 'toSeconds', 'Pass one, such as Duration.minutes(60).');
export const SECRET_VALUE = withMember<SecretValue>(
  'SecretValue',
  'unsafeUnwrap',
  "Store the secret, and pass SecretValue.secretsManager('NAME').",
);
export const BOOLEAN: Kind = {
  name: 'boolean',
  matches: (value) => typeof value === 'boolean',
  advice: 'Pass true or false.',
};
export const STRING: Kind = {
  name: 'string',
  matches: (value) => typeof value === 'string',
  advice: 'Pass a text.',
};
export const NUMBER: Kind = {
  name: 'number',
  matches: (value) => typeof value === 'number',
  advice: 'Pass digits without quotation marks.',
};
export const LIST: Kind = {
  name: 'list',
  matches: (value) => Array.isArray(value),
  advice: 'Write [ ] around it.',
};
export const MAP: Kind = {
  name: 'map',
  matches: (value) => isRecord(value),
  advice: 'Pass { name: value }.',
};
export const OPTIONS: Kind = {
  name: 'object of options',
  matches: (value) => isRecord(value),
  advice: 'Pass { … }.',
};
export const OAUTH_SCOPE = withMember<cognito.OAuthScope>(
  'OAuthScope',
  'scopeName',
  'Pass one of cognito.OAuthScope, such as OAuthScope.OPENID, OAuthScope.resourceServer(server, scope) or OAuthScope.custom(name).',
);
export const SERVER_SCOPE = withMember<cognito.ResourceServerScope>(
  'ResourceServerScope',
  'scopeName',
  'Pass new cognito.ResourceServerScope({ scopeName, scopeDescription }).',
);
export const USER_POOL_CLIENT = withMember<cognito.IUserPoolClient>(
  'UserPoolClient',
  'userPoolClientId',
  'Pass what addClient() returned.',
);

/** An object with the member by which it is known; where there is none to name, any that is no plain object. */
export function objectOf(name: string, member: string, advice: string): Kind {
  if (member !== '') return withMember(name, member, advice);
  const isPlain = (value: object) => Array.isArray(value) || value.constructor === Object;
  return { name, matches: (value) => isObject(value) && !isPlain(value), advice };
}

/** What a factory of a class makes, and nothing that merely looks like it. */
export function madeBy(kind: { readonly name: string; readonly prototype: object }, advice: string): Kind {
  return { name: kind.name, matches: (value) => isObject(value) && kind.prototype.isPrototypeOf(value), advice };
}

/**
 * Refuses a value of another kind, where it would fail somewhere inside without a word about where and why. It says what
 * kind of value is there and not which: that could be a secret.
 *
 * @param what the option, or what was passed, as the subject of a sentence
 */
export function requireKind(where: IConstruct | string, what: string, value: unknown, kind: Kind): void {
  if (kind.matches(value)) return;
  throw new AuthConfigError(
    where,
    `${what} is ${shownKind(value)}, and it must be ${article(kind.name)} ${kind.name}. ${kind.advice}`,
  );
}

/** The same for an option that may be left out. */
export function requireKindIfGiven(where: IConstruct | string, what: string, value: unknown, kind: Kind): void {
  if (value !== undefined) requireKind(where, what, value, kind);
}

/** A list, and each of its entries of the kind. */
function requireList(where: IConstruct | string, what: string, list: unknown, kind: Kind): void {
  if (!Array.isArray(list)) {
    throw new AuthConfigError(where, `${what} is ${shownKind(list)}, and it must be a list. Write [ ] around it.`);
  }
  list.forEach((entry: unknown, index) => requireKind(where, `${what}[${index}]`, entry, kind));
}

/** The same for an option that may be left out. */
export function requireListIfGiven(where: IConstruct | string, what: string, list: unknown, kind: Kind): void {
  if (list !== undefined) requireList(where, what, list, kind);
}

export function shownKind(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (isResolvable(value)) return 'a token that is not encoded';
  // no name of its class: bundlers change those of the CDK
  if (isObject(value)) return value.constructor === Object ? 'a plain object' : 'an object of another class';
  return `a ${typeof value}`;
}

function withMember<T = any>(name: string, member: keyof T & string, advice: string): Kind {
  return { name, matches: (value) => isObject(value) && member in value, advice };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** What has names and values; also what is of a class, which may have the members that are asked for. */
function isRecord(value: unknown): boolean {
  return isObject(value) && !Array.isArray(value) && !(value instanceof Map);
}

/** What is known at deployment, and was not encoded as a string, a number or a list, as most code expects it. */
function isResolvable(value: unknown): boolean {
  return isObject(value) && 'resolve' in value && typeof value.resolve === 'function';
}

function article(name: string): string {
  return /^(?:[AEIOaeio]|s3\.|Sms|ss[hm]\.|sns|sqs)/.test(name) ? 'an' : 'a';
}
