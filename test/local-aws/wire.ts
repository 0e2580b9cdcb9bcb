import { NormalizedSchema } from '@smithy/core/schema';
import { AwsError } from './kernel';

/** The way a message travels: its format, and whether the bed sends it (`out`) or reads it. */
export interface Way {
  readonly xml: boolean;
  readonly out: boolean;
}

/** Turns a message from the wire or to the wire, and refuses whatever the SDK's own model of the service does not know. */
export function convert(schema: NormalizedSchema, value: any, where: string, way: Way): any {
  const text = way.xml && !way.out;
  if (schema.isStructSchema()) return structure(schema, value, where, way);
  if (schema.isListSchema()) return list(schema, value, where, way);
  if (schema.isMapSchema()) {
    const convertOne = ([key, one]: [string, any]) => [
      key,
      convert(schema.getValueSchema(), one, `${where}.${key}`, way),
    ];
    return Object.fromEntries(Object.entries(value).map(convertOne));
  }
  if (schema.isTimestampSchema()) {
    if (!way.out) return new Date(text ? value : value * 1000);
    if (!(value instanceof Date)) throw refusal(where, 'is no date', way);
    return way.xml ? value.toISOString() : value.getTime() / 1000;
  }
  if (schema.isBlobSchema()) return way.out ? Buffer.from(value).toString('base64') : Buffer.from(value, 'base64');
  const is = (type: string, one: unknown) => {
    if (typeof one !== type || Number.isNaN(one)) throw refusal(where, `is no ${type}`, way);
    return one;
  };
  if (schema.isNumericSchema()) return is('number', text ? Number(value) : value);
  if (schema.isBooleanSchema()) return is('boolean', text ? value === 'true' : value);
  return schema.isStringSchema() ? is('string', value) : value;
}

function structure(schema: NormalizedSchema, value: any, where: string, way: Way): object {
  const tag = (member: NormalizedSchema, name: string) => (way.xml && member.getMergedTraits().xmlName) || name;
  checkMembers(schema, value, where, way, tag);
  const result: Record<string, unknown> = {};
  for (const [name, member] of schema.structIterator()) {
    const [from, to] = way.out ? [name, tag(member, name)] : [tag(member, name), name];
    if ((value[from] ?? undefined) !== undefined) result[to] = convert(member, value[from], `${where}.${name}`, way);
  }
  return result;
}

type Tag = (member: NormalizedSchema, name: string) => string;
/** The model of the SDK names the required members first and counts them. */
export function checkMembers(
  schema: NormalizedSchema,
  value: any,
  where: string,
  way: Way,
  tag: Tag = (_, name) => name,
) {
  if (typeof value !== 'object' || Array.isArray(value)) throw refusal(where, 'is no structure', way);
  const members = [...schema.structIterator()].map(([name, member]) => (way.out ? name : tag(member, name)));
  const unknown = Object.keys(value).find((name) => value[name] !== undefined && !members.includes(name));
  if (unknown) throw refusal(where, `has no member ${unknown}`, way);
  const required = members.slice(0, (schema.getSchema() as any)[6] ?? 0);
  const missing = required.find((name) => (value[name] ?? undefined) === undefined);
  if (missing) throw refusal(where, `lacks its member ${missing}`, way);
}

function list(schema: NormalizedSchema, value: any, where: string, way: Way): unknown {
  const item = schema.getValueSchema();
  const tag = schema.getMergedTraits().xmlFlattened ? undefined : (item.getMemberTraits().xmlName ?? 'member');
  const items = way.xml && !way.out ? asList(tag ? value?.[tag] : value) : value;
  if (!Array.isArray(items)) throw refusal(where, 'is no list', way);
  const converted = items.map((one, index) => convert(item, one, `${where}[${index}]`, way));
  return way.xml && way.out && tag ? { [tag]: converted } : converted;
}

/** One XML element, several of them, and the numbered members of a form are all lists. */
function asList(value: any): unknown[] {
  if (value === undefined || value === '' || Array.isArray(value)) return value || [];
  return typeof value === 'object' && '1' in value ? Object.values(value) : [value];
}

/** A wrong answer is the bed's own fault (501, so that no client retries it), a wrong question the caller's. */
// @assumed unknown members of a request are refused; AWS ignores some of them
const refusal = (where: string, what: string, { out }: Way) =>
  new AwsError(
    out ? 'TestBedAnswer' : 'ValidationException',
    `${where} ${what}, says the SDK's model`,
    out ? 501 : 400,
  );
