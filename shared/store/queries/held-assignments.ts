import type { AssignmentFacts } from '../../ledger/bundle/assignment-facts.ts';
import type { SqlDatabase } from '../sql-database.ts';
import { emergenciesBy } from './code-break-rows.ts';

/** Entries by which records come home; any other entry about a subject or a kit means that the console went on. */
const homecoming = JSON.stringify([
  'bundle-imported',
  'backup-resolved',
  'break-envelopes-sealed',
  'challenge-answered',
]);

/**
 * Whether what an import recorded must stay: a person decided about it, its code was broken, the console went on with the
 * subject or the kits, or a live allocation counted the subject. Records of earlier versions do not tell which kits they took: they stay.
 */
export function isHeld(db: SqlDatabase, facts: AssignmentFacts): boolean {
  const { key, subject, took } = facts;
  const decided = db
    .prepare('SELECT 1 FROM backup_assignment WHERE key = ? AND decision IS NOT NULL')
    .get(key);
  const recorded = db
    .prepare('SELECT id, entry FROM subject WHERE code = ?')
    .get<{ id: number; entry: number }>(subject);
  if (took === undefined || decided !== undefined || recorded === undefined) return true;
  const { id, entry } = recorded;
  return (
    isBroken(db, facts) ||
    wentOn(db, { noun: 'subject', ids: [subject], entry }) ||
    wentOn(db, { noun: 'kit', ids: took, entry }) ||
    isCounted(db, id)
  );
}

/**
 * Whether the treatment was told for this subject and envelope, also before any record was home. A break under another number
 * holds nothing: the record that names it may be the next one to come.
 */
const isBroken = (db: SqlDatabase, facts: AssignmentFacts): boolean =>
  emergenciesBy(db, facts).some(
    ({ subject }) => subject.toUpperCase() === facts.subject.toUpperCase(),
  );

const wentOn = (
  db: SqlDatabase,
  of: { readonly noun: string; readonly ids: readonly string[]; readonly entry: number },
): boolean =>
  db
    .prepare(
      `SELECT 1 FROM mention JOIN ledger ON ledger.sequence = mention.entry
       WHERE mention.id IN (SELECT value FROM json_each(?)) AND noun = ? AND mention.entry > ?
         AND ledger.kind NOT IN (SELECT value FROM json_each(?)) LIMIT 1`,
    )
    .get(JSON.stringify(of.ids), of.noun, of.entry, homecoming) !== undefined;

/** Where live allocation counts a subject from a backup list, and whether one was drawn since that counted it so. */
export function absorbedAs(
  db: SqlDatabase,
  code: string,
): { readonly list: string; readonly key: string; readonly isCounted: boolean } | undefined {
  const found = db
    .prepare(
      `SELECT absorbed_subject.subject AS id, random_list.code AS list, absorbed_subject.key
       FROM subject JOIN absorbed_subject ON absorbed_subject.subject = subject.id
         JOIN random_list ON random_list.id = absorbed_subject.list WHERE subject.code = ?`,
    )
    .get<{ id: number; list: string; key: string }>(code);
  if (found === undefined) return undefined;
  const { id, list, key } = found;
  return { list, key, isCounted: isCounted(db, id) };
}

/** Whether a live allocation was drawn since with this subject among its counts. */
const isCounted = (db: SqlDatabase, subject: number): boolean =>
  db
    .prepare(
      `SELECT 1 FROM absorbed_subject JOIN stratum ON stratum.list = absorbed_subject.list
         JOIN subject ON subject.stratum = stratum.id
       WHERE absorbed_subject.subject = ? AND subject.id > absorbed_subject.subject LIMIT 1`,
    )
    .get(subject) !== undefined;
