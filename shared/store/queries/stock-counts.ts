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
const heldGroup = 2;

/** The group that a kit is counted in, or -1 where it is no stock. What is kept from use on the shelf is held. */
export function stockGroupOf(state: string, block: number): number {
  const group = groupOf[state];
  if (group === undefined) return -1;
  return group === 0 && block > 0 ? heldGroup : group;
}

/** Sizes of the counted space; ids of places and lots are below them. */
interface Extent {
  readonly places: number;
  readonly lots: number;
  readonly types: number;
}

/** Kits of every place, dated lot, group and type. Kits of a lot on hold, or without their new label, are held. */
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

const highest = (db: SqlDatabase, table: 'place' | 'lot_dating' | 'kit'): number =>
  db.prepare(`SELECT coalesce(max(id), 0) AS id FROM ${table}`).get<{ id: number }>()?.id ?? 0;

/** Ids of dated lots by lot and day of expiry. */
type Datings = ReadonlyMap<number, number>;

/** Days of expiry are below it. */
const days = 1 << 24;

const datingsOf = (db: SqlDatabase): Datings =>
  new Map(
    db
      .prepare('SELECT lot, expiry_day, id FROM lot_dating')
      .rows()
      .map((row) => [(row[0] as number) * days + (row[1] as number), row[2] as number]),
  );

function cellOf(
  { lots, types }: Extent,
  datings: Datings,
  [, place, lot, state, day, block]: readonly SqlValue[],
  type: number,
): number {
  const group = stockGroupOf(state as string, block as number);
  if (group < 0) return -1;
  const dating = datings.get((lot as number) * days + (day as number)) as number;
  return (((place as number) * lots + dating) * stockGroups.length + group) * types + type;
}

interface Rows {
  readonly rows: Iterable<readonly SqlValue[]>;
  readonly datings: Datings;
}

/** Moves kits to where their rows say that they are now. */
function take(counted: Counted, { rows, datings }: Rows, counter: StockCounter): void {
  const { counts, cells, extent } = counted;
  for (const row of rows) {
    const id = row[0] as number;
    const type = counter.types === null ? 0 : (counter.types[id] as number);
    const former = cells[id] as number;
    const next = cellOf(extent, datings, row, type);
    if (former >= 0) counts[former] = (counts[former] as number) - 1;
    if (next >= 0) counts[next] = (counts[next] as number) + 1;
    cells[id] = next;
  }
}

function nothingCounted(db: SqlDatabase, counter: StockCounter, revision: number): Counted {
  const extent = {
    places: highest(db, 'place') + 1,
    lots: highest(db, 'lot_dating') + 1 + spareLots,
    types: counter.typeCount,
  };
  const size = extent.places * extent.lots * stockGroups.length * extent.types;
  return {
    extent,
    counts: new Int32Array(size),
    cells: new Int32Array(highest(db, 'kit') + 1).fill(-1),
    revision,
  };
}

function countAll(db: SqlDatabase, counter: StockCounter, revision: number): Counted {
  const counted = nothingCounted(db, counter, revision);
  take(counted, { rows: eachKit(db), datings: datingsOf(db) }, counter);
  return counted;
}

const readAtOnce = 5000;

const kitsAfter = (db: SqlDatabase, after: number, limit: number) =>
  db
    .prepare(
      'SELECT id, place, lot, state, expiry_day, block FROM kit WHERE id > ? ORDER BY id LIMIT ?',
    )
    .rows(after, limit);

function* eachKit(db: SqlDatabase): Generator<readonly SqlValue[]> {
  for (let after = 0; ;) {
    const rows = kitsAfter(db, after, readAtOnce);
    yield* rows;
    if (rows.length < readAtOnce) return;
    after = (rows.at(-1) as SqlValue[])[0] as number;
  }
}

