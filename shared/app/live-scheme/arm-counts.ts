import { RunningCounts } from '../../engine/randomization/live-allocation.ts';
import type { AllocatedSlot } from '../../store/queries/live-facts.ts';
import {
  absorbedSlots,
  allocatedSlots,
  lastSubject,
  subjectsUpTo,
} from '../../store/queries/live-facts.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';
import type { Sealer } from '../ports.ts';
import { levelsOfKey } from './subject-levels.ts';

/** Index of the arm that a slot holds (positions count from 1). */
export const armIndexOf = (
  sealer: Sealer,
  { veil, nonce, position }: Pick<AllocatedSlot, 'veil' | 'nonce' | 'position'>,
): number => veil ^ sealer.veilByte(nonce, position - 1);

export interface ArmCounts {
  readonly counts: RunningCounts;
  readonly subjects: number;
  /** The last subject that the list served. */
  readonly latest: AllocatedSlot | undefined;
}

interface Known extends ArmCounts {
  subjects: number;
  latest: AllocatedSlot | undefined;
  /** Id of the last subject that is counted. */
  last: number;
  /** Which subjects there were up to it: a record that came home may have taken one back. */
  upTo: string;
}

const known = new WeakMap<Sealer, WeakMap<SqlDatabase, Map<number, Known>>>();

function knownOf(db: SqlDatabase, sealer: Sealer, list: number, arms: number): Known {
  const stores = known.get(sealer) ?? new WeakMap<SqlDatabase, Map<number, Known>>();
  known.set(sealer, stores);
  const lists = stores.get(db) ?? new Map<number, Known>();
  stores.set(db, lists);
  const counted = lists.get(list) ?? {
    counts: new RunningCounts(arms),
    subjects: 0,
    latest: undefined,
    last: 0,
    upTo: subjectsUpTo(db, 0),
  };
  lists.set(list, counted);
  return counted;
}

function countedAnew(db: SqlDatabase, sealer: Sealer, list: number, arms: number): Known {
  known.get(sealer)?.get(db)?.delete(list);
  return knownOf(db, sealer, list, arms);
}

/**
 * Counts of the arms in the trial and by level for one list, with the subjects that backup lists gave it, held as long as the session's key. Subjects never change
 * arm or levels, so, unless one was taken back, only those that are new since the last call are unveiled.
 */
export function armCounts(
  source: { readonly db: SqlDatabase; readonly sealer: Sealer },
  list: { readonly id: number; readonly parts: readonly string[] },
  arms: number,
): ArmCounts {
  const { db, sealer } = source;
  const held = knownOf(db, sealer, list.id, arms);
  const isWhole = held.upTo === subjectsUpTo(db, held.last);
  const counted = isWhole ? held : countedAnew(db, sealer, list.id, arms);
  const newest = lastSubject(db);
  if (newest === counted.last) return counted;
  const levels = levelsByKey(['trial', ...list.parts.filter((part) => part !== 'trial')]);
  for (const slot of allocatedSlots(db, list.id, counted.last)) {
    counted.counts.add(levels(slot.key), armIndexOf(sealer, slot));
    counted.subjects += 1;
    counted.latest = slot;
  }
  for (const slot of absorbedSlots(db, list.id, counted.last)) {
    counted.counts.add(levels(slot.key), armIndexOf(sealer, slot));
  }
  counted.last = newest;
  counted.upTo = subjectsUpTo(db, newest);
  return counted;
}

/** Levels of a stratum's key; thousands of subjects share few keys. */
function levelsByKey(parts: readonly string[]): (key: string) => readonly string[] {
  const found = new Map<string, readonly string[]>();
  return (key) => {
    const levels = found.get(key) ?? levelsOfKey(parts, key);
    found.set(key, levels);
    return levels;
  };
}
