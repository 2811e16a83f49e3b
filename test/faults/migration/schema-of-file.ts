import { openDatabase } from '../../../electron/node/open-database.ts';
import { migrations } from '../../../shared/store/migrations/migrations.ts';
import type { SqlDatabase } from '../../../shared/store/sql-database.ts';
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';

const objects = (db: SqlDatabase): string =>
  JSON.stringify(
    db
      .prepare(
        `SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name`,
      )
      .rows(),
  );

/** Tables, indexes and triggers that a schema has, as its migrations make them. */
export function objectsOfSchema(schema: number, path: string): string {
  const db = openDatabase(path, randomBytes(32), { create: true, durability: 'throw-away' });
  try {
    for (const { number, sql } of migrations) if (number <= schema) db.exec(sql);
    return objects(db);
  } finally {
    db.close();
    for (const end of ['', '-wal', '-shm']) rmSync(`${path}${end}`, { force: true });
  }
}

/** The schema that a file says it has, and everything that it really has. */
export function schemaOfFile(path: string, dataKey: Uint8Array) {
  const db = openDatabase(path, dataKey, { create: false });
  try {
    const entries = db.prepare('SELECT max(sequence) AS n FROM ledger').get() as { n: number };
    return {
      schema: db.pragma('user_version') as number,
      objects: objects(db),
      entries: entries.n,
    };
  } finally {
    db.close();
  }
}