/** Kits that entries after a revision name: whatever they did, these are the kits that may have moved. */
const kitsNamedSince = (db: SqlDatabase, revision: number): readonly (readonly SqlValue[])[] =>
  db
    .prepare(
      `SELECT DISTINCT kit.id, kit.place, kit.lot, kit.state, kit.expiry_day, kit.block
       FROM ledger CROSS JOIN json_tree(ledger.content, '$.body') AS part
         CROSS JOIN kit ON kit.number = part.atom
       WHERE ledger.sequence > ? AND part.type = 'text'`,
    )
    .rows(revision);

/** Whether something happened that changes kits without naming them. */
const hasChangedUnnamed = (db: SqlDatabase, revision: number): boolean =>
  db
    .prepare(
      `SELECT 1 FROM ledger WHERE sequence > ?
         AND kind IN ('lot-status-set', 'campaign-country-approved', 'campaign-closed') LIMIT 1`,
    )
    .get(revision) !== undefined;

function brought(db: SqlDatabase, counter: StockCounter, former: Counted | undefined): Counted {
  const revision = readRevision(db);
  if (former?.revision === revision) return former;
  const canExtend =
    former !== undefined &&
    revision > former.revision &&
    revision - former.revision <= mostEntries &&
    highest(db, 'place') < former.extent.places &&
    highest(db, 'lot_dating') < former.extent.lots &&
    counter.typeCount === former.extent.types &&
    !hasChangedUnnamed(db, former.revision);
  if (!canExtend) return countAll(db, counter, revision);
  const newest = highest(db, 'kit');
  if (newest >= former.cells.length) {
    const cells = new Int32Array(newest + 1).fill(-1);
    cells.set(former.cells);
    former.cells = cells;
  }
  take(former, { rows: kitsNamedSince(db, former.revision), datings: datingsOf(db) }, counter);
  former.revision = revision;
  return former;
}

/** A count that is not done yet, and the kit up to which it is. */
interface Begun {
  readonly counted: Counted;
  readonly after: number;
}

const begun = new WeakMap<object, WeakMap<SqlDatabase, Begun>>();

function ofOwner<T>(
  map: WeakMap<object, WeakMap<SqlDatabase, T>>,
  owner: object,
): WeakMap<SqlDatabase, T> {
  const found = map.get(owner) ?? new WeakMap<SqlDatabase, T>();
  map.set(owner, found);
  return found;
}

/**
 * Counts so many more kits before anybody asks; true once all are counted. What is recorded meanwhile makes it begin
 * anew: by then somebody is at work, who is not to wait.
 */
export function countAhead(db: SqlDatabase, counter: StockCounter, kits: number): boolean {
  const { owner } = counter;
  if (known.get(owner)?.has(db) === true) return true;
  const revision = readRevision(db);
  const former = ofOwner(begun, owner).get(db);
  const { counted, after } =
    former?.counted.revision === revision
      ? former
      : { counted: nothingCounted(db, counter, revision), after: 0 };
  const rows = kitsAfter(db, after, kits);
  take(counted, { rows, datings: datingsOf(db) }, counter);
  const last = rows.at(-1)?.[0] as number | undefined;
  if (rows.length === kits && last !== undefined) {
    ofOwner(begun, owner).set(db, { counted, after: last });
    return false;
  }
  ofOwner(begun, owner).delete(db);
  ofOwner(known, owner).set(db, counted);
  return true;
}

/**
 * Counts of what places hold. The first call reads every kit; later ones only the kits that new ledger entries
 * name, so that their cost is that of what happened since.
 */
export function stockCounts(db: SqlDatabase, counter: StockCounter): StockCounts {
  const byDatabase = ofOwner(known, counter.owner);
  const counted = brought(db, counter, byDatabase.get(db));
  byDatabase.set(db, counted);
  const { counts, extent } = counted;
  return {
    extent,
    at: (place, lot, group, type) =>
      counts[((place * extent.lots + lot) * stockGroups.length + group) * extent.types + type] ?? 0,
  };
}
