import type { SqlDatabase } from '../sql-database.ts';

/** Subjects by site in order of randomization, withdrawn ones too. */
export const randomizations = (
  db: SqlDatabase,
): readonly { readonly site: number; readonly at: string }[] =>
  db
    .prepare('SELECT site, randomized_at AS at FROM subject ORDER BY randomized_at, id')
    .all<{ site: number; at: string }>();

/** Those who were screened and are not randomized, by site. */
export const unrandomizedScreenings = (
  db: SqlDatabase,
): readonly { readonly site: number; readonly status: string }[] =>
  db
    .prepare(`SELECT site, status FROM screening WHERE status <> 'randomized' ORDER BY id`)
    .all<{ site: number; status: string }>();

/** Earliest time at which each site became active by an entry of its own. */
export const activations = (db: SqlDatabase): ReadonlyMap<string, string> =>
  new Map(
    db
      .prepare(
        `SELECT content ->> '$.body.site' AS site, min(at) AS at FROM ledger
         WHERE kind = 'site-status-set' AND content ->> '$.body.status' = 'active' GROUP BY 1`,
      )
      .all<{ site: string; at: string }>()
      .map(({ site, at }) => [site, at]),
  );

/** When the study was first defined: sites that were active then have been so from that day on. */
export const definedAt = (db: SqlDatabase): string | null =>
  db
    .prepare(`SELECT at FROM ledger WHERE kind = 'study-defined' ORDER BY sequence LIMIT 1`)
    .get<{ at: string }>()?.at ?? null;
