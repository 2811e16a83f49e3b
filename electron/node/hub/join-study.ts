import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { applyRange, RangeRefused } from '../../../shared/app/shared-study/apply-range.ts';
import { forged } from '../../../shared/app/shared-study/range-refusals.ts';
import type { Ports } from '../../../shared/app/ports.ts';
import { refusal } from '../../../shared/base/refusal.ts';
import type { Refusal } from '../../../shared/base/refusal.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import { hashAt, readHead } from '../../../shared/store/ledger-store.ts';
import { writeAnchor } from '../anchor.ts';
import { syncDirectory, syncFile } from '../durable-file.ts';
import { writeKeyRing } from '../key-ring.ts';
import type { KeyRing } from '../key-ring.ts';
import { openDatabase } from '../open-database.ts';
import type { OpenDatabase } from '../open-database.ts';
import { pathTaken } from '../store-file/create-store.ts';
import { createSchema } from '../store-file/migrate.ts';
import type { Machine } from '../store-file/store-file.ts';
import { exchangeKeys, openRange, rangesAfter } from './shared-log.ts';
import type { HubTables } from './tables.ts';

/** What makes the file of a new console, once somebody's passphrase opened the key ring. */
export interface Joining {
  readonly db: Kysely<HubTables>;
  readonly machine: Machine;
  readonly ports: Ports;
  readonly path: string;
  readonly ring: KeyRing;
  readonly dataKey: Uint8Array;
}

/**
 * Makes the file of a console from what the hub holds: every entry is judged as if another console had posted it now.
 * A crash or refusal on the way leaves no file.
 */
export async function joinStudy(
  joining: Joining,
): Promise<Result<{ readonly entries: number }, Refusal>> {
  const { path, dataKey } = joining;
  if (existsSync(path)) return err(pathTaken(path));
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const unfinished = `${path}.unfinished`;
  removeFiles(unfinished);
  const database = openDatabase(unfinished, dataKey, { create: true, durability: 'throw-away' });
  try {
    createSchema(database);
    const ring = await fill(joining, database);
    const stopped = ring.ok ? enrolmentRefusal(joining, database) : ring.error;
    if (stopped !== null || !ring.ok) {
      database.close();
      removeFiles(unfinished);
      return err(stopped ?? forged(0, 'nothing was posted'));
    }
    database.checkpoint();
    const entries = anchor(joining, database);
    database.close();
    syncFile(unfinished);
    writeKeyRing(path, ring.value);
    renameSync(unfinished, path);
    syncDirectory(dirname(path));
    return ok({ entries });
  } catch (error) {
    database.close();
    removeFiles(unfinished);
    if (error instanceof RangeRefused) return err(error.refusal);
    throw error;
  }
}

function removeFiles(path: string): void {
  for (const end of ['', '-journal', '-wal', '-shm']) rmSync(`${path}${end}`, { force: true });
}

/** Applies all ranges; gives the key ring that the last of them put in force. */
async function fill(joining: Joining, database: OpenDatabase): Promise<Result<KeyRing, Refusal>> {
  const { db, ports, dataKey } = joining;
  let { ring } = joining;
  const keys = exchangeKeys(ring.storeId, dataKey);
  const { founder } = ring;
  for (;;) {
    const { sequence } = readHead(database, '');
    const rows = await rangesAfter(db, keys.store, sequence);
    if (rows.length === 0) return ok(ring);
    for (const row of rows) {
      const range = openRange(keys, row);
      if (range === null) return err(forged(row.first, 'no console of the study sealed it'));
      database.transaction(() => applyRange({ db: database, ports, founder }, range));
      if (range.ring !== null) ring = JSON.parse(range.ring) as KeyRing;
    }
  }
}

function enrolmentRefusal({ machine }: Joining, database: OpenDatabase): Refusal | null {
  const known = database.prepare('SELECT 1 FROM device WHERE device = ?').get(machine.device.id);
  return known === undefined ? notAdmitted : null;
}

export const notAdmitted = refusal(
  'hub-not-admitted',
  'No console of the study has admitted this machine yet.',
  'Have an administrator of the study admit it with its code (Backup, Hub; or `cachet hub admit`), then do this again.',
);

function anchor({ machine, ring, ports }: Joining, database: OpenDatabase): number {
  const { sequence } = readHead(database, machine.device.id);
  writeAnchor(machine.dataDirectory, machine.device, {
    storeId: ring.storeId,
    device: machine.device.id,
    epoch: 1,
    entries: sequence,
    head: hashAt(database, sequence) as string,
    at: ports.clock.now().instant,
  });
  return sequence;
}

/** The admission that waits for this machine, as the hub holds it; null when there is none. */
export async function waitingAdmission(
  db: Kysely<HubTables>,
  device: string,
): Promise<{ readonly number: string; readonly content: Buffer } | null> {
  const { rows } = await sql<{ number: string; content: Buffer }>`SELECT number, content
    FROM hub.parcel WHERE kind = 'admission' AND recipient = ${device}
    ORDER BY number DESC LIMIT 1`.execute(db);
  return rows[0] ?? null;
}

/** Nothing waits for a machine that joined. */
export const takeAdmission = async (db: Kysely<HubTables>, number: string): Promise<void> => {
  await sql`SELECT hub.take_parcel(${number}, 'taken', NULL)`.execute(db);
};
