import { statSync } from 'node:fs';
import type { BackupRow } from '../../../shared/store/queries/file-backups.ts';
import { keyRingPath, readKeyRing } from '../key-ring.ts';
import { NotAStoreError, openDatabase } from '../open-database.ts';
import type { OpenDatabase } from '../open-database.ts';
import { endOf } from '../store-file/backup-store.ts';

/** What lies under the name of a backup: itself, something that cannot be restored as it, or nothing. */
export type FoundBackup = 'sound' | 'unsound' | 'absent';

/** The open study whose backups they are. */
interface Study {
  readonly database: OpenDatabase;
  readonly dataKey: Uint8Array;
  readonly storeId: string;
}

type Recorded = Pick<BackupRow, 'entries' | 'head'> & { readonly path: string };

interface Looked {
  /** Size, time and inode when it was looked into: while they stand, so does what was found. */
  readonly stamp: string;
  readonly found: FoundBackup;
}

/** While a study is open, a file is opened once and again when it changed. */
const looked = new WeakMap<OpenDatabase, Map<string, Looked>>();

/**
 * Looks into the file of a backup: it opens with the key of the study, ends with the entry that the trail names, and
 * has the study's key ring beside it. A file that cannot be tried now, as one that somebody else reads, counts as sound.
 */
export function findBackup(study: Study, recorded: Recorded): FoundBackup {
  const stamp = stampOf(recorded.path);
  if (stamp === null) return 'absent';
  const known = looked.get(study.database) ?? new Map<string, Looked>();
  looked.set(study.database, known);
  const before = known.get(recorded.path);
  if (before?.stamp === stamp) return before.found;
  const found = hasRing(study, recorded.path) && isRecorded(study, recorded) ? 'sound' : 'unsound';
  known.set(recorded.path, { stamp, found });
  return found;
}

function stampOf(path: string): string | null {
  const parts = [path, keyRingPath(path)].map((file) => statSync(file, { throwIfNoEntry: false }));
  if (parts.some((part) => part?.isFile() !== true)) return null;
  return parts.map((part) => `${part?.size} ${part?.mtimeMs} ${part?.ino}`).join(' ');
}

function hasRing({ storeId }: Study, path: string): boolean {
  try {
    return readKeyRing(path).storeId === storeId;
  } catch {
    return false;
  }
}

function isRecorded({ dataKey }: Study, { path, entries, head }: Recorded): boolean {
  try {
    const copy = openDatabase(path, dataKey, { create: false });
    try {
      const end = endOf(copy);
      return end.entries === entries && end.head === head;
    } finally {
      copy.close();
    }
  } catch (error) {
    return !(error instanceof NotAStoreError) && !isDamage(error);
  }
}

const isDamage = (error: unknown): boolean =>
  /^SQLITE_(CORRUPT|NOTADB|ERROR)/.test(String((error as { code?: unknown })?.code ?? ''));
