import type { SqlDatabase } from '../sql-database.ts';

/** One version of the study definition, without its content. */
export interface VersionRecord {
  readonly version: number;
  readonly at: string;
  readonly printedName: string;
  readonly reason: string | null;
  readonly changes: readonly string[];
}

/** Versions, the newest first. */
export const allVersions = (db: SqlDatabase): readonly VersionRecord[] =>
  db
    .prepare(
      `SELECT version, at, printed_name AS printedName, reason, changes
       FROM study_version ORDER BY version DESC`,
    )
    .all<Omit<VersionRecord, 'changes'> & { changes: string }>()
    .map((row) => ({ ...row, changes: JSON.parse(row.changes) as string[] }));

/** The text as written and the canonical definition of one version, or null when there is none. */
export const versionContent = (
  db: SqlDatabase,
  version: number,
): { readonly text: string; readonly definition: string } | null =>
  db
    .prepare('SELECT text, definition FROM study_version WHERE version = ?')
    .get<{ text: string; definition: string }>(version) ?? null;
