import type { SqlDatabase } from '../sql-database.ts';

/** A depot or site as the tables know it. */
export interface PlaceRecord {
  readonly id: number;
  readonly code: string;
  readonly kind: 'depot' | 'site';
  readonly name: string;
  readonly region: string | null;
  readonly country: string;
  readonly zone: string;
  readonly status: string;
}

/** Every place of the study: depots first, then sites, by code. */
export const allPlaces = (db: SqlDatabase): readonly PlaceRecord[] =>
  db
    .prepare(
      'SELECT id, code, kind, name, region, country, zone, status FROM place ORDER BY kind, code',
    )
    .all<PlaceRecord>();

/** Subjects by site, counted. */
export function subjectsBySite(db: SqlDatabase): ReadonlyMap<number, number> {
  const rows = db
    .prepare('SELECT site, count(*) AS subjects FROM subject GROUP BY site')
    .all<{ site: number; subjects: number }>();
  return new Map(rows.map(({ site, subjects }) => [site, subjects]));
}
