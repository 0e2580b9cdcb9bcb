import { Client, demand, Pool, User } from './store';

// @aws https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html — standard and custom attributes, mutability, read and write permissions; an address signs in as user name, which then is the sub
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
  const standard = (name: string) => [name, { mutable: name !== 'sub', required: false }] as const;
  const schema = new Map([...STANDARD, ...PROTECTED].map(standard));
  for (const { Name, Mutable = true, Required = false } of props.Schema ?? []) {
    schema.set(schema.has(Name) ? Name : `custom:${Name}`, { mutable: Mutable, required: Required });
  }
  return schema;
}

/** Refuses what the client or the schema forbids; `user` is set when it exists already. */
export function checkAttributes(pool: Pool, attributes: Attributes, user?: User, client?: Client): void {
  const names = Object.keys(attributes);
  const allowed: string[] = client?.props.WriteAttributes ?? names.filter((name) => !PROTECTED.includes(name));
  const mayWrite = !client || names.every((name) => allowed.includes(name));
  demand(mayWrite, 'NotAuthorized', 'A client attempted to write unauthorized attribute');
  const schema = schemaOf(pool);
  const conforms = (isFit: boolean, reason: string) =>
    demand(isFit, 'InvalidParameter', `Attributes did not conform to the schema: ${reason}`);
  for (const name of names) {
    conforms(schema.has(name), `${name}: Attribute does not exist in the schema.`);
    conforms(!user || schema.get(name)!.mutable, `${name}: Attribute cannot be updated.`);
  }
  for (const [name, { required }] of schema) {
    conforms(!required || Boolean(user ?? attributes[name]), `${name}: The attribute ${name} is required`);
  }
}

/** Refuses an address that another user signs in with. */
export function checkTaken(pool: Pool, attributes: Attributes, user?: User): void {
  for (const alias of pool.props.UsernameAttributes ?? []) {
    const holder = attributes[alias] ? pool.find(attributes[alias]) : undefined;
    // @assumed a taken address is UsernameExistsException at sign-up and AliasExistsException at a change
    demand(!holder || user, 'UsernameExists', 'User already exists');
    demand(!holder || holder === user, 'AliasExists', `An account with the given ${alias} already exists.`);
  }
}

/** What a client gets to see, in ID tokens and from GetUser. */
export function readable({ props }: Client, { sub, attributes }: User): Attributes {
  const visible = ([name]: [string, string]) => !props.ReadAttributes || props.ReadAttributes.includes(name);
  return { sub, ...Object.fromEntries(Object.entries(attributes).filter(visible)) };
}
