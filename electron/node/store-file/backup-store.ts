import { chmodSync, copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { refusal } from '../../../shared/base/refusal.ts';
import type { Refusal } from '../../../shared/base/refusal.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import { hashAt } from '../../../shared/store/ledger-store.ts';
import { syncDirectory, syncFile } from '../durable-file.ts';
import { keyRingPath } from '../key-ring.ts';
import { openDatabase } from '../open-database.ts';
import type { OpenDatabase } from '../open-database.ts';
import { openStoreDatabase } from './store-file.ts';

export interface BackupDone {
  readonly path: string;
  readonly entries: number;
  /** Hash of the last entry. */
  readonly head: string;
}

const endOf = (database: OpenDatabase): { readonly entries: number; readonly head: string } => {
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

/**
 * Writes a verified copy of a study and its key ring: a compact encrypted copy under a temporary name, synced,
 * opened again, checked, compared with the original's ledger, and only then given its name.
 */
export function backupStore(
  path: string,
  dataKey: Uint8Array,
  target: string,
): Result<BackupDone, Refusal> {
  if (existsSync(target) || existsSync(keyRingPath(target))) return err(targetTaken(target));
  const opened = openStoreDatabase(path, dataKey);
  if (!opened.ok) return opened;
  const unfinished = `${target}.unfinished`;
  rmSync(unfinished, { force: true });
  try {
    const original = endOf(opened.value);
    opened.value.vacuumInto(unfinished);
    syncFile(unfinished);
    proveCopy(unfinished, dataKey, original);
    copyFileSync(keyRingPath(path), keyRingPath(target));
    chmodSync(keyRingPath(target), 0o600);
    syncFile(keyRingPath(target));
    renameSync(unfinished, target);
    syncDirectory(dirname(target));
    return ok({ path: target, ...original });
  } finally {
    opened.value.close();
    for (const end of ['', '-wal', '-shm']) rmSync(`${unfinished}${end}`, { force: true });
  }
}

/** Throws when the copy is not sound or not the same ledger: that is a defect, not a person's mistake. */
function proveCopy(
  path: string,
  dataKey: Uint8Array,
  original: { readonly entries: number; readonly head: string },
): void {
  const copy = openDatabase(path, dataKey, { create: false });
  try {
    const found = copy.pragma('integrity_check(1)');
    if (found !== 'ok') throw new Error(`the backup is not sound: ${String(found)}`);
    const end = endOf(copy);
    if (end.entries !== original.entries || end.head !== original.head) {
      throw new Error('the backup does not end with the same entry');
    }
  } finally {
    copy.close();
  }
}
