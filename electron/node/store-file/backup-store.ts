import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { refusal } from '../../../shared/base/refusal.ts';
import type { Refusal } from '../../../shared/base/refusal.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import { hashAt } from '../../../shared/store/ledger-store.ts';
import { syncDirectory, syncFile } from '../durable-file.ts';
import { keyRingPath, keyRingText } from '../key-ring.ts';
import type { KeyRing } from '../key-ring.ts';
import { openDatabase } from '../open-database.ts';
import type { OpenDatabase } from '../open-database.ts';
import { ringInForce } from '../ring-in-force.ts';
import { openStoreDatabase } from './store-file.ts';
import { verifyStore } from './verify-store.ts';

export interface BackupDone {
  readonly path: string;
  readonly entries: number;
  /** Hash of the last entry. */
  readonly head: string;
}

/** Number of entries and hash of the last one. */
export const endOf = (
  database: OpenDatabase,
): { readonly entries: number; readonly head: string } => {
  const { n } = database.prepare('SELECT coalesce(max(sequence), 0) AS n FROM ledger').get() as {
    n: number;
  };
  return { entries: n, head: hashAt(database, n) ?? '' };
};

const targetTaken = (path: string): Refusal =>
  refusal(
    'target-exists',
    `${path} exists already.`,
    'Choose another name; nothing is overwritten.',
  );

/** A study whose file is open in this process, with what proves a copy of it. */
export interface BackupSource {
  readonly database: OpenDatabase;
  readonly path: string;
  readonly dataKey: Uint8Array;
}

/** Writes a verified copy of a study that nobody has open, and of its key ring. */
export function backupStore(
  path: string,
  dataKey: Uint8Array,
  target: string,
): Result<BackupDone, Refusal> {
  if (isTaken(target)) return err(targetTaken(target));
  const opened = openStoreDatabase(path, dataKey);
  if (!opened.ok) return opened;
  try {
    return backupOpenStore({ database: opened.value, path, dataKey }, target);
  } finally {
    opened.value.close();
  }
}

/** Whether a backup, or the key ring of one, has this name. */
export const isTaken = (target: string): boolean =>
  existsSync(target) || existsSync(keyRingPath(target));

/**
 * Writes a verified copy of an open study and its key ring: a compact encrypted copy under a temporary name, synced,
 * opened again, checked, compared with the original's ledger, and only then given its name.
 */
export function backupOpenStore(source: BackupSource, target: string): Result<BackupDone, Refusal> {
  if (isTaken(target)) return err(targetTaken(target));
  const { database, path } = source;
  const ring = ringInForce(path, database);
  if (!ring.ok) return ring;
  const unfinished = `${target}.unfinished`;
  removeFiles(unfinished);
  try {
    const original = endOf(database);
    database.vacuumInto(unfinished);
    syncFile(unfinished);
    proveCopy(unfinished, { ...source, ring: ring.value }, original);
    writeFileSync(keyRingPath(unfinished), keyRingText(ring.value), { mode: 0o600 });
    syncFile(keyRingPath(unfinished));
    renameSync(keyRingPath(unfinished), keyRingPath(target));
    renameSync(unfinished, target);
    syncDirectory(dirname(target));
    return ok({ path: target, ...original });
  } catch (error) {
    // A copy without its name is none; its key ring must not stand in the way of the next try.
    if (!existsSync(target)) rmSync(keyRingPath(target), { force: true });
    throw error;
  } finally {
    removeFiles(unfinished);
  }
}

function removeFiles(path: string): void {
  for (const end of ['', '-journal', '-wal', '-shm', '.keys'])
    rmSync(`${path}${end}`, { force: true });
}

/** Opens the copy with the study's key and verifies it. Throws when it is not sound or not the same ledger: a defect. */
function proveCopy(
  path: string,
  source: BackupSource & { readonly ring: KeyRing },
  original: { readonly entries: number; readonly head: string },
): void {
  const copy = openDatabase(path, source.dataKey, { create: false });
  try {
    const { checks, head, entries } = verifyStore({
      database: copy,
      path: source.path,
      ring: source.ring,
      anchor: { kind: 'none' },
      replay: false,
      job: { progress: () => undefined, cancelled: () => false },
    });
    const failed = checks.find(({ passed }) => !passed);
    if (failed !== undefined) throw new Error(`the backup is not sound: ${failed.detail}`);
    if (entries !== original.entries || head !== original.head) {
      throw new Error('the backup does not end with the same entry');
    }
  } finally {
    copy.close();
  }
}
