import type { KitState, PlaceKind } from '../../domain/kit/kit-state.ts';
import type { SqlDatabase } from '../sql-database.ts';

/** Where a kit stands; nothing about its type. */
export interface KitFacts {
  readonly number: string;
  readonly state: KitState;
  readonly place: string;
  readonly placeKind: PlaceKind;
  readonly placeName: string;
  /** 1 once a subject had it, wherever it is now. */
  readonly wasDispensed: 0 | 1;
}

export const kitByNumber = (db: SqlDatabase, number: string): KitFacts | undefined =>
  db
    .prepare(
      `SELECT kit.number, kit.state, place.code AS place, place.kind AS placeKind,
         place.name AS placeName,
         EXISTS (SELECT 1 FROM dispensed_kit WHERE dispensed_kit.kit = kit.id) AS wasDispensed
       FROM kit JOIN place ON place.id = kit.place WHERE kit.number = ?`,
    )
    .get<KitFacts>(number);

export const isKitNumberTaken = (db: SqlDatabase, number: string): boolean =>
  db.prepare('SELECT 1 FROM kit WHERE number = ?').get(number) !== undefined;

export const isSequenceTaken = (db: SqlDatabase, sequence: number): boolean =>
  db.prepare('SELECT 1 FROM kit WHERE sequence = ? LIMIT 1').get(sequence) !== undefined;

/** The highest sequence in use, 0 in a study without kits. */
export const lastSequence = (db: SqlDatabase): number =>
  (
    db.prepare('SELECT coalesce(max(sequence), 0) AS last FROM kit').get() as {
      last: number;
    }
  ).last;

/** How many kits the study has, from the counts by place and state. */
export const countKits = (db: SqlDatabase): number =>
  (db.prepare('SELECT coalesce(sum(kits), 0) AS kits FROM kit_count').get() as { kits: number })
    .kits;

/** Who put a kit in quarantine last, by hand; undefined when a receipt or a rule did. */
export const heldBy = (db: SqlDatabase, number: string): string | undefined =>
  db
    .prepare(
      `SELECT user, content ->> '$.body.action' AS action FROM ledger
       WHERE kind = 'kits-changed' AND sequence IN (
         SELECT entry FROM mention WHERE id = ? AND noun = 'kit')
         AND action IN ('quarantine', 'pre-quarantine')
       ORDER BY sequence DESC LIMIT 1`,
    )
    .get<{ user: string }>(number)?.user;
