import { AwsError, notImitated } from '../kernel';
import { Stack } from './stack';

export const invalid = (message: string) => new AwsError('ValidationError', message);
const found = (value: any, problem: string) => {
  if (value === undefined) throw invalid(`Template error: ${problem}`);
  return value;
};

type Intrinsic = (argument: any, stack: Stack) => unknown;
/** Those that want their argument resolved. */
const simple: Readonly<Record<string, Intrinsic>> = {
  'Fn::Join': ([delimiter, parts]) => found(parts.join?.(delimiter), 'Fn::Join needs a list'),
  'Fn::Split': ([delimiter, text]) => String(text).split(delimiter),
  'Fn::Select': ([index, list]) => found(list[index], `Fn::Select cannot select value at index ${index}`),
  'Fn::FindInMap': ([map, first, second], { template }) =>
    found(template.Mappings?.[map]?.[first]?.[second], `Unable to get mapping for ${map}::${first}::${second}`),
  'Fn::Equals': ([left, right]) => String(left) === String(right),
  'Fn::And': (conditions) => conditions.every(Boolean),
  'Fn::Or': (conditions) => conditions.some(Boolean),
  'Fn::Not': ([condition]) => !condition,
};
const special: Readonly<Record<string, Intrinsic>> = {
  Ref: (name, stack) => stack.ref(name),
  'Fn::GetAtt': (path, stack) => {
    const [name, ...attribute] = typeof path === 'string' ? path.split('.') : path;
    return stack.getAtt(name, attribute.join('.'));
  },
  'Fn::Sub': (argument, stack) => {
    const [text, variables = {}] = [argument].flat();
    return text.replace(/\$\{(!?)([^}]+)\}/g, (_: string, literal: string, name: string) => {
      const expression = variables[name] ?? (name.includes('.') ? { 'Fn::GetAtt': name } : { Ref: name });
      return literal ? `\${${name}}` : resolve(expression, stack);
    });
  },
  'Fn::If': ([name, yes, no], stack) => resolve(stack.condition(name) ? yes : no, stack),
  Condition: (name, stack) => stack.condition(name),
};

// @aws https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html — the functions above
// @missing Fn::ImportValue, Fn::Base64, Fn::Cidr, Fn::GetAZs, Fn::ForEach, Fn::Transform, macros (refused by name)
export function resolve(node: any, stack: Stack): any {
  if (Array.isArray(node)) return node.map((one) => resolve(one, stack)).filter((one) => one !== undefined);
  if (node === null || typeof node !== 'object') return node;
  const [name = '', ...others] = Object.keys(node);
  // A policy statement also has something called Condition, but never a string.
  const isIntrinsic = others.length === 0 && (name !== 'Condition' || typeof node[name] === 'string');
  if (isIntrinsic && special[name]) return special[name](node[name], stack);
  if (isIntrinsic && simple[name]) return simple[name](resolve(node[name], stack), stack);
  if (isIntrinsic && name.startsWith('Fn::')) notImitated(name);
  const entries = Object.entries(node).map(([key, value]) => [key, resolve(value, stack)]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}
