import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeAnchor } from '../../electron/node/anchor.ts';
import { loadDevice } from '../../electron/node/device.ts';
import { demonstrationPassphrase } from '../../electron/node/demonstration/people.ts';
import { keyRingPath, openKeyRing, readKeyRing } from '../../electron/node/key-ring.ts';
import { openDatabase } from '../../electron/node/open-database.ts';
import type { OpenDatabase } from '../../electron/node/open-database.ts';
import { createSchema } from '../../electron/node/store-file/migrate.ts';
import { fromHex } from '../../shared/base/hex.ts';
import type { EntryContent, StoredEntry } from '../../shared/ledger/entry.ts';
import type { StudyEvent } from '../../shared/ledger/events.ts';
import { hashAt, readEntries } from '../../shared/store/ledger-store.ts';
import { applicationId, migrations } from '../../shared/store/migrations/migrations.ts';
import { project } from '../../shared/store/projections/projections.ts';
import type { SqlDatabase, SqlValue } from '../../shared/store/sql-database.ts';
import type { Bench } from './study-core.ts';

/** Studies as every released schema left them: the first entries of one life, as far as that schema knew such entries. */
export interface ReleasedSchemas {
  readonly schemas: readonly number[];
  readonly dataKey: Uint8Array;
  /** Entries that a schema's study has. */
  entriesOf(schema: number): number;
  /** Writes the study to the bench's own path and gives its number of entries. */
  write(schema: number): number;
}

/** Tables of a later schema that its migration fills from what was there before. */
const filled = ['lot_dating', 'kit_move', 'shown_kit'];

const tablesOf = (db: SqlDatabase): readonly string[] =>
  db
    .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`)
    .rows()
    .map(([name]) => String(name));

const columnsOf = (db: SqlDatabase, table: string): readonly string[] =>
  db
    .prepare('SELECT name FROM pragma_table_info(?)')
    .rows(table)
    .map(([name]) => String(name));

/** What a column of an earlier schema held where the present one holds something else under its name. */
function asBefore(to: SqlDatabase, table: string, column: string): string {
  const isId =
    table === 'code_break' &&
    column === 'subject' &&
    to
      .prepare(`SELECT 1 FROM pragma_table_info(?) WHERE name = ? AND type = 'INTEGER'`)
      .get(table, column) !== undefined;
  return isId ? '(SELECT id FROM subject WHERE subject.code = code_break.subject)' : column;
}

const isEmpty = (db: SqlDatabase, table: string): boolean =>
  db.prepare(`SELECT 1 FROM ${table} LIMIT 1`).get() === undefined;

function append(db: OpenDatabase, entry: StoredEntry): void {
  db.prepare(
    `INSERT INTO ledger (sequence, device, epoch, device_sequence, content, sealed, hash, signature)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    entry.sequence,
    entry.device,
    entry.epoch,
    entry.deviceSequence,
    entry.content,
    entry.sealed,
    fromHex(entry.hash),
    entry.signature,
  );
  const content = JSON.parse(entry.content) as EntryContent;
  project(db, content as unknown as StudyEvent, { ...content, sequence: entry.sequence });
}

/** For every table the first entry that writes to it. */
function firstEntries(db: OpenDatabase, entries: readonly StoredEntry[]) {
  const empty = new Set(tablesOf(db));
  const first = new Map<string, number>();
  for (const entry of entries) {
    append(db, entry);
    for (const table of empty) {
      if (isEmpty(db, table)) continue;
      empty.delete(table);
      first.set(table, entry.sequence);
    }
  }
  return first;
}

/** Copies what both know, without the triggers that would count it twice. */
function copyKnown(from: OpenDatabase, to: OpenDatabase): void {
  const triggers = to.prepare(`SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'`).rows();
  for (const [name] of triggers) to.exec(`DROP TRIGGER ${String(name)}`);
  for (const table of tablesOf(to)) {
    const known = columnsOf(from, table);
    const columns = columnsOf(to, table).filter((name) => known.includes(name));
    if (columns.length === 0) continue;
    const list = columns.join(', ');
    to.exec(`DELETE FROM ${table}`);
    const insert = to.prepare(
      `INSERT INTO ${table} (${list}) VALUES (${columns.map(() => '?').join(', ')})`,
    );
    const taken = columns.map((column) => asBefore(to, table, column)).join(', ');
    for (const row of from.prepare(`SELECT ${taken} FROM ${table}`).rows()) {
      insert.run(...(row as SqlValue[]));
    }
  }
  for (const [, sql] of triggers) to.exec(String(sql));
}

const withFresh = <T>(path: string, key: Uint8Array, work: (db: OpenDatabase) => T): T => {
  for (const end of ['', '-wal', '-shm']) rmSync(`${path}${end}`, { force: true });
  const db = openDatabase(path, key, { create: true, durability: 'throw-away' });
  try {
    return work(db);
  } finally {
    db.close();
  }
};

