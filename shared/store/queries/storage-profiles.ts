import type { SqlDatabase } from '../sql-database.ts';

/** A storage profile as it was signed; `body` is its JSON. */
export interface ProfileRecord {
  readonly code: string;
  readonly version: number;
  readonly body: string;
  readonly setAt: string;
  readonly setBy: string;
}

const columns = 'code, version, body, set_at AS setAt, set_by AS setBy';

/** The latest version of every profile, by code. */
export const profilesInForce = (db: SqlDatabase): readonly ProfileRecord[] =>
  db
    .prepare(
      `SELECT ${columns} FROM storage_profile AS profile
       WHERE version = (SELECT max(version) FROM storage_profile WHERE code = profile.code)
       ORDER BY code`,
    )
    .all<ProfileRecord>();

export const profileVersion = (
  db: SqlDatabase,
  code: string,
  version: number,
): ProfileRecord | undefined =>
  db
    .prepare(`SELECT ${columns} FROM storage_profile WHERE code = ? AND version = ?`)
    .get<ProfileRecord>(code, version);

export interface MappingRecord {
  readonly name: string;
  readonly body: string;
  readonly at: string;
  readonly by: string;
}

/** Column mappings, the latest first. */
export const loggerMappings = (db: SqlDatabase): readonly MappingRecord[] =>
  db
    .prepare('SELECT name, body, at, by_name AS "by" FROM logger_mapping ORDER BY entry DESC')
    .all<MappingRecord>();
