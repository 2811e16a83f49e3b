import type { SqlDatabase } from '../sql-database.ts';
import { countKits, scopeClause } from './kit-counts.ts';
import type { CountScope } from './kit-counts.ts';

/** Which kits a table shows; `null` means any. */
export interface KitFilter extends CountScope {
  readonly lot: number | null;
  readonly states: readonly string[] | null;
  readonly numberPrefix: string | null;
  /** Only kits whose last day is over: the first day of validity that counts, by place, as epoch days. */
  readonly expiredOn: ExpiredOn | null;
}

/** Today as an epoch day: the earliest of all places, and the places where it is already later. */
export interface ExpiredOn {
  readonly today: number;
  readonly later: readonly { readonly today: number; readonly places: readonly number[] }[];
}

export interface Clause {
  readonly sql: string;
  readonly values: readonly (number | string)[];
}

export const noClause: Clause = { sql: 'TRUE', values: [] };

export const allOf = (clauses: readonly Clause[]): Clause => ({
  sql: clauses.map(({ sql }) => sql).join(' AND ') || 'TRUE',
  values: clauses.flatMap(({ values }) => values),
});

/** Numbers that start with a prefix, as a range of the index on numbers. */
export function prefixClause(prefix: string | null, column: string): Clause {
  if (prefix === null || prefix === '') return noClause;
  return { sql: `(${column} >= ? AND ${column} < ?)`, values: [prefix, `${prefix}\u{10ffff}`] };
}

export function expiredClause(expired: ExpiredOn | null, column: string): Clause {
  if (expired === null) return noClause;
  const terms = [`${column} < ?`];
  const values = [expired.today];
  for (const { today, places } of expired.later) {
    terms.push(`(${column} < ? AND +place IN (${places.map(() => '?').join(', ')}))`);
    values.push(today, ...places);
  }
  return { sql: `(${terms.join(' OR ')})`, values };
}

const isCounted = (filter: KitFilter): boolean =>
  filter.numberPrefix === null && filter.expiredOn === null;

/** Every condition of a filter with no index allowed on any. */
const whereUnindexed = (filter: KitFilter): Clause =>
  allOf([
    scopeClause(filter, '+'),
    prefixClause(filter.numberPrefix, '+number'),
    expiredClause(filter.expiredOn, '+expiry_day'),
  ]);

/** The condition that leaves the fewest kits, to be looked up in its index, and how many it leaves. */
export interface Driver {
  readonly name: 'place' | 'lot' | 'state' | 'number' | 'expiry';
  readonly where: Clause;
  readonly kits: number;
}

function countWhere(db: SqlDatabase, where: Clause): number {
  return (
    db
      .prepare(`SELECT count(*) AS kits FROM kit WHERE ${where.sql}`)
      .get<{ kits: number }>(...where.values)?.kits ?? 0
  );
}

/** The conditions of a filter that have an index, each with the number of kits that it leaves. */
function candidates(db: SqlDatabase, filter: KitFilter): Driver[] {
  const found: Driver[] = [];
  const counted = (name: Driver['name'], scope: CountScope): void => {
    found.push({ name, where: scopeClause(scope), kits: countKits(db, scope) });
  };
  if (filter.places !== null) counted('place', { places: filter.places });
  if (filter.lot !== null) counted('lot', { places: null, lot: filter.lot });
  if (filter.states !== null) counted('state', { places: null, states: filter.states });
  if (filter.numberPrefix !== null) {
    const where = prefixClause(filter.numberPrefix, 'number');
    found.push({ name: 'number', where, kits: countWhere(db, where) });
  }
  if (filter.expiredOn !== null) {
    const last = Math.max(filter.expiredOn.today, ...filter.expiredOn.later.map((x) => x.today));
    const where = { sql: 'expiry_day < ?', values: [last] };
    found.push({ name: 'expiry', where, kits: countWhere(db, where) });
  }
  return found;
}

/** The best way into a filter, or null when nothing narrows. */
export function driverOf(db: SqlDatabase, filter: KitFilter): Driver | null {
  const found = candidates(db, filter);
  return found.reduce<Driver | null>(
    (best, next) => (best === null || next.kits < best.kits ? next : best),
    null,
  );
}

/** Conditions with the driver's index allowed and all others only checked. */
export const whereDriven = (filter: KitFilter, driver: Driver | null): Clause =>
  allOf([driver?.where ?? noClause, whereUnindexed(filter)]);

/** How many kits a filter leaves: exact. */
export function countFiltered(db: SqlDatabase, filter: KitFilter): number {
  if (isCounted(filter)) return countKits(db, filter);
  const driver = driverOf(db, filter);
  const isWhole =
    filter.places === null &&
    filter.lot === null &&
    filter.states === null &&
    filter.expiredOn === null;
  if (isWhole && driver !== null) return driver.kits;
  return countWhere(db, whereDriven(filter, driver));
}
