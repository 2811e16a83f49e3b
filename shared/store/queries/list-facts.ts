import type { SqlDatabase } from '../sql-database.ts';

export type ListStatus = 'generated' | 'verified' | 'signed-once' | 'locked' | 'retired';

/** A randomization list without anything that unblinds. */
export interface ListFacts {
  readonly id: number;
  readonly code: string;
  /** Position of the entry that generated it. */
  readonly entry: number;
  readonly status: ListStatus;
  readonly procedure: string;
  readonly digest: string;
  readonly merkleRoot: string;
  readonly generatedAt: string;
}

export const listByCode = (db: SqlDatabase, code: string): ListFacts | undefined =>
  db
    .prepare(
      `SELECT id, code, entry, status, procedure, digest, merkle_root AS merkleRoot,
         generated_at AS generatedAt
       FROM random_list WHERE code = ?`,
    )
    .get<ListFacts>(code);

export interface ListSignatureFacts {
  readonly user: string;
  readonly printedName: string;
  readonly meaning: string;
  readonly at: string;
}

export const listSignatures = (db: SqlDatabase, list: number): readonly ListSignatureFacts[] =>
  db
    .prepare(
      `SELECT user, printed_name AS printedName, meaning, at
       FROM list_signature WHERE list = ? ORDER BY entry`,
    )
    .all<ListSignatureFacts>(list);

/** Strata, slots and used slots of a list. */
export const listTotals = (
  db: SqlDatabase,
  list: number,
): { readonly strata: number; readonly slots: number; readonly used: number } =>
  db
    .prepare(
      `SELECT count(*) AS strata, coalesce(sum(slots), 0) AS slots, coalesce(sum(used), 0) AS used
       FROM stratum WHERE list = ?`,
    )
    .get(list) as { strata: number; slots: number; used: number };

export interface ListStratumFacts {
  readonly id: number;
  readonly key: string;
  readonly nonce: string;
  readonly slots: number;
}

export const listStrata = (db: SqlDatabase, list: number): readonly ListStratumFacts[] =>
  db
    .prepare('SELECT id, key, nonce, slots FROM stratum WHERE list = ? ORDER BY id')
    .all<ListStratumFacts>(list);

export interface SlotFacts {
  readonly position: number;
  readonly veil: number;
  readonly state: string;
  readonly subject: string | null;
}

/** Slots of a stratum in order, from `after` (a position, 0 for the first) on. */
export const slotsOf = (
  db: SqlDatabase,
  stratum: number,
  after: number,
  limit: number,
): readonly SlotFacts[] =>
  db
    .prepare(
      `SELECT slot.position, slot.veil, slot.state, subject.code AS subject
       FROM slot LEFT JOIN subject ON subject.id = slot.subject
       WHERE slot.stratum = ? AND slot.position > ? ORDER BY slot.position LIMIT ?`,
    )
    .all<SlotFacts>(stratum, after, limit);

/** Entries that generated a list, oldest first. */
export const listEntries = (db: SqlDatabase): readonly number[] =>
  db
    .prepare('SELECT entry FROM random_list ORDER BY id')
    .all<{ entry: number }>()
    .map(({ entry }) => entry);
