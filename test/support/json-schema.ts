/** The part of JSON Schema that our schemas use; any other keyword is an error, rather than to be passed over. */
interface Schema {
  readonly $schema?: string;
  readonly type?: 'object' | 'string';
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema;
}

type Rule<Keyword extends keyof Schema> = (expected: Required<Schema>[Keyword], value: any, schema: Schema) => boolean;

const RULES: { readonly [Keyword in keyof Schema]-?: Rule<Keyword> } = {
  $schema: () => true,
  type: (type, value) => (type === 'object' ? isObject(value) : typeof value === type),
  const: (expected, value) => value === expected,
  enum: (allowed, value) => allowed.includes(value),
  pattern: (pattern, value) => typeof value !== 'string' || new RegExp(pattern, 'u').test(value),
  required: (names, value) => !isObject(value) || names.every((name) => Object.hasOwn(value, name)),
  properties: (properties, value) =>
    !isObject(value) ||
    Object.entries(properties).every(([name, own]) => !Object.hasOwn(value, name) || satisfies(own, value[name])),
  additionalProperties: (other, value, { properties = {} }) =>
    !isObject(value) ||
    Object.entries(value).every(([name, own]) => Object.hasOwn(properties, name) || satisfies(other, own)),
};

/** Whether a value is as a schema says. */
export function satisfies(schema: object, value: unknown): boolean {
  return Object.entries(schema).every(([keyword, expected]) => {
    const rule = RULES[keyword as keyof Schema] as Rule<never> | undefined;
    if (!rule) throw new Error(`the keyword ${keyword} is not known here`);
    return rule(expected as never, value, schema as Schema);
  });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
