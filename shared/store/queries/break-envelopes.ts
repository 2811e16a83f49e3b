import type { SqlDatabase } from '../sql-database.ts';

/** The sealed treatment of a subject for the break at its site; undefined when none was sealed. */
export const envelopeOf = (db: SqlDatabase, subject: number): string | undefined =>
  db
    .prepare('SELECT envelope FROM break_envelope WHERE subject = ?')
    .get<{ envelope: string }>(subject)?.envelope;

export interface UnsealedSubject {
  readonly code: string;
  readonly site: string;
  readonly nonce: string;
  readonly position: number;
  readonly veil: number;
}

/** Randomized subjects without a sealed treatment, with their veiled slots. */
export const unsealedSubjects = (db: SqlDatabase): readonly UnsealedSubject[] =>
  db
    .prepare(
      `SELECT subject.code, place.code AS site, coalesce(slot.nonce, stratum.nonce) AS nonce,
         slot.position, slot.veil
       FROM subject JOIN place ON place.id = subject.site JOIN stratum ON stratum.id = subject.stratum
         JOIN slot ON slot.stratum = subject.stratum AND slot.position = subject.position
       WHERE subject.id NOT IN (SELECT subject FROM break_envelope) ORDER BY subject.id`,
    )
    .all<UnsealedSubject>();

export const countUnsealed = (db: SqlDatabase): number =>
  db
    .prepare(
      'SELECT count(*) AS n FROM subject WHERE id NOT IN (SELECT subject FROM break_envelope)',
    )
    .get<{ n: number }>()?.n ?? 0;

/** Active people at sites who were not given the keys of their sites, by name. */
export const peopleWithoutBreakKeys = (
  db: SqlDatabase,
): readonly { readonly user: string; readonly printedName: string }[] =>
  db
    .prepare(
      `SELECT user, printed_name AS printedName FROM person WHERE role = 'site-user'
         AND status = 'active' AND user NOT IN (SELECT user FROM break_key) ORDER BY user`,
    )
    .all<{ user: string; printedName: string }>();

export const holdsBreakKeys = (db: SqlDatabase, user: string): boolean =>
  db.prepare('SELECT 1 FROM break_key WHERE user = ?').get(user) !== undefined;
