import type { SqlDatabase } from '../sql-database.ts';

export type ListStatus = 'generated' | 'verified' | 'signed-once' | 'locked' | 'retired';

/** A randomization list without anything that unblinds. */
export interface ListFacts {
  readonly id: number;
  readonly code: string;
  /** Position of the entry that generated it. */
  readonly entry: number;
  readonly status: ListStatus;
  /** `live`: the arm is drawn at each allocation and there are no slots beforehand. */
  readonly kind: 'list' | 'live';
  readonly purpose: 'main' | 'reserve';
  /** Code of the reserve list for strata that run out. */
  readonly fallback: string | null;
  readonly procedure: string;
  readonly digest: string;
  readonly merkleRoot: string;
  readonly generatedAt: string;
}

export const selectList = `SELECT id, code, entry, status, kind, purpose, fallback, procedure, digest,
  merkle_root AS merkleRoot, generated_at AS generatedAt FROM random_list`;

export const listByCode = (db: SqlDatabase, code: string): ListFacts | undefined =>
  db.prepare(`${selectList} WHERE code = ?`).get<ListFacts>(code);

/** Merkle roots of a list, those of its extensions after that of its first certificate. */
export const rootsOfList = (db: SqlDatabase, code: string): readonly string[] =>
  db
    .prepare(
      `SELECT content ->> '$.body.merkleRoot' AS root FROM ledger
       WHERE kind IN ('list-generated', 'list-extended') AND content ->> '$.body.list' = ?
       ORDER BY sequence`,
    )
    .all<{ root: string }>(code)
    .map(({ root }) => root);

export interface ListSignatureFacts {
  readonly user: string;
  readonly printedName: string;
  readonly meaning: string;
  readonly at: string;
  /** Digest of what was signed: the list, or a longer one after an extension. */
  readonly digest: string;
}

export const listSignatures = (db: SqlDatabase, list: number): readonly ListSignatureFacts[] =>
  db
    .prepare(
      `SELECT user, printed_name AS printedName, meaning, at, digest
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

export interface ExtensionFacts {
  /** Position of the entry that holds the secret of the longer list. */
  readonly entry: number;
  readonly slots: number;
  readonly digest: string;
  readonly merkleRoot: string;
}

/** The extension of a list that waits for its signatures. */
export const waitingExtension = (db: SqlDatabase, list: number): ExtensionFacts | undefined =>
  db
    .prepare(
      `SELECT entry, slots, digest, merkle_root AS merkleRoot FROM list_extension WHERE list = ?`,
    )
    .get<ExtensionFacts>(list);

/** Entries that hold the secret of a list of slots, oldest first. */
export const listEntries = (db: SqlDatabase): readonly number[] =>
  db
    .prepare(`SELECT entry FROM random_list WHERE kind = 'list' ORDER BY id`)
    .all<{ entry: number }>()
    .map(({ entry }) => entry);
