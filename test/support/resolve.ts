/** What an expression of a template may refer to. */
export interface Scope {
  readonly template: any;
  ref(name: string): unknown;
  getAtt(name: string, attribute: string): unknown;
  condition(name: string): boolean;
}

const found = (value: any, problem: string) => {
  if (value === undefined) throw new Error(`Template error: ${problem}`);
  return value;
};

type Intrinsic = (argument: any, scope: Scope) => unknown;
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

/**
 * Replaces intrinsic functions by their values.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
export function resolve(node: any, scope: Scope): any {
  if (Array.isArray(node)) return node.map((one) => resolve(one, scope)).filter((one) => one !== undefined);
  if (node === null || typeof node !== 'object') return node;
  const [name = '', ...others] = Object.keys(node);
  // A policy statement also has something called Condition, but never a string.
  const isIntrinsic = others.length === 0 && (name !== 'Condition' || typeof node[name] === 'string');
  if (isIntrinsic && special[name]) return special[name](node[name], scope);
  if (isIntrinsic && simple[name]) return simple[name](resolve(node[name], scope), scope);
  if (isIntrinsic && name.startsWith('Fn::')) throw new Error(`There is no value for ${name}`);
  const entries = Object.entries(node).map(([key, value]) => [key, resolve(value, scope)]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}
