import { AwsError } from '../kernel';

/** What an expression can refer to. */
export interface Scope {
  ref(name: string): unknown;
  getAtt(name: string, attribute: string): unknown;
  condition(name: string): boolean;
  mapping(map: string, first: string, second: string): unknown;
  importValue(name: string): string;
  /** While dependencies are collected, references are placeholders that need not have the right shape. */
  readonly collecting?: boolean;
}

export const invalid = (message: string) => new AwsError('ValidationError', message);
const found = (value: any, { collecting }: Scope, problem: string) => {
  if (value === undefined && !collecting) throw invalid(`Template error: ${problem}`);
  return value ?? '';
};

type Intrinsic = (argument: any, scope: Scope) => unknown;
/** Those that want their argument resolved. */
const simple: Readonly<Record<string, Intrinsic>> = {
  'Fn::Join': ([delimiter, parts], scope) => found(parts.join?.(delimiter), scope, 'Fn::Join needs a list'),
  'Fn::Split': ([delimiter, text]) => String(text).split(delimiter),
  'Fn::Select': ([index, list], scope) => found(list[index], scope, `Fn::Select cannot select value at index ${index}`),
  'Fn::FindInMap': ([map, first, second], scope) =>
    found(scope.mapping(map, first, second), scope, `Unable to get mapping for ${map}::${first}::${second}`),
  'Fn::ImportValue': (name, scope) => scope.importValue(name),
  'Fn::Equals': ([left, right]) => String(left) === String(right),
  'Fn::And': (conditions) => conditions.every(Boolean),
  'Fn::Or': (conditions) => conditions.some(Boolean),
  'Fn::Not': ([condition]) => !condition,
};
const special: Readonly<Record<string, Intrinsic>> = {
  Ref: (name, scope) => scope.ref(name),
  'Fn::GetAtt': (path, scope) => {
    const [name, ...attribute] = typeof path === 'string' ? path.split('.') : path;
    return scope.getAtt(name, attribute.join('.'));
  },
  'Fn::Sub': (argument, scope) => {
    const [text, variables = {}] = [argument].flat();
    return text.replace(/\$\{(!?)([^}]+)\}/g, (_: string, literal: string, name: string) => {
      const expression = variables[name] ?? (name.includes('.') ? { 'Fn::GetAtt': name } : { Ref: name });
      return literal ? `\${${name}}` : resolve(expression, scope);
    });
  },
  'Fn::If': ([name, yes, no], scope) => resolve(scope.condition(name) ? yes : no, scope),
  Condition: (name, scope) => scope.condition(name),
};

// @aws https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html — the functions above
// @missing Fn::Base64, Fn::Cidr, Fn::GetAZs, Fn::ForEach, Fn::Transform, macros (refused by name)
export function resolve(node: any, scope: Scope): any {
  if (Array.isArray(node)) return node.map((one) => resolve(one, scope)).filter((one) => one !== undefined);
  if (node === null || typeof node !== 'object') return node;
  const [name = '', ...others] = Object.keys(node);
  // A policy statement also has something called Condition, but never a string.
  const isIntrinsic = others.length === 0 && (name !== 'Condition' || typeof node[name] === 'string');
  if (isIntrinsic && special[name]) return special[name](node[name], scope);
  if (isIntrinsic && simple[name]) return simple[name](resolve(node[name], scope), scope);
  if (isIntrinsic && name.startsWith('Fn::')) throw invalid(`The test bed does not imitate ${name}`);
  const entries = Object.entries(node).map(([key, value]) => [key, resolve(value, scope)]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}
