import { refusal } from '../../../shared/base/refusal.ts';
import type { Refusal } from '../../../shared/base/refusal.ts';
import {
  applicationId,
  migrations,
  schemaVersion,
} from '../../../shared/store/migrations/migrations.ts';
import type { OpenDatabase } from '../open-database.ts';

/** Brings an empty file to the present schema. */
export function createSchema(db: OpenDatabase): void {
  db.exec(`PRAGMA application_id = ${applicationId}`);
  migrateFrom(db, 0);
}

/** The schema that a file was written with. */
export const schemaOf = (db: OpenDatabase): number => db.pragma('user_version') as number;

/** Applies every later migration in one transaction; a crash leaves the old schema. */
export function migrateFrom(db: OpenDatabase, found: number): void {
  db.transaction(() => {
    for (const migration of migrations) {
      if (migration.number > found) db.exec(migration.sql);
    }
    db.exec(`PRAGMA user_version = ${schemaVersion}`);
  });
}

/** Why a file cannot be used by this program, or null. An older schema can: it is migrated. */
export function schemaRefusal(db: OpenDatabase): Refusal | null {
  if (db.pragma('application_id') !== applicationId) {
    return refusal(
      'store-foreign',
      'The file is not a study of this program.',
      'Choose a file that ends in .cachet.',
    );
  }
  const found = schemaOf(db);
  if (found <= schemaVersion) return null;
  return refusal(
    'store-newer',
    `The study was written by a newer program (schema ${found}; this one knows ${schemaVersion}).`,
    'Open it with the newer program.',
  );
}
