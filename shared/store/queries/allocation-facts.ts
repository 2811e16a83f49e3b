import type { SqlDatabase } from '../sql-database.ts';

export interface PlaceFacts {
  readonly id: number;
  readonly code: string;
  readonly kind: 'depot' | 'site';
  readonly name: string;
  readonly country: string;
  readonly zone: string;
  readonly status: string;
}

export const placeByCode = (db: SqlDatabase, code: string): PlaceFacts | undefined =>
  db
    .prepare('SELECT id, code, kind, name, country, zone, status FROM place WHERE code = ?')
    .get<PlaceFacts>(code);

export interface SubjectFacts {
  readonly id: number;
  readonly status: 'randomized' | 'withdrawn';
  readonly site: string;
  readonly siteId: number;
  readonly randomizationNumber: string;
  readonly randomizedAt: string;
  readonly nonce: string;
  readonly position: number;
  readonly veil: number;
}

/** A subject with the veiled slot that it was given. */
export const subjectByCode = (db: SqlDatabase, code: string): SubjectFacts | undefined =>
  db
    .prepare(
      `SELECT subject.id, subject.status, place.code AS site, place.id AS siteId,
         subject.randomization_number AS randomizationNumber, subject.randomized_at AS randomizedAt,
         coalesce(slot.nonce, stratum.nonce) AS nonce, slot.position, slot.veil
       FROM subject JOIN place ON place.id = subject.site JOIN stratum ON stratum.id = subject.stratum
         JOIN slot ON slot.stratum = subject.stratum AND slot.position = subject.position
       WHERE subject.code = ?`,
    )
    .get<SubjectFacts>(code);

/** The subject number as it was first written, whatever the case of the letters now. */
export const knownSubjectCode = (db: SqlDatabase, code: string): string | undefined =>
  db.prepare('SELECT code FROM subject WHERE code = ? COLLATE NOCASE').get<{ code: string }>(code)
    ?.code;

export interface LockedList {
  readonly id: number;
  readonly code: string;
  /** Position of the entry that holds the secret of the list. */
  readonly entry: number;
  readonly kind: 'list' | 'live';
  readonly status: string;
  readonly stratifyBy: readonly string[];
  /** Code of the reserve list for strata that run out. */
  readonly fallback: string | null;
}

type LockedRow = Omit<LockedList, 'stratifyBy'> & { readonly stratify_by: string };

const lockedList = (row: LockedRow): LockedList => ({
  id: row.id,
  code: row.code,
  entry: row.entry,
  kind: row.kind,
  status: row.status,
  stratifyBy: JSON.parse(row.stratify_by) as string[],
  fallback: row.fallback,
});

/** The list in use for a cohort, or for everybody: the oldest locked one that is no reserve. */
export function listInUse(db: SqlDatabase, cohort: string | null): LockedList | undefined {
  const row = db
    .prepare(
      `SELECT random_list.* FROM random_list LEFT JOIN cohort_list ON cohort_list.list = random_list.id
       WHERE status = 'locked' AND purpose = 'main' AND cohort_list.cohort IS ?
       ORDER BY random_list.id LIMIT 1`,
    )
    .get<LockedRow>(cohort);
  return row === undefined ? undefined : lockedList(row);
}

/** A list by its code, whatever its status. */
export function allocationList(db: SqlDatabase, code: string): LockedList | undefined {
  const row = db.prepare('SELECT * FROM random_list WHERE code = ?').get<LockedRow>(code);
  return row === undefined ? undefined : lockedList(row);
}

export interface StratumFacts {
  readonly id: number;
  readonly words: string;
  readonly nonce: string;
  readonly slots: number;
}

export const stratumByKey = (
  db: SqlDatabase,
  list: number,
  key: string,
): StratumFacts | undefined =>
  db
    .prepare('SELECT id, words, nonce, slots FROM stratum WHERE list = ? AND key = ?')
    .get<StratumFacts>(list, key);

export interface FreeSlot {
  readonly position: number;
  readonly veil: number;
}

/** The next slot of a stratum in the order of the list. */
export const nextFreeSlot = (db: SqlDatabase, stratum: number): FreeSlot | undefined =>
  db
    .prepare(
      `SELECT position, veil FROM slot WHERE stratum = +? AND state = 'free' ORDER BY position LIMIT 1`,
    )
    .get<FreeSlot>(stratum);

export const countSubjects = (db: SqlDatabase): number =>
  (db.prepare('SELECT coalesce(max(id), 0) AS n FROM subject').get() as { n: number }).n;

/** Visits at which a subject was given kits. */
export const dispensedVisits = (db: SqlDatabase, subject: number): ReadonlySet<string> =>
  new Set(
    db
      .prepare('SELECT visit FROM dispensing WHERE subject = ?')
      .all<{ visit: string }>(subject)
      .map(({ visit }) => visit),
  );
