import type { SqlDatabase } from '../sql-database.ts';
import { selectList } from './list-facts.ts';
import type { ListFacts } from './list-facts.ts';

/** Every list without anything that unblinds, the newest first. */
export const allLists = (db: SqlDatabase): readonly ListFacts[] =>
  db.prepare(`${selectList} ORDER BY id DESC`).all<ListFacts>();

/** Factors that a list is stratified by. */
export const stratifiedBy = (db: SqlDatabase, list: number): readonly string[] =>
  JSON.parse(
    (
      db.prepare('SELECT stratify_by AS names FROM random_list WHERE id = ?').get(list) as {
        names: string;
      }
    ).names,
  ) as string[];

/** How far a stratum of a list is used. */
export interface StratumUse {
  readonly key: string;
  readonly words: string;
  readonly slots: number;
  readonly used: number;
}

export const strataInUse = (db: SqlDatabase, list: number): readonly StratumUse[] =>
  db
    .prepare('SELECT key, words, slots, used FROM stratum WHERE list = ? ORDER BY id')
    .all<StratumUse>(list);

/** Strata of an extension that waits for its signatures, with the slots that each had before. */
export const strataOfExtension = (
  db: SqlDatabase,
  list: number,
): readonly { readonly key: string; readonly after: number }[] =>
  db
    .prepare(
      `SELECT value ->> '$.key' AS key, value ->> '$.after' AS after
       FROM list_extension, json_each(list_extension.strata) WHERE list = ?`,
    )
    .all<{ key: string; after: number }>(list);
