import type { Projection } from './projection.ts';

export const studyShared: Projection<'study-shared'> = (db, { hub }, entry) =>
  db.prepare('INSERT OR REPLACE INTO shared_study VALUES (1, ?, ?)').run(hub, entry.sequence);
