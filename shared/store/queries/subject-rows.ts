import type { IsoDate } from '../../base/iso-date.ts';
import { isoDateFromEpochDay } from '../../base/iso-date.ts';
import type { Instant } from '../../base/instant.ts';
import type { SqlDatabase } from '../sql-database.ts';

/** A randomized subject with its slot; the arm stays veiled. */
export interface SubjectRecord {
  readonly id: number;
  readonly code: string;
  readonly site: number;
  readonly siteCode: string;
  readonly status: 'randomized' | 'withdrawn';
  readonly randomizationNumber: string;
  readonly randomizedAt: Instant;
  readonly offsetMinutes: number;
  readonly stratumWords: string;
  readonly factors: Readonly<Record<string, string>>;
  readonly entry: number;
  readonly veil: number;
  readonly nonce: string;
  /** Position of the slot in its stratum, from 1. */
  readonly position: number;
}

type SubjectRow = Omit<SubjectRecord, 'factors'> & { readonly factors: string };

const rowToSubject = (row: SubjectRow): SubjectRecord => ({
  ...row,
  factors: JSON.parse(row.factors) as Record<string, string>,
});

const select = `
  SELECT subject.id, subject.code, subject.site, place.code AS siteCode, subject.status,
    randomization_number AS randomizationNumber, randomized_at AS randomizedAt,
    offset_minutes AS offsetMinutes, stratum.words AS stratumWords, factors, subject.entry,
    slot.veil, coalesce(slot.nonce, stratum.nonce) AS nonce, subject.position
  FROM subject JOIN place ON place.id = subject.site JOIN stratum ON stratum.id = subject.stratum
    JOIN slot ON slot.stratum = subject.stratum AND slot.position = subject.position`;

export interface SubjectFilter {
  /** Null for any place. */
  readonly places: readonly number[] | null;
  readonly status: string | null;
  /** Start of a subject's code or randomization number, or null. */
  readonly search: string | null;
}

export interface SubjectWindow {
  readonly sort: 'subject' | 'site' | 'randomizedAt';
  readonly descending: boolean;
  readonly offset: number;
  readonly limit: number;
}

export function whereRandomized(filter: SubjectFilter): {
  readonly sql: string;
  readonly values: readonly (string | number)[];
} {
  const terms = ['TRUE'];
  const values: (string | number)[] = [];
  if (filter.places !== null) {
    terms.push(`subject.site IN (${filter.places.map(() => '?').join(', ')})`);
    values.push(...filter.places);
  }
  if (filter.status !== null) {
    terms.push('subject.status = ?');
    values.push(filter.status);
  }
  if (filter.search !== null) {
    terms.push(
      `((subject.code >= ? AND subject.code < ?) OR (randomization_number >= ? AND randomization_number < ?))`,
    );
    const { search } = filter;
    values.push(search, `${search}\u{10ffff}`, search, `${search}\u{10ffff}`);
  }
  return { sql: terms.join(' AND '), values };
}

export const countSubjects = (db: SqlDatabase, filter: SubjectFilter): number => {
  const { sql, values } = whereRandomized(filter);
  return (
    db
      .prepare(`SELECT count(*) AS subjects FROM subject WHERE ${sql}`)
      .get<{ subjects: number }>(...values)?.subjects ?? 0
  );
};

/** Subjects by id, in no particular order. */
export const subjectsWithIds = (
  db: SqlDatabase,
  ids: readonly number[],
): readonly SubjectRecord[] =>
  db
    .prepare(`${select} WHERE subject.id IN (SELECT value FROM json_each(?))`)
    .all<SubjectRow>(JSON.stringify(ids))
    .map(rowToSubject);

export function subjectByCode(db: SqlDatabase, code: string): SubjectRecord | null {
  const row = db.prepare(`${select} WHERE subject.code = ?`).get<SubjectRow>(code);
  return row === undefined ? null : rowToSubject(row);
}