const schemaTables = (schema: number, path: string, key: Uint8Array): ReadonlySet<string> =>
  withFresh(path, key, (db) => {
    for (const { number, sql } of migrations) if (number <= schema) db.exec(sql);
    return new Set(tablesOf(db));
  });

interface Life {
  readonly bench: Bench;
  readonly dataKey: Uint8Array;
  readonly entries: readonly StoredEntry[];
  /** Replies that the study remembers, by request. */
  readonly replies: readonly (readonly SqlValue[])[];
  readonly replyColumns: readonly string[];
}

async function lifeOf(bench: Bench): Promise<Life> {
  const device = loadDevice(bench.dataDirectory);
  const keys = await openKeyRing(readKeyRing(bench.path), {
    user: 'maren',
    passphrase: demonstrationPassphrase,
    deviceSecret: device.secret,
  });
  if (keys === null) throw new Error('the keys of the bench do not open');
  const db = openDatabase(bench.path, keys.dataKey, { create: false });
  try {
    const replyColumns = columnsOf(db, 'request');
    return {
      bench,
      dataKey: keys.dataKey,
      entries: [...readEntries(db)],
      replies: db.prepare(`SELECT ${replyColumns.join(', ')} FROM request`).rows(),
      replyColumns,
    };
  } finally {
    db.close();
  }
}

/** The present schema with the first `count` entries of the life. */
function presentUntil(db: OpenDatabase, life: Life, count: number): void {
  createSchema(db);
  db.transaction(() => {
    const requests = new Set<unknown>();
    for (const entry of life.entries.slice(0, count)) {
      append(db, entry);
      requests.add((JSON.parse(entry.content) as EntryContent).requestId);
    }
    const id = life.replyColumns.indexOf('id');
    const marks = life.replyColumns.map(() => '?').join(', ');
    const insert = db.prepare(
      `INSERT INTO request (${life.replyColumns.join(', ')}) VALUES (${marks})`,
    );
    for (const row of life.replies) if (requests.has(row[id])) insert.run(...row);
  });
}

function writeAs(life: Life, schema: number, count: number): void {
  const { bench, dataKey } = life;
  const aside = join(bench.folder, 'present.cachet');
  withFresh(bench.path, dataKey, (old) => {
    withFresh(aside, dataKey, (present) => {
      presentUntil(present, life, count);
      old.exec(`PRAGMA application_id = ${applicationId}`);
      for (const { number, sql } of migrations) if (number <= schema) old.exec(sql);
      // It has no effect within a transaction.
      old.exec('PRAGMA foreign_keys = OFF');
      old.transaction(() => copyKnown(present, old));
    });
    old.exec(`PRAGMA user_version = ${schema}`);
    const device = loadDevice(bench.dataDirectory);
    const last = life.entries[count - 1] as StoredEntry;
    writeAnchor(bench.dataDirectory, device, {
      storeId: readKeyRing(bench.path).storeId,
      device: device.id,
      epoch: 1,
      entries: count,
      head: hashAt(old, count) as string,
      at: (JSON.parse(last.content) as EntryContent).at,
    });
  });
  rmSync(aside);
}

/** Makes a bench whose study can be written as any released schema left it. The key ring stays that of the bench. */
export async function releasedSchemas(bench: Bench): Promise<ReleasedSchemas> {
  const life = await lifeOf(bench);
  const aside = join(bench.folder, 'aside.cachet');
  const first = withFresh(aside, life.dataKey, (db) => {
    createSchema(db);
    return db.transaction(() => firstEntries(db, life.entries));
  });
  copyFileSync(keyRingPath(bench.path), join(bench.folder, 'kept.keys'));
  const until = (schema: number): number => {
    const known = schemaTables(schema, aside, life.dataKey);
    const later = [...first].filter(([table]) => !known.has(table) && !filled.includes(table));
    return Math.min(life.entries.length, ...later.map(([, entry]) => entry - 1));
  };
  const schemas = migrations.map(({ number }) => number);
  const counts = new Map(schemas.map((schema) => [schema, until(schema)]));
  rmSync(aside, { force: true });
  const entriesOf = (schema: number): number => {
    const count = counts.get(schema);
    if (count === undefined) throw new Error(`schema ${schema} was never released`);
    return count;
  };
  return {
    schemas,
    dataKey: life.dataKey,
    entriesOf,
    write(schema) {
      const count = entriesOf(schema);
      for (const end of ['-wal', '-shm', ...schemas.map((n) => `.schema-${n}`)]) {
        rmSync(`${bench.path}${end}`, { force: true });
      }
      copyFileSync(join(bench.folder, 'kept.keys'), keyRingPath(bench.path));
      writeAs(life, schema, count);
      return count;
    },
  };
}
