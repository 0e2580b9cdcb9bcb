import { dynamodbTables } from '../ports/tables';

/** When the first mail of a test is sent. */
export const SENT = Date.parse('2026-03-01T12:00:00Z');

/** The table of secrets of a test file, empty before each test, and the clock that goes with it. */
export function secretsTable() {
  let tables: Awaited<ReturnType<typeof dynamodbTables>>;
  const at = (milliseconds: number) => void jest.spyOn(Date, 'now').mockReturnValue(SENT + milliseconds);
  beforeAll(async () => (tables = await dynamodbTables({ Secrets: ['id'] })));
  beforeEach(async () => {
    await tables.clear();
    at(0);
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => tables.close());
  return {
    /** Sets the clock, in milliseconds after `SENT`. */
    at,
    items: () => tables.items('Secrets'),
    get ports() {
      return tables.ports;
    },
  };
}