/** A kit in somebody's hands. */
export interface DispensedKitRecord {
  readonly subject: number;
  readonly dispensing: number;
  readonly visit: string;
  readonly at: Instant;
  readonly offsetMinutes: number;
  readonly entry: number;
  readonly number: string;
  readonly lot: string;
  readonly expiry: IsoDate;
  readonly veil: number;
  readonly nonce: string;
  readonly position: number;
}

/** Kits dispensed to some subjects, in the order in which they were. */
export const dispensedTo = (
  db: SqlDatabase,
  subjects: readonly number[],
): readonly DispensedKitRecord[] =>
  db
    .prepare(
      `SELECT dispensing.subject, dispensing.id AS dispensing, dispensing.visit, dispensing.at,
         dispensing.offset_minutes AS offsetMinutes, dispensing.entry, kit.number,
         lot.code AS lot, kit.expiry_day AS expiryDay, kit.veil, kit_batch.nonce,
         kit.batch_position AS position
       FROM dispensing JOIN dispensed_kit ON dispensed_kit.dispensing = dispensing.id
         JOIN kit ON kit.id = dispensed_kit.kit JOIN lot ON lot.id = kit.lot
         JOIN kit_batch ON kit_batch.id = kit.batch
       WHERE dispensing.subject IN (SELECT value FROM json_each(?))
       ORDER BY dispensing.id, kit.number`,
    )
    .all<Omit<DispensedKitRecord, 'expiry'> & { expiryDay: number }>(JSON.stringify(subjects))
    .map(({ expiryDay, ...row }) => ({ ...row, expiry: isoDateFromEpochDay(expiryDay) }));

/** A subject still in the study, as far as the next visit depends on it. */
export interface VisitProgress {
  readonly id: number;
  readonly site: number;
  readonly randomizedAt: Instant;
  /** Day after randomization of the latest visit that the subject had kits for; 0 when there was none. */
  readonly lastDay: number;
}

/** How far everybody still in the study is; `dayOf` gives the days of the visits, counted from randomization. */
export function visitProgress(
  db: SqlDatabase,
  places: readonly number[] | null,
  dayOf: ReadonlyMap<string, number>,
): readonly VisitProgress[] {
  const cases = [...dayOf].filter(([, day]) => day > 0);
  const day =
    cases.length === 0
      ? '0'
      : `max(CASE dispensing.visit ${cases.map(() => 'WHEN ? THEN ?').join(' ')} ELSE 0 END)`;
  const within = places === null ? '' : `AND subject.site IN (${places.map(() => '?').join(', ')})`;
  return db
    .prepare(
      `SELECT subject.id, subject.site, subject.randomized_at, coalesce(${day}, 0)
       FROM subject LEFT JOIN dispensing ON dispensing.subject = subject.id
       WHERE subject.status = 'randomized' ${within}
       GROUP BY subject.id ORDER BY subject.id`,
    )
    .rows(...cases.flat(), ...(places ?? []))
    .map(([id, site, randomizedAt, lastDay]) => ({
      id: id as number,
      site: site as number,
      randomizedAt: randomizedAt as Instant,
      lastDay: lastDay as number,
    }));
}

/** Codes of some subjects, by id. */
export const subjectCodes = (
  db: SqlDatabase,
  ids: readonly number[],
): ReadonlyMap<number, string> =>
  new Map(
    db
      .prepare('SELECT id, code FROM subject WHERE id IN (SELECT value FROM json_each(?))')
      .rows(JSON.stringify(ids))
      .map(([id, code]) => [id as number, code as string]),
  );

/** Subjects randomized by calendar month (UTC), the earliest first. */
export const randomizedByMonth = (
  db: SqlDatabase,
): readonly { readonly month: string; readonly subjects: number }[] =>
  db
    .prepare(
      `SELECT substr(randomized_at, 1, 7) AS month, count(*) AS subjects
       FROM subject GROUP BY month ORDER BY month`,
    )
    .all<{ month: string; subjects: number }>();
