import { Client, Pool, refuse, User } from './store';

// @aws https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html — standard and custom attributes, mutability, read and write permissions
// @missing data types and length constraints of attribute values
const STANDARD = [
  ...'name family_name given_name middle_name nickname preferred_username profile picture website email'.split(' '),
  ...'gender birthdate zoneinfo locale phone_number address updated_at'.split(' '),
];
/** Set by Cognito or an administrator, never through a client. */
const PROTECTED = ['sub', 'email_verified', 'phone_number_verified'];

type Attributes = Record<string, string>;
export const asList = (attributes: Attributes) => Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
export const asRecord = (list: { Name: string; Value?: string }[] = []): Attributes =>
  Object.fromEntries(list.map(({ Name, Value = '' }) => [Name, Value]));

export function schemaOf({ props }: Pick<Pool, 'props'>) {
  const schema = new Map(
    [...STANDARD, ...PROTECTED].map((name) => [name, { mutable: name !== 'sub', required: false }]),
  );
  for (const { Name, Mutable = true, Required = false, DeveloperOnlyAttribute } of props.Schema ?? []) {
    const custom = `${DeveloperOnlyAttribute ? 'dev:' : ''}custom:${Name}`;
    schema.set(schema.has(Name) ? Name : custom, { mutable: Mutable, required: Required });
  }
  return schema;
}

export const writableByClients = (pool: Pick<Pool, 'props'>) =>
  [...schemaOf(pool).keys()].filter((name) => !PROTECTED.includes(name) && !name.startsWith('dev:'));

/** Refuses what the client, the schema or another user's address forbids; `user` is set when it exists already. */
export function checkAttributes(pool: Pool, attributes: Attributes, user?: User, client?: Client): void {
  const names = Object.keys(attributes);
  const allowed: string[] = client?.props.WriteAttributes ?? writableByClients(pool);
  const forbidden = client && names.some((name) => !allowed.includes(name));
  if (forbidden) refuse('NotAuthorized', 'A client attempted to write unauthorized attribute');
  const unfit = (reason: string) => refuse('InvalidParameter', `Attributes did not conform to the schema: ${reason}`);
  const schema = schemaOf(pool);
  for (const name of names) {
    if (!schema.has(name)) unfit(`${name}: Attribute does not exist in the schema.`);
    if (user && !schema.get(name)!.mutable) refuse('InvalidParameter', `user.${name}: Attribute cannot be updated.`);
  }
  for (const [name, { required }] of schema) {
    if (required && !user && !attributes[name]) unfit(`${name}: The attribute ${name} is required`);
  }
  for (const alias of pool.props.UsernameAttributes ?? []) {
    const holder = attributes[alias] ? pool.find(attributes[alias]) : undefined;
    // @assumed a taken address is UsernameExistsException at sign-up and AliasExistsException at a change
    if (holder && !user) refuse('UsernameExists', 'User already exists');
    if (holder && holder !== user) refuse('AliasExists', `An account with the given ${alias} already exists.`);
  }
}

/** What a client gets to see, in ID tokens and from GetUser. */
export function readable({ props }: Client, { sub, attributes }: User): Attributes {
  const visible = ([name]: [string, string]) => !props.ReadAttributes || props.ReadAttributes.includes(name);
  return { sub, ...Object.fromEntries(Object.entries(attributes).filter(visible)) };
}
