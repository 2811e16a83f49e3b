import { closeSync, existsSync, openSync } from 'node:fs';
import Database from 'better-sqlite3';
import type {
  SqlDatabase,
  SqlRow,
  SqlStatement,
  SqlValue,
} from '../../shared/store/sql-database.ts';

/** Encryption of a new page, once and for all: see DECISIONS.md. */
const cipher = 'chacha20';

/** A second instance is told so soon, not after a long wait. */
const busyTimeoutMs = 250;

/** Settings that every connection must have; each is read back after the first SELECT. */
export const requiredPragmas: readonly (readonly [
  name: string,
  set: string,
  expected: string | number,
])[] = [
  ['locking_mode', 'EXCLUSIVE', 'exclusive'],
  ['journal_mode', 'WAL', 'wal'],
  ['synchronous', 'FULL', 2],
  ['temp_store', 'MEMORY', 2],
  ['foreign_keys', 'ON', 1],
  ['trusted_schema', 'OFF', 0],
  ['cell_size_check', 'ON', 1],
  ['mmap_size', '0', 0],
  ['busy_timeout', String(busyTimeoutMs), busyTimeoutMs],
  ['cache_size', '-65536', -65536],
];

export type Durability = 'durable' | 'throw-away';

export interface OpenDatabase extends SqlDatabase {
  /** Runs work in one BEGIN IMMEDIATE; rolls back when it throws. */
  transaction<T>(work: () => T): T;
  pragma(name: string): SqlValue;
  /** Writes a compact, encrypted copy. The target must not exist. */
  vacuumInto(path: string): void;
  checkpoint(): void;
  close(): void;
}

/** A file that is no readable store with this key: wrong key, foreign, truncated. */
export class NotAStoreError extends Error {
  override readonly name = 'NotAStoreError';
}

export class StoreInUseError extends Error {
  override readonly name = 'StoreInUseError';
}

interface OpenOptions {
  readonly create: boolean;
  readonly durability?: Durability;
}

/**
 * Opens an encrypted database with a raw 256-bit key and proves its settings. `throw-away` is for files
 * that are rebuilt from the ledger and deleted: they are not synced. Throws `NotAStoreError`, `StoreInUseError`.
 */
export function openDatabase(path: string, key: Uint8Array, options: OpenOptions): OpenDatabase {
  if (options.create) reservePrivate(path);
  const raw = new Database(path, {
    fileMustExist: !options.create,
    timeout: busyTimeoutMs,
  });
  try {
    unlock(raw, key);
    configure(raw, options.durability ?? 'durable');
  } catch (error) {
    raw.close();
    throw explain(error);
  }
  return new Connection(raw);
}

/** Makes the empty file that SQLite fills: readable by its owner only, and so are the files it puts beside it. */
function reservePrivate(path: string): void {
  if (!existsSync(path)) closeSync(openSync(path, 'ax', 0o600));
}

function unlock(raw: Database.Database, key: Uint8Array): void {
  raw.pragma(`cipher='${cipher}'`);
  const hex = Buffer.from(key).toString('hex');
  const material = Buffer.from(`raw:${hex}`);
  raw.key(material);
  material.fill(0);
}

function configure(raw: Database.Database, durability: Durability): void {
  const pragmas =
    durability === 'durable'
      ? requiredPragmas
      : requiredPragmas.map((row) =>
          row[0] === 'synchronous' ? (['synchronous', 'OFF', 0] as const) : row,
        );
  for (const [name, value] of pragmas) raw.pragma(`${name} = ${value}`);
  raw.prepare('SELECT count(*) FROM sqlite_schema').get();
  for (const [name, , expected] of pragmas) {
    const found = raw.pragma(name, { simple: true });
    if (found !== expected) throw new Error(`pragma ${name} is ${String(found)}, not ${expected}`);
  }
}

function explain(error: unknown): unknown {
  const code = (error as { code?: string }).code ?? '';
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) {
    return new NotAStoreError('the file cannot be read with this key', { cause: error });
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new StoreInUseError('another program has the file open', { cause: error });
  }
  return error;
}

class Connection implements OpenDatabase {
  readonly #raw: Database.Database;
  readonly #statements = new Map<string, SqlStatement>();

  constructor(raw: Database.Database) {
    this.#raw = raw;
  }

  prepare(sql: string): SqlStatement {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = new PreparedStatement(this.#raw, sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  exec(sql: string): void {
    this.#raw.exec(sql);
  }

  transaction<T>(work: () => T): T {
    this.prepare('BEGIN IMMEDIATE').run();
    try {
      const result = work();
      this.prepare('COMMIT').run();
      return result;
    } catch (error) {
      if (this.#raw.inTransaction) this.prepare('ROLLBACK').run();
      throw error;
    }
  }

  pragma(name: string): SqlValue {
    return this.#raw.pragma(name, { simple: true }) as SqlValue;
  }

  vacuumInto(path: string): void {
    closeSync(openSync(path, 'ax', 0o600));
    this.prepare('VACUUM INTO ?').run(path);
  }

  checkpoint(): void {
    this.#raw.pragma('wal_checkpoint(TRUNCATE)');
  }

  close(): void {
    this.#statements.clear();
    this.#raw.close();
  }
}

class PreparedStatement implements SqlStatement {
  readonly #raw: Database.Database;
  readonly #sql: string;
  readonly #statement: Database.Statement;
  #arrays: Database.Statement | undefined;

  constructor(raw: Database.Database, sql: string) {
    this.#raw = raw;
    this.#sql = sql;
    this.#statement = raw.prepare(sql);
  }

  run(...values: readonly SqlValue[]): void {
    this.#statement.run(...values);
  }

  get<R = SqlRow>(...values: readonly SqlValue[]): R | undefined {
    return this.#statement.get(...values) as R | undefined;
  }

  all<R = SqlRow>(...values: readonly SqlValue[]): R[] {
    return this.#statement.all(...values) as R[];
  }

  iterate<R = SqlRow>(...values: readonly SqlValue[]): IterableIterator<R> {
    return this.#statement.iterate(...values) as IterableIterator<R>;
  }

  rows(...values: readonly SqlValue[]): SqlValue[][] {
    this.#arrays ??= this.#raw.prepare(this.#sql).raw(true);
    return this.#arrays.all(...values) as SqlValue[][];
  }
}
