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
