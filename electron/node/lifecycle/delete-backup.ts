import { existsSync, realpathSync, rmSync } from 'node:fs';
import { keyRingPath } from '../key-ring.ts';
import { openDatabase } from '../open-database.ts';
import { endOf } from '../store-file/backup-store.ts';

interface Recorded {
  readonly path: string;
  readonly entries: number;
  readonly head: string;
}

interface Study {
  readonly path: string;
  readonly dataKey: Uint8Array;
}

/**
 * Deletes a backup that the trail calls deleted, with its key ring. A name says nothing of what lies under it: a study
 * may have been restored there since. What is the open study, does not end with the recorded entry, or cannot be read,
 * stays; what cannot be deleted now is tried again with the next backup.
 */
export function deleteBackup(recorded: Recorded, study: Study): void {
  try {
    if (!existsSync(recorded.path)) return;
    if (realpathSync(recorded.path) === realpathSync(study.path)) return;
    if (!isRecorded(recorded, study.dataKey)) return;
    for (const file of [keyRingPath(recorded.path), recorded.path]) rmSync(file, { force: true });
  } catch {
    // It stands in the trail as deleted; nobody waits for the file to go.
  }
}

function isRecorded({ path, entries, head }: Recorded, dataKey: Uint8Array): boolean {
  const database = openDatabase(path, dataKey, { create: false });
  try {
    const end = endOf(database);
    return end.entries === entries && end.head === head;
  } finally {
    database.close();
  }
}
