import type { SqlDatabase } from '../sql-database.ts';

/** The veiled arm of one allocated subject with the key of its stratum. */
export interface AllocatedSlot {
  readonly id: number;
  readonly code: string;
  readonly entry: number;
  readonly key: string;
  readonly veil: number;
  readonly nonce: string;
  readonly position: number;
}

/**
 * Subjects of a list in the order of their allocation, after the subject with id `after`. CROSS JOIN keeps
 * the subjects first: the few new ones are found by id, whatever their number.
 */
export const allocatedSlots = (
  db: SqlDatabase,
  list: number,
  after: number,
): readonly AllocatedSlot[] =>
  db
    .prepare(
      `SELECT subject.id, subject.code, subject.entry, stratum.key, slot.veil,
         coalesce(slot.nonce, stratum.nonce) AS nonce, slot.position
       FROM subject CROSS JOIN stratum ON stratum.id = subject.stratum
         CROSS JOIN slot ON slot.stratum = subject.stratum AND slot.position = subject.position
       WHERE subject.id > ? AND stratum.list = ? ORDER BY subject.id`,
    )
    .all<AllocatedSlot>(after, list);

/** Subjects from backup lists that a live list counts, after the subject with id `after`; `key` names their levels. */
export const absorbedSlots = (
  db: SqlDatabase,
  list: number,
  after: number,
): readonly AllocatedSlot[] =>
  db
    .prepare(
      `SELECT subject.id, subject.code, subject.entry, absorbed_subject.key, slot.veil,
         coalesce(slot.nonce, stratum.nonce) AS nonce, slot.position
       FROM absorbed_subject CROSS JOIN subject ON subject.id = absorbed_subject.subject
         CROSS JOIN stratum ON stratum.id = subject.stratum
         CROSS JOIN slot ON slot.stratum = subject.stratum AND slot.position = subject.position
       WHERE absorbed_subject.list = ? AND absorbed_subject.subject > ?
       ORDER BY absorbed_subject.subject`,
    )
    .all<AllocatedSlot>(list, after);

/**
 * Marks which subjects there are up to an id: how many, and the entry of the last, whose id alone may be given again; and the
 * last record of a site, which may have corrected by what levels a subject counts.
 */
export function subjectsUpTo(db: SqlDatabase, id: number): string {
  const { n, entry, record } = db
    .prepare(
      `SELECT count(*) AS n, (SELECT entry FROM subject WHERE id = ?) AS entry,
         (SELECT max(id) FROM site_bundle) AS record
       FROM subject WHERE id <= ?`,
    )
    .get(id, id) as { n: number; entry: number | null; record: number | null };
  return `${n} ${entry} ${record}`;
}

export const lastSubject = (db: SqlDatabase): number =>
  (db.prepare('SELECT coalesce(max(id), 0) AS id FROM subject').get() as { id: number }).id;

/** Whether one machine wrote this entry and everything since, without a restore in between. */
export const isSameWriter = (db: SqlDatabase, entry: number): boolean =>
  db
    .prepare(
      `SELECT 1 AS same FROM ledger AS one, ledger AS last
       WHERE one.sequence = ? AND last.sequence = (SELECT max(sequence) FROM ledger)
         AND one.device = last.device AND one.epoch = last.epoch`,
    )
    .get(entry) !== undefined;

/** The live list that drew a subject's arm, with the frozen key of the subject's levels. */
export function liveListOf(
  db: SqlDatabase,
  subject: number,
): { readonly code: string; readonly parts: readonly string[]; readonly key: string } | undefined {
  const row = db
    .prepare(
      `SELECT random_list.code, stratify_by AS parts, stratum.key
       FROM subject JOIN stratum ON stratum.id = subject.stratum
         JOIN random_list ON random_list.id = stratum.list
       WHERE subject.id = ? AND random_list.kind = 'live'`,
    )
    .get<{ code: string; parts: string; key: string }>(subject);
  return row === undefined ? undefined : { ...row, parts: JSON.parse(row.parts) as string[] };
}
