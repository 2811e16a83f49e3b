import type { SqlDatabase, SqlValue } from '../sql-database.ts';
import { readRevision } from './revision.ts';

/** What stock is counted as; other states are no stock of a place. */
export const stockGroups = ['shelf', 'inTransit', 'quarantined'] as const;

const groupOf: Readonly<Record<string, number>> = {
  'at-depot': 0,
  'at-site': 0,
  'pre-quarantined': 0,
  'in-transit': 1,
  quarantined: 2,
};

/** Sizes of the counted space; ids of places and lots are below them. */
interface Extent {
  readonly places: number;
  readonly lots: number;
  readonly types: number;
}

/** Kits of every place, lot, group and type. */
export interface StockCounts {
  readonly extent: Extent;
  at(place: number, lot: number, group: number, type: number): number;
}

/** Who counts: `types` by kit id, or null when all kits count as one type. The counts live as long as `owner`. */
export interface StockCounter {
  readonly owner: object;
  readonly types: Uint8Array | null;
  readonly typeCount: number;
}

interface Counted {
  readonly extent: Extent;
  readonly counts: Int32Array;
  /** By kit id: where the kit is counted, or -1. */
  cells: Int32Array;
  revision: number;
}

const known = new WeakMap<object, WeakMap<SqlDatabase, Counted>>();
/** Room for new lots before everything is counted anew. */
const spareLots = 16;
/** From so many new entries on, counting anew is cheaper than reading what they name. */
const mostEntries = 20_000;

const highest = (db: SqlDatabase, table: 'place' | 'lot' | 'kit'): number =>
  db.prepare(`SELECT coalesce(max(id), 0) AS id FROM ${table}`).get<{ id: number }>()?.id ?? 0;

function cellOf(
  { lots, types }: Extent,
  [, place, lot, state]: readonly SqlValue[],
  type: number,
): number {
  const group = groupOf[state as string];
  if (group === undefined) return -1;
  return (((place as number) * lots + (lot as number)) * stockGroups.length + group) * types + type;
}

/** Moves kits to where their rows say that they are now. */
function take(counted: Counted, rows: Iterable<readonly SqlValue[]>, counter: StockCounter): void {
  const { counts, cells, extent } = counted;
  for (const row of rows) {
    const id = row[0] as number;
    const type = counter.types === null ? 0 : (counter.types[id] as number);
    const former = cells[id] as number;
    const next = cellOf(extent, row, type);
    if (former >= 0) counts[former] = (counts[former] as number) - 1;
    if (next >= 0) counts[next] = (counts[next] as number) + 1;
    cells[id] = next;
  }
}

function countAll(db: SqlDatabase, counter: StockCounter, revision: number): Counted {
  const extent = {
    places: highest(db, 'place') + 1,
    lots: highest(db, 'lot') + 1 + spareLots,
    types: counter.typeCount,
  };
  const size = extent.places * extent.lots * stockGroups.length * extent.types;
  const counted: Counted = {
    extent,
    counts: new Int32Array(size),
    cells: new Int32Array(highest(db, 'kit') + 1).fill(-1),
    revision,
  };
  take(counted, eachKit(db), counter);
  return counted;
}

const readAtOnce = 5000;

function* eachKit(db: SqlDatabase): Generator<readonly SqlValue[]> {
  const statement = db.prepare(
    'SELECT id, place, lot, state FROM kit WHERE id > ? ORDER BY id LIMIT ?',
  );
  for (let after = 0; ;) {
    const rows = statement.rows(after, readAtOnce);
    yield* rows;
    if (rows.length < readAtOnce) return;
    after = (rows.at(-1) as SqlValue[])[0] as number;
  }
}

/** Kits that entries after a revision name: whatever they did, these are the kits that may have moved. */
const kitsNamedSince = (db: SqlDatabase, revision: number): readonly (readonly SqlValue[])[] =>
  db
    .prepare(
      `SELECT DISTINCT kit.id, kit.place, kit.lot, kit.state
       FROM ledger CROSS JOIN json_tree(ledger.content, '$.body') AS part
         CROSS JOIN kit ON kit.number = part.atom
       WHERE ledger.sequence > ? AND part.type = 'text'`,
    )
    .rows(revision);

function brought(db: SqlDatabase, counter: StockCounter, former: Counted | undefined): Counted {
  const revision = readRevision(db);
  if (former?.revision === revision) return former;
  const canExtend =
    former !== undefined &&
    revision > former.revision &&
    revision - former.revision <= mostEntries &&
    highest(db, 'place') < former.extent.places &&
    highest(db, 'lot') < former.extent.lots &&
    counter.typeCount === former.extent.types;
  if (!canExtend) return countAll(db, counter, revision);
  const newest = highest(db, 'kit');
  if (newest >= former.cells.length) {
    const cells = new Int32Array(newest + 1).fill(-1);
    cells.set(former.cells);
    former.cells = cells;
  }
  take(former, kitsNamedSince(db, former.revision), counter);
  former.revision = revision;
  return former;
}

/**
 * Counts of what places hold. The first call reads every kit; later ones only the kits that new ledger entries
 * name, so that their cost is that of what happened since.
 */
export function stockCounts(db: SqlDatabase, counter: StockCounter): StockCounts {
  const byDatabase = known.get(counter.owner) ?? new WeakMap<SqlDatabase, Counted>();
  known.set(counter.owner, byDatabase);
  const counted = brought(db, counter, byDatabase.get(db));
  byDatabase.set(db, counted);
  const { counts, extent } = counted;
  return {
    extent,
    at: (place, lot, group, type) =>
      counts[((place * extent.lots + lot) * stockGroups.length + group) * extent.types + type] ?? 0,
  };
}
