import type { Ports } from '../../lambda/runtime/ports';
import { configsOf, type Method, METHODS } from '../lambda/custom-auth/methods';
import { ANN, BOB, mailbox, SignIn } from '../lambda/custom-auth/sign-in';

type Tables = Ports['dynamodb'];
type Row = Record<string, any>;

/** DynamoDB in memory: rows by key, conditions honoured. */
function memory(faults: Partial<Tables> = {}): { dynamodb: Tables } {
  const rows = new Map<string, Row>();
  const keyOf = (key: Row) => String(key.id);
  const tables = {
    readRow: async (_: string, key: Row) => structuredClone(rows.get(keyOf(key))),
    putOnce: async (_: string, key: Row, others: Row) => !rows.has(keyOf(key)) && rows.set(keyOf(key), { ...key, ...others }) && true,
    putInPlaceOf: async (_: string, row: Row, seen: Row) => {
      const now = rows.get(keyOf(row));
      if (!now || Object.entries(seen).some(([name, value]) => now[name] !== value)) return false;
      rows.set(keyOf(row), row);
      return true;
    },
    deleteRow: async (_: string, key: Row) => void rows.delete(keyOf(key)),
  };
  return { dynamodb: { ...tables, ...faults } as never };
} // prettier-ignore

const NOW = Date.parse('2026-03-01T12:00:00Z');
const at = (minutes: number) => void jest.spyOn(Date, 'now').mockReturnValue(NOW + minutes * 60_000);
beforeEach(() => at(0));
afterEach(() => jest.restoreAllMocks());

interface World {
  readonly begin: (who?: typeof ANN) => Promise<SignIn>;
  readonly secret: () => string;
  readonly mails: readonly unknown[];
}

const CONFIGS = {
  emailCode: configsOf(METHODS.emailCode),
  magicLink: configsOf(METHODS.magicLink),
  magicLinkWithCode: configsOf(METHODS.magicLinkWithCode),
};

/** A method at work; a mutant has exactly one fault. */
function world(method: Exclude<Method, 'captcha'>, tables = memory(), change: (configs: any) => void = () => undefined): World {
  const configs: any = structuredClone(CONFIGS[method]);
  change(configs);
  const { ports, mails, code, fragment } = mailbox(tables);
  const begin = async (who = ANN) => {
    const signIn = new SignIn(method, configs, ports, who);
    await signIn.begin();
    if (method !== 'emailCode') await signIn.answer('send', { sendLink: 'true' });
    return signIn;
  };
  return { begin, mails, secret: () => (method === 'magicLink' ? fragment().get('token')! : code()) };
} // prettier-ignore

/** Attacks, each with whether it succeeded. */
const ATTACKS: Record<string, (target: World) => Promise<boolean>> = {
  replay: async ({ begin, secret }) => {
    const [one, two] = [await begin(), await begin()];
    await one.verify(secret());
    return two.verify(secret());
  },
  'parallel replay': async ({ begin, secret }) => {
    const [one, two] = [await begin(), await begin()];
    const right = await Promise.all([one.verify(secret()), two.verify(secret())]);
    return right.filter(Boolean).length > 1;
  },
  "another user's secret": async ({ begin, secret }) => {
    await begin();
    const anns = secret();
    return (await begin(BOB)).verify(anns);
  },
  'an expired secret': async ({ begin, secret }) => {
    const one = await begin();
    at(15);
    return one.verify(secret());
  },
  'a secret that was changed': async ({ begin, secret }) => {
    const one = await begin();
    const last = secret().endsWith('1') ? '2' : '1';
    return one.verify(secret().slice(0, -1) + last);
  },
  'a second mail within the minute': async ({ begin, mails }) => {
    await begin();
    await begin();
    return mails.length > 1;
  },
  'an answer to the challenge of another method': async ({ begin, secret }) => {
    const one = await begin();
    one.private = { ...one.private, about: 'CAPTCHA' };
    return one.verify(secret());
  },
};

const succeeded = async (target: () => World) => {
  const found: string[] = [];
  for (const [name, attack] of Object.entries(ATTACKS)) {
    at(0);
    if (await attack(target())) found.push(name);
  }
  return found;
};

describe.each(['emailCode', 'magicLink', 'magicLinkWithCode'] as const)('threats 35 and 36, %s', (method) => {
  test('no attack succeeds, and the owner signs in', async () => {
    expect(await succeeded(() => world(method))).toEqual([]);
    const { begin, secret } = world(method);
    const owner = await begin();
    expect(await owner.answer(secret())).toBe('tokens');
  });

  /** DynamoDB without its condition: the last writer wins. */
  const unconditional = () => {
    const tables = memory();
    const blind: Tables['putInPlaceOf'] = async (table, row) => {
      await tables.dynamodb.deleteRow(table, { id: row.id! });
      await tables.dynamodb.putOnce(table, { id: row.id! }, row);
      return true;
    };
    return { dynamodb: { ...tables.dynamodb, putInPlaceOf: blind } };
  };
  /** DynamoDB that forgets what was used. */
  const forgetful = () => {
    const tables = memory();
    const putInPlaceOf: Tables['putInPlaceOf'] = async (table, row, seen) =>
      tables.dynamodb.putInPlaceOf(table, { ...row, usedBy: '' }, seen);
    return { dynamodb: { ...tables.dynamodb, putInPlaceOf } };
  };
  /** One row for everybody. */
  const shared = () => {
    const tables = memory();
    const same =
      (call: (...all: any[]) => Promise<unknown>) =>
      async (table: string, key: Row, ...more: unknown[]) =>
        call(table, { ...key, id: 'same' }, ...more);
    const { readRow, putOnce, putInPlaceOf, deleteRow } = tables.dynamodb as any;
    return { dynamodb: { readRow: same(readRow), putOnce: same(putOnce), putInPlaceOf: same(putInPlaceOf), deleteRow } as never }; // prettier-ignore
  };

  test.each<[string, string, () => World]>([
    ['writes without a condition', 'parallel replay', () => world(method, unconditional())],
    ['a use that is not kept', 'replay', () => world(method, forgetful())],
    ['secrets that belong to nobody', "another user's secret", () => world(method, shared())],
    ['secrets that last', 'an expired secret', () => world(method, memory(), ({ create }) => (create.validSeconds = 7_200))], // prettier-ignore
    ['no cool-down', 'a second mail within the minute', () => world(method, memory(), ({ create }) => (create.coolDownSeconds = 0))], // prettier-ignore
    ['answers about anything', 'an answer to the challenge of another method', () => world(method, memory(), ({ verify }) => verify.answers.at(-1).about.push('CAPTCHA'))], // prettier-ignore
  ])('finds: %s', async (_, attack, mutant) => expect(await succeeded(mutant)).toContain(attack));
});
