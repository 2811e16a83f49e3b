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
  db.transaction(() => {
    for (const migration of migrations) db.exec(migration.sql);
    db.exec(`PRAGMA user_version = ${schemaVersion}`);
  });
}

/** Why a file with this schema cannot be used by this program, or null. */
export function schemaRefusal(db: OpenDatabase): Refusal | null {
  if (db.pragma('application_id') !== applicationId) {
    return refusal(
      'store-foreign',
      'The file is not a study of this program.',
      'Choose a file that ends in .cachet.',
    );
  }
  const found = db.pragma('user_version') as number;
  if (found > schemaVersion) {
    return refusal(
      'store-newer',
      `The study was written by a newer program (schema ${found}; this one knows ${schemaVersion}).`,
      'Open it with the newer program.',
    );
  }
  if (found < schemaVersion) {
    return refusal(
      'store-older',
      `The study has schema ${found}, which this program has no migration for (it needs ${schemaVersion}).`,
      'Open it with the program that wrote it.',
    );
  }
  return null;
}
