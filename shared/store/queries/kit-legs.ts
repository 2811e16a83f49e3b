import type { SqlDatabase } from '../sql-database.ts';

/** A leg of a kit's life. `file` null: nobody measured. Times in seconds since 1970. */
export interface LegRecord {
  readonly id: number;
  readonly file: number | null;
  readonly excursion: string;
  readonly from: number;
  readonly to: number;
}

/** Legs of one kit, in order of time, but for those judged without data whose readings came later. */
export const legsOfKit = (db: SqlDatabase, kit: number): readonly LegRecord[] =>
  db
    .prepare(
      `SELECT leg.id, leg.file, excursion.code AS excursion, leg.from_s AS "from", leg.to_s AS "to"
       FROM kit_leg JOIN leg ON leg.id = kit_leg.leg JOIN excursion ON excursion.id = leg.excursion
       WHERE kit_leg.kit = ?
         AND excursion.id NOT IN (SELECT excursion FROM superseded_excursion) ORDER BY leg.from_s, leg.id`,
    )
    .all<LegRecord>(kit);

/** A kit whose life has legs, with its lot. */
export interface KitWithLegs {
  readonly id: number;
  readonly number: string;
  readonly lot: string;
}

export const kitsWithLegs = (db: SqlDatabase): readonly KitWithLegs[] =>
  db
    .prepare(
      `SELECT kit.id, kit.number, lot.code AS lot FROM kit_budget JOIN kit ON kit.id = kit_budget.kit
         JOIN lot ON lot.id = kit.lot ORDER BY kit.number`,
    )
    .all<KitWithLegs>();

/** What is left of a kit's stability budget, as it was judged last; undefined for a kit that was never judged. */
export interface KitBudget {
  readonly remaining: number | null;
  readonly profile: string;
  readonly version: number;
  readonly limitDay: number | null;
}

export const kitBudget = (db: SqlDatabase, number: string): KitBudget | undefined =>
  db
    .prepare(
      `SELECT kit_budget.remaining_s AS remaining, kit_budget.profile, kit_budget.version,
         kit_limit.end_day AS limitDay
       FROM kit JOIN kit_budget ON kit_budget.kit = kit.id
         LEFT JOIN kit_limit ON kit_limit.kit = kit.id
       WHERE kit.number = ?`,
    )
    .get<KitBudget>(number);
