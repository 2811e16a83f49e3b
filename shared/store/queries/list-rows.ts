import type { SqlDatabase } from '../sql-database.ts';

export type ListStatus = 'generated' | 'verified' | 'signed-once' | 'locked' | 'retired';

/** A randomization list without its arms. */
export interface ListRecord {
  readonly id: number;
  readonly code: string;
  readonly status: ListStatus;
  readonly procedure: string;
  readonly stratifyBy: readonly string[];
  readonly strata: number;
  readonly slots: number;
  readonly used: number;
  readonly generatedAt: string;
  readonly digest: string;
  readonly merkleRoot: string;
}

export interface ListSignatureRecord {
  readonly printedName: string;
  readonly meaning: string;
  readonly at: string;
  readonly digest: string;
}

export interface StratumRecord {
  readonly id: number;
  readonly key: string;
  readonly words: string;
  readonly slots: number;
  readonly used: number;
}

type ListRow = Omit<ListRecord, 'stratifyBy'> & { readonly stratifyBy: string };

const select = `
  SELECT random_list.id, random_list.code, status, procedure, stratify_by AS stratifyBy,
    count(stratum.id) AS strata, coalesce(sum(stratum.slots), 0) AS slots,
    coalesce(sum(stratum.used), 0) AS used, generated_at AS generatedAt, digest,
    merkle_root AS merkleRoot
  FROM random_list LEFT JOIN stratum ON stratum.list = random_list.id`;

const rowToList = (row: ListRow): ListRecord => ({
  ...row,
  stratifyBy: JSON.parse(row.stratifyBy) as string[],
});

/** Every list, the newest first. */
export const allLists = (db: SqlDatabase): readonly ListRecord[] =>
  db
    .prepare(`${select} GROUP BY random_list.id ORDER BY random_list.id DESC`)
    .all<ListRow>()
    .map(rowToList);

export function listByCode(db: SqlDatabase, code: string): ListRecord | null {
  const row = db
    .prepare(`${select} WHERE random_list.code = ? GROUP BY random_list.id`)
    .get<ListRow>(code);
  return row === undefined ? null : rowToList(row);
}

export const signaturesOf = (db: SqlDatabase, list: number): readonly ListSignatureRecord[] =>
  db
    .prepare(
      `SELECT printed_name AS printedName, meaning, at, digest
       FROM list_signature WHERE list = ? ORDER BY entry`,
    )
    .all<ListSignatureRecord>(list);

export const strataOf = (db: SqlDatabase, list: number): readonly StratumRecord[] =>
  db
    .prepare('SELECT id, key, words, slots, used FROM stratum WHERE list = ? ORDER BY id')
    .all<StratumRecord>(list);

/** Users who signed a list. */
export const signersOf = (db: SqlDatabase, list: number): readonly string[] =>
  db
    .prepare('SELECT user FROM list_signature WHERE list = ? ORDER BY entry')
    .all<{ user: string }>(list)
    .map(({ user }) => user);
