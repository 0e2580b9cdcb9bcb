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
  const is = (type: string, one: unknown) => {
    if (typeof one !== type || Number.isNaN(one)) throw refusal(where, `is no ${type}`, way);
    return one;
  };
  if (schema.isStructSchema()) return structure(schema, is('object', value), where, way);
  if (schema.isListSchema()) return list(schema, value, where, way);
  if (schema.isMapSchema()) {
    const inner = schema.getValueSchema();
    const entries = Object.entries(is('object', value) as object);
    return Object.fromEntries(entries.map(([key, one]) => [key, convert(inner, one, `${where}.${key}`, way)]));
  }
  if (schema.isTimestampSchema()) {
    if (!way.out) return new Date(text ? value : value * 1000);
    if (!(value instanceof Date)) throw refusal(where, 'is no date', way);
    return way.xml ? value.toISOString() : value.getTime() / 1000;
  }
  if (schema.isBlobSchema()) return way.out ? Buffer.from(value).toString('base64') : Buffer.from(value, 'base64');
  if (schema.isNumericSchema()) return is('number', text ? Number(value) : value);
  if (schema.isBooleanSchema()) return is('boolean', text ? value === 'true' : value);
  return schema.isStringSchema() ? is('string', value) : value;
}

/** The model of the SDK names the required members first and counts them. */
function structure(schema: NormalizedSchema, value: any, where: string, way: Way): object {
  const members = [...schema.structIterator()].map(([name, member]) => {
    const tag: string = (way.xml && member.getMergedTraits().xmlName) || name;
    const [from, to] = way.out ? [name, tag] : [tag, name];
    return { name, member, from, to, isThere: (value[from] ?? undefined) !== undefined };
  });
  const unknown = Object.keys(value).find(
    (key) => value[key] !== undefined && !members.some(({ from }) => from === key),
  );
  if (unknown) throw refusal(where, `has no member ${unknown}`, way);
  const missing = members.slice(0, (schema.getSchema() as any)[6] ?? 0).find(({ isThere }) => !isThere);
  if (missing) throw refusal(where, `lacks its member ${missing.name}`, way);
  const there = members.filter(({ isThere }) => isThere);
  const convertOne = ({ name, member, from }: (typeof members)[0]) =>
    convert(member, value[from], `${where}.${name}`, way);
  return Object.fromEntries(there.map((one) => [one.to, convertOne(one)]));
}

function list(schema: NormalizedSchema, value: any, where: string, way: Way): unknown {
  const item = schema.getValueSchema();
  const tag = schema.getMergedTraits().xmlFlattened ? undefined : (item.getMemberTraits().xmlName ?? 'member');
  // The numbered members of a form are a list.
  const items = way.xml && !way.out ? Object.values((tag ? value?.[tag] : value) ?? {}) : value;
  if (!Array.isArray(items)) throw refusal(where, 'is no list', way);
  const converted = items.map((one, index) => convert(item, one, `${where}[${index}]`, way));
  return way.xml && way.out && tag ? { [tag]: converted } : converted;
}

/** A wrong answer is the bed's own fault (501, so that no client retries it), a wrong question the caller's. */
// @assumed unknown members of a request are refused; AWS ignores some of them
const refusal = (where: string, what: string, { out }: Way) => {
  const [code, status] = out ? ['TestBedAnswer', 501] : ['ValidationException', 400];
  return new AwsError(code as string, `${where} ${what}, says the SDK's model`, status as number);
};
