import { createHash, randomBytes } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SelfTestItem } from '../../../shared/contracts/self-test.ts';
import { schemaVersion } from '../../../shared/store/migrations/migrations.ts';
import { NotAStoreError, openDatabase, requiredPragmas } from '../open-database.ts';
import type { OpenDatabase } from '../open-database.ts';
import { createSchema, schemaOf } from '../store-file/migrate.ts';
import { attempted, item } from './item.ts';

const schemaDigest = (database: OpenDatabase): string =>
  createHash('sha256')
    .update(
      JSON.stringify(
        database
          .prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name')
          .rows(),
      ),
    )
    .digest('hex');

/** Every setting that a study is opened with, read back from a connection. */
export const pragmaItems = (database: Pick<OpenDatabase, 'pragma'>): readonly SelfTestItem[] =>
  requiredPragmas.map(([name, , expected]) =>
    attempted('study', `Setting ${name}`, String(expected), () => String(database.pragma(name))),
  );

/** What a committed entry needs to survive: it is in the log on the disk, which another copy of the file reads. */
function durabilityItems(folder: string): readonly SelfTestItem[] {
  const [path, copy] = [join(folder, 'scratch'), join(folder, 'copy')];
  const key = randomBytes(32);
  const database = openDatabase(path, key, { create: true });
  try {
    database.transaction(() =>
      database.exec('CREATE TABLE kept (value TEXT); INSERT INTO kept VALUES (1)'),
    );
    const log = statSync(`${path}-wal`).size;
    for (const end of ['', '-wal']) copyFileSync(`${path}${end}`, `${copy}${end}`);
    return [
      item(
        'machine',
        'A commit is in the write-ahead log',
        'more than 0 bytes',
        `${log} bytes`,
        log > 0,
      ),
      attempted('machine', 'A commit is in a copy of file and log', '1', () => keptIn(copy, key)),
      attempted('machine', 'The file without its key', 'not a database', () => withoutKey(copy)),
    ];
  } finally {
    database.close();
  }
}

function keptIn(path: string, key: Uint8Array): string {
  const database = openDatabase(path, key, { create: false });
  try {
    return String(database.prepare('SELECT value FROM kept').get<{ value: string }>()?.value);
  } finally {
    database.close();
  }
}

function withoutKey(path: string): string {
  try {
    openDatabase(path, randomBytes(32), { create: false }).close();
    return 'readable';
  } catch (error) {
    if (error instanceof NotAStoreError) return 'not a database';
    throw error;
  }
}

/** A scratch file in the way that studies are kept, and the schema that this program makes. */
export function storageItems(): readonly SelfTestItem[] {
  const folder = mkdtempSync(join(tmpdir(), 'cachet-self-test-'));
  try {
    return durabilityItems(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The open study: its settings as they are now, and its tables against those of a fresh file. */
export function studyItems(database: OpenDatabase): readonly SelfTestItem[] {
  const folder = mkdtempSync(join(tmpdir(), 'cachet-self-test-'));
  const fresh = openDatabase(join(folder, 'fresh'), randomBytes(32), {
    create: true,
    durability: 'throw-away',
  });
  try {
    createSchema(fresh);
    return [
      ...pragmaItems(database),
      item('study', 'Schema', String(schemaVersion), String(schemaOf(database))),
      item(
        'study',
        'Digest of tables, indexes and triggers',
        schemaDigest(fresh),
        schemaDigest(database),
      ),
      attempted('study', 'Structure of the file', 'ok', () =>
        String(database.pragma('integrity_check(1)')),
      ),
    ];
  } finally {
    fresh.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Whether the trail's last entry lies in the past. */
export function trailClockItem(database: OpenDatabase, now: string): SelfTestItem {
  const last = database
    .prepare('SELECT at FROM ledger ORDER BY sequence DESC LIMIT 1')
    .get<{ at: string }>();
  const expected = 'not before the last entry of the trail';
  const found = (last?.at ?? '') <= now ? expected : 'before the last entry of the trail';
  return item('study', 'Clock', expected, found);
}
