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
  /** 1 for a kit in quarantine that an envelope of a site on backup showed, by a record or a release by telephone. */
  readonly wasShown: 0 | 1;
  /** 1 while it lies in an envelope of a pack that did not come back. */
  readonly isPacked: 0 | 1;
}

/** Only kits in quarantine are looked up among the records: others are not asked. */
const shownInEnvelope = `kit.state IN ('quarantined', 'pre-quarantined') AND (
  EXISTS (SELECT 1 FROM shown_kit WHERE shown_kit.kit = kit.number)
  OR EXISTS (
    SELECT 1 FROM mention JOIN ledger ON ledger.sequence = mention.entry,
      json_each(ledger.content, '$.body.apart') AS apart
    WHERE mention.noun = 'kit' AND mention.id = kit.number AND ledger.kind = 'pack-returned'
      AND apart.value = kit.number))`;

export const kitByNumber = (db: SqlDatabase, number: string): KitFacts | undefined =>
  db
    .prepare(
      `SELECT kit.number, kit.state, place.code AS place, place.kind AS placeKind,
         place.name AS placeName,
         EXISTS (SELECT 1 FROM dispensed_kit WHERE dispensed_kit.kit = kit.id) AS wasDispensed,
         ${shownInEnvelope} AS wasShown,
         EXISTS (
           SELECT 1 FROM pack_kit JOIN pack ON pack.id = pack_kit.pack
           WHERE pack_kit.kit = kit.id AND pack.status <> 'returned') AS isPacked
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

/** Ways by which a person puts a kit in quarantine: by hand, by closing a pack, by a decision or a record of a site. */
const puttingApart = `
  kind = 'kits-changed' AND content ->> '$.body.action' IN ('quarantine', 'pre-quarantine')
  OR kind = 'pack-returned' AND content ->> '$.body.state' = 'quarantined'
  OR kind IN ('pack-returned', 'bundle-imported') AND EXISTS (
    SELECT 1 FROM json_each(content, '$.body.apart') AS one WHERE one.value = asked.number)
  OR kind = 'backup-resolved' AND EXISTS (
    SELECT 1 FROM json_each(content, '$.body.quarantined') AS one WHERE one.value = asked.number)`;

/** Who put a kit in quarantine last; undefined when a receipt or a rule did. */
export const heldBy = (db: SqlDatabase, number: string): string | undefined =>
  db
    .prepare(
      `WITH asked AS (SELECT ? AS number)
       SELECT user FROM ledger, asked
       WHERE sequence IN (SELECT entry FROM mention WHERE id = asked.number AND noun = 'kit')
         AND (${puttingApart})
       ORDER BY sequence DESC LIMIT 1`,
    )
    .get<{ user: string }>(number)?.user;
