import * as cognito from 'aws-cdk-lib/aws-cognito';
import { AppClient, AuthDomain } from 'cdk-cognito-auth';
import * as fc from 'fast-check';
import { pool, type Build } from './world';
import { CALLBACK, spa } from '../support/auth';

/** A pool, as far as what AWS does with its next version depends on it. */
export interface Wish {
  readonly username: boolean;
  readonly alias: boolean;
  readonly caseSensitive: boolean;
  readonly custom: Readonly<Record<string, { type: 'text' | 'number' | 'date'; mutable: boolean; limit?: number }>>;
  readonly standard: Readonly<Record<string, { required: boolean; mutable: boolean }>>;
  readonly relyingParty?: string;
  readonly domain?: { id: string; prefix: string };
  readonly clients: Readonly<Record<string, 'public' | 'confidential'>>;
  readonly groups: Readonly<Record<string, { name: string; precedence: number }>>;
  readonly logicalId?: string;
  /** What may change at will. */
  readonly harmless: { name: string; minLength: number; selfSignUp: boolean };
}

const few = <T>(names: string[], of: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> =>
  fc.dictionary(fc.constantFrom(...names), of, { maxKeys: 2, noNullPrototype: true });

export const WISH: fc.Arbitrary<Wish> = fc.record(
  {
    username: fc.boolean(),
    alias: fc.boolean(),
    caseSensitive: fc.boolean(),
    custom: few(
      ['tenant', 'plan', 'level'],
      fc.record(
        {
          type: fc.constantFrom('text', 'number', 'date'),
          mutable: fc.boolean(),
          limit: fc.constantFrom(10, 20),
        },
        { requiredKeys: ['type', 'mutable'] },
      ),
    ),
    standard: few(['familyName', 'nickname'], fc.record({ required: fc.boolean(), mutable: fc.boolean() })),
    relyingParty: fc.constantFrom('example.com', 'login.example.com'),
    domain: fc.record({
      id: fc.constantFrom('Domain', 'Login'),
      prefix: fc.constantFrom('notes-example', 'memos-example'),
    }),
    clients: few(['Spa', 'App', 'Back'], fc.constantFrom('public', 'confidential')),
    groups: few(
      ['Editors', 'Readers'],
      fc.record({ name: fc.constantFrom('one', 'two', 'three'), precedence: fc.nat(9) }),
    ).filter(hasOwnNames),
    logicalId: fc.constant('Renamed'),
    harmless: fc.record({ name: fc.constantFrom('a', 'b'), minLength: fc.integer({ min: 8, max: 20 }), selfSignUp: fc.boolean() }),
  },
  { requiredKeys: ['username', 'alias', 'caseSensitive', 'custom', 'standard', 'clients', 'groups', 'harmless'] },
); // prettier-ignore

type Name = keyof Wish;
const FIXED: Name[] = ['username', 'alias', 'caseSensitive', 'standard', 'relyingParty', 'logicalId'];
const GROWING: Name[] = ['custom', 'domain', 'clients', 'groups'];

/** The next version of a pool: some of it changed, or grown, or neither. */
export const STEP: fc.Arbitrary<[Wish, Wish]> = fc
  .tuple(
    WISH,
    WISH,
    fc.oneof(fc.constant<Name[]>([]), fc.subarray([...FIXED, ...GROWING], { maxLength: 2 })),
    fc.oneof(fc.constant<Name[]>([]), fc.subarray(GROWING, { minLength: 1, maxLength: 2 })),
  )
  .map(([before, other, changed, grown]): [Wish, Wish] => [
    before,
    {
      ...before,
      harmless: other.harmless,
      ...Object.fromEntries(changed.map((name) => [name, other[name]])),
      ...Object.fromEntries(grown.map((name) => [name, grow(before[name], other[name])])),
    },
  ])
  .filter(([, { groups }]) => hasOwnNames(groups));

/** With all that it had. */
function grow(was: unknown, more: unknown): unknown {
  return was === undefined && more === undefined ? undefined : Object.assign({}, more, was);
}

function hasOwnNames(groups: Wish['groups']): boolean {
  const names = Object.values(groups).map(({ name }) => name);
  return new Set(names).size === names.length;
}

export function build(wish: Wish): Build {
  const { username, alias, caseSensitive, custom, standard, relyingParty, harmless } = wish;
  const attributes = {
    text: (mutable: boolean, maxLen?: number) => new cognito.StringAttribute({ mutable, maxLen }),
    number: (mutable: boolean, max?: number) => new cognito.NumberAttribute({ mutable, max }),
    date: (mutable: boolean) => new cognito.DateTimeAttribute({ mutable }),
  };
  const props = {
    userPoolName: harmless.name,
    passwordPolicy: { minLength: harmless.minLength },
    selfSignUpEnabled: harmless.selfSignUp,
    signInAliases: username ? { username, email: alias, preferredUsername: alias } : { email: true },
    signInCaseSensitive: caseSensitive,
    customAttributes: mapped(custom, ({ type, mutable, limit }) => attributes[type](mutable, limit)),
    standardAttributes: standard,
    ...(relyingParty && {
      signInPolicy: { allowedFirstAuthFactors: { password: true, passkey: true } },
      passkeyRelyingPartyId: relyingParty,
    }),
  };
  return pool(props, (auth) => {
    const { clients, groups, domain, logicalId } = wish;
    const kinds = { public: spa(), confidential: AppClient.web({ callbackUrls: [CALLBACK] }) };
    Object.entries(clients).forEach(([id, kind]) => auth.addClient(id, kinds[kind]));
    Object.entries(groups).forEach(([id, { name, precedence }]) => auth.addGroup(id, { groupName: name, precedence }));
    if (domain) auth.addDomain(domain.id, AuthDomain.prefix(domain.prefix));
    if (logicalId) (auth.userPool.node.defaultChild as cognito.CfnUserPool).overrideLogicalId(logicalId);
  });
}

/**
 * What AWS says of the step, in its own words: an update that fails, a resource that is replaced or deleted. Written from its
 * documentation, in terms of the wish and not of a template.
 */
export function awsObjects(before: Wish, after: Wish): string[] {
  const objections: string[] = [];
  const object = (when: boolean, what: string) => when && objections.push(what);
  object(before.logicalId !== after.logicalId, 'a new user pool');
  object(before.username !== after.username, 'no updates of UsernameAttributes');
  object(before.username && after.username && before.alias !== after.alias, 'no updates of AliasAttributes');
  object(before.caseSensitive !== after.caseSensitive, 'no updates of UsernameConfiguration');
  for (const [name, { type, mutable, limit }] of Object.entries(before.custom)) {
    const now = after.custom[name];
    const limits = type !== 'date' && limit !== now?.limit;
    object(!now || now.type !== type || now.mutable !== mutable || limits, `existing attribute ${name}`);
  }
  for (const name of new Set([...Object.keys(before.standard), ...Object.keys(after.standard)])) {
    const [was, is] = [before.standard[name], after.standard[name]];
    object(!was || !is || was.required !== is.required || was.mutable !== is.mutable, `standard attribute ${name}`);
  }
  object(Boolean(before.relyingParty && after.relyingParty && before.relyingParty !== after.relyingParty), 'passkeys');
  const { domain } = before;
  object(Boolean(domain && (domain.id !== after.domain?.id || domain.prefix !== after.domain.prefix)), 'domain exists');
  for (const [id, kind] of Object.entries(before.clients)) object(after.clients[id] !== kind, `client ${id} replaced`);
  for (const [id, { name }] of Object.entries(before.groups)) object(after.groups[id]?.name !== name, `group ${id}`);
  return objections;
}

/** Whether there is more to know of the pool than there was. */
export function hasNews(before: Wish, after: Wish): boolean {
  const more = (one: object, other: object) => Object.keys(other).some((name) => !(name in one));
  return (
    more(before.custom, after.custom) ||
    more(before.clients, after.clients) ||
    more(before.groups, after.groups) ||
    Boolean(after.domain && !before.domain) ||
    Boolean(after.relyingParty && !before.relyingParty)
  );
}

function mapped<T, R>(record: Readonly<Record<string, T>>, change: (value: T) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}
