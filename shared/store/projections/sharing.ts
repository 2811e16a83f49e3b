import { mention } from './projection.ts';
import type { Projection } from './projection.ts';

export const studyShared: Projection<'study-shared'> = (db, { hub }, entry) =>
  db.prepare('INSERT OR REPLACE INTO shared_study VALUES (1, ?, ?)').run(hub, entry.sequence);

/** The hub alone says who holds a place now: the trail tells who had it when. */
export const holderSet: Projection<'holder-set'> = (db, { place }, entry) =>
  mention(db, 'place', place, entry.sequence);
