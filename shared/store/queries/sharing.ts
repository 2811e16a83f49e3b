import type { SqlDatabase } from '../sql-database.ts';

/** Number of the hub that keeps the order of the study's entries; null for a study that one console writes. */
export const sharedHub = (db: SqlDatabase): string | null =>
  db.prepare('SELECT hub FROM shared_study').get<{ hub: string }>()?.hub ?? null;

/** Entries that wait for their place in the common order, oldest first: their clear part as it will be stored. */
export const waitingEntries = (db: SqlDatabase): readonly string[] =>
  db
    .prepare('SELECT content FROM waiting_entry ORDER BY id')
    .all<{ content: string }>()
    .map(({ content }) => content);

export const keepWaiting = (db: SqlDatabase, content: string): void =>
  db.prepare('INSERT OR IGNORE INTO waiting_entry (content) VALUES (?)').run(content);

export const forgetWaiting = (db: SqlDatabase, content: string): void =>
  db.prepare('DELETE FROM waiting_entry WHERE content = ?').run(content);
