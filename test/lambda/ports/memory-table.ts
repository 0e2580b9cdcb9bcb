import { isDeepStrictEqual } from 'node:util';
import type { Ports } from '../../../lambda/runtime/ports';

type Row = Record<string, any>;

/** A table with the key attribute `id`, in memory, with the semantics of the port; for tests that need it a thousand times. */
export function memoryTable() {
  const rows = new Map<string, Row>();
  const isAsSeen = (row: Row | undefined, seen: Row) =>
    row !== undefined && Object.entries(seen).every(([name, value]) => isDeepStrictEqual(row[name], value));
  const put = (row: Row) => Boolean(rows.set(row.id, row));
  const dynamodb = {
    readRow: async (_: string, { id }: Row) => rows.get(id),
    putOnce: async (_: string, { id }: Row, others: Row) => !rows.has(id) && put({ id, ...others }),
    putInPlaceOf: async (_: string, row: Row, seen: Row) => isAsSeen(rows.get(row.id), seen) && put(row),
    changeRow: async (_: string, { id }: Row, changes: Row) => rows.has(id) && put({ ...rows.get(id), ...changes, id }),
    deleteRow: async (_: string, { id }: Row) => void rows.delete(id),
  };
  return { rows, dynamodb: dynamodb as unknown as Ports['dynamodb'] };
}
