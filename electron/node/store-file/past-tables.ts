import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { fromHex } from '../../../shared/base/hex.ts';
import type { Job } from '../../../shared/app/ports.ts';
import type { EntryContent, StoredEntry } from '../../../shared/ledger/entry.ts';
import type { StudyEvent } from '../../../shared/ledger/events.ts';
import { readEntries } from '../../../shared/store/ledger-store.ts';
import { project } from '../../../shared/store/projections/projections.ts';
import { openDatabase } from '../open-database.ts';
import type { OpenDatabase } from '../open-database.ts';
import { createSchema } from './migrate.ts';

/** Entries in one go; others are served in between. */
const entriesAtOnce = 1_000;

const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** The tables of a study as they were after an entry, in a throw-away file of their own. */
export interface PastTables {
  readonly database: OpenDatabase;
  /** Closes and deletes the file. */
  discard(): void;
}

/**
 * Replays the ledger up to and including an entry into an empty file, sealed parts included. Null when the job
 * was cancelled. Throws when an entry cannot be replayed: `trail.verify` says which.
 */
export async function pastTables(
  source: { readonly database: OpenDatabase; readonly path: string },
  until: number,
  job: Job,
): Promise<PastTables | null> {
  const path = `${source.path}.past-${randomBytes(4).toString('hex')}`;
  const database = openDatabase(path, randomBytes(32), { create: true, durability: 'throw-away' });
  const discard = (): void => {
    database.close();
    for (const end of ['', '-wal', '-shm']) rmSync(`${path}${end}`, { force: true });
  };
  try {
    createSchema(database);
    for (let after = 0; after < until; after += entriesAtOnce) {
      if (job.cancelled()) {
        discard();
        return null;
      }
      const last = Math.min(until, after + entriesAtOnce);
      database.transaction(() => copy(source.database, database, { after, last }));
      job.progress(last, until, 'replaying the ledger');
      await pause();
    }
    return { database, discard };
  } catch (error) {
    discard();
    throw error;
  }
}

function copy(
  source: OpenDatabase,
  target: OpenDatabase,
  range: { readonly after: number; readonly last: number },
): void {
  const insert = target.prepare(
    `INSERT INTO ledger (sequence, device, epoch, device_sequence, content, sealed, hash, signature)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  for (const entry of readEntries(source, range.after)) {
    if (entry.sequence > range.last) return;
    insert.run(...rowOf(entry));
    const content = JSON.parse(entry.content) as EntryContent;
    project(target, content as unknown as StudyEvent, { ...content, sequence: entry.sequence });
  }
}

const rowOf = (entry: StoredEntry) => [
  entry.sequence,
  entry.device,
  entry.epoch,
  entry.deviceSequence,
  entry.content,
  entry.sealed,
  fromHex(entry.hash),
  entry.signature,
];
