import type { SqlDatabase, SqlValue } from '../sql-database.ts';

/** A randomized subject, by code. */
export interface AccountSubject {
  readonly id: number;
  readonly code: string;
  readonly site: string;
  readonly status: string;
}

export interface AccountSubjectFilter {
  /** Sites by id; null for all. */
  readonly sites: readonly number[] | null;
  /** Start of a subject's code, or null. */
  readonly search: string | null;
  readonly offset: number;
  readonly limit: number;
}

/** Subjects by site and code, within a window. */
export function accountSubjects(
  db: SqlDatabase,
  filter: AccountSubjectFilter,
): { readonly total: number; readonly subjects: readonly AccountSubject[] } {
  const terms = ['TRUE'];
  const values: SqlValue[] = [];
  if (filter.sites !== null) {
    terms.push('subject.site IN (SELECT value FROM json_each(?))');
    values.push(JSON.stringify(filter.sites));
  }
  if (filter.search !== null) {
    terms.push('subject.code >= ? AND subject.code < ?');
    values.push(filter.search, `${filter.search}\u{10ffff}`);
  }
  const where = terms.join(' AND ');
  const { total } = db
    .prepare(`SELECT count(*) AS total FROM subject WHERE ${where}`)
    .get<{ total: number }>(...values) as { total: number };
  const subjects = db
    .prepare(
      `SELECT subject.id, subject.code, place.code AS site, subject.status
       FROM subject JOIN place ON place.id = subject.site
       WHERE ${where} ORDER BY place.code, subject.code LIMIT ? OFFSET ?`,
    )
    .all<AccountSubject>(...values, filter.limit, filter.offset);
  return { total, subjects };
}
