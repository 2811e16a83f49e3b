import type { SqlDatabase } from '../sql-database.ts';

/** The subject with a randomization number, whatever the case of its letters, or to whom a kit was given. */
export const subjectWithNumber = (
  db: SqlDatabase,
  number: { readonly randomization: string; readonly kit: string },
): string | undefined =>
  db
    .prepare(
      `SELECT code FROM subject WHERE randomization_number = ? COLLATE NOCASE
       UNION ALL SELECT subject.code FROM kit JOIN subject ON subject.id = kit.subject
         WHERE kit.number = ? LIMIT 1`,
    )
    .get<{ code: string }>(number.randomization, number.kit)?.code;

/** The subject to whom a kit was given. */
export const subjectWithKit = (db: SqlDatabase, kit: string): string | undefined =>
  db
    .prepare(
      'SELECT subject.code FROM kit JOIN subject ON subject.id = kit.subject WHERE kit.number = ?',
    )
    .get<{ code: string }>(kit)?.code;
