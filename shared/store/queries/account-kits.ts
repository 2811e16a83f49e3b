import type { Instant } from '../../base/instant.ts';
import type { KitState } from '../../domain/kit/kit-state.ts';
import type { SqlDatabase, SqlValue } from '../sql-database.ts';

/** One kit with everything that accountability knows of it; nothing of its type. */
export interface AccountKit {
  readonly id: number;
  readonly number: string;
  readonly state: KitState;
  readonly lot: string;
  readonly place: number;
  readonly placeCode: string;
  readonly subject: string | null;
  readonly site: string | null;
  readonly visit: string | null;
  readonly dispensedAt: Instant | null;
  readonly dispensedOffset: number | null;
  /** Units at dispensing where they say nothing of the arm. */
  readonly clearUnits: number | null;
  readonly returned: number | null;
  readonly lost: number | null;
  readonly returnedAt: Instant | null;
  readonly returnedOffset: number | null;
  readonly countedBy: string | null;
  readonly counter: string | null;
  readonly corrections: number | null;
  readonly second: number | null;
  readonly secondBy: string | null;
  readonly destruction: string | null;
}

const select = `
  SELECT kit.id, kit.number, kit.state, lot.code AS lot, kit.place, place.code AS placeCode,
    subject.code AS subject, site.code AS site, dispensing.visit, dispensing.at AS dispensedAt,
    dispensing.offset_minutes AS dispensedOffset, dispensed_kit.units AS clearUnits,
    kit_return.returned, kit_return.lost, kit_return.at AS returnedAt,
    kit_return.offset_minutes AS returnedOffset, kit_return.printed_name AS countedBy,
    kit_return.user AS counter, kit_return.corrections, kit_return.second,
    kit_return.second_name AS secondBy, destruction.code AS destruction
  FROM kit JOIN lot ON lot.id = kit.lot JOIN place ON place.id = kit.place
    LEFT JOIN dispensed_kit ON dispensed_kit.kit = kit.id
    LEFT JOIN dispensing ON dispensing.id = dispensed_kit.dispensing
    LEFT JOIN subject ON subject.id = dispensing.subject
    LEFT JOIN place AS site ON site.id = subject.site
    LEFT JOIN kit_return ON kit_return.kit = kit.id
    LEFT JOIN destroyed_kit ON destroyed_kit.kit = kit.id
    LEFT JOIN destruction ON destruction.id = destroyed_kit.destruction`;

export const accountKit = (db: SqlDatabase, number: string): AccountKit | undefined =>
  db.prepare(`${select} WHERE kit.number = ?`).get<AccountKit>(number);

/** Kits dispensed to some subjects, in the order of subjects, visits and numbers. */
export const accountKitsOf = (
  db: SqlDatabase,
  subjects: readonly number[],
): readonly AccountKit[] =>
  db
    .prepare(
      `${select} WHERE dispensing.subject IN (SELECT value FROM json_each(?))
       ORDER BY subject.code, dispensing.id, kit.number`,
    )
    .all<AccountKit>(JSON.stringify(subjects));

/** Kits dispensed at some sites (all when null), by subject, visit and number: one at a time. */
export const dispensedKits = (
  db: SqlDatabase,
  sites: readonly number[] | null,
): readonly AccountKit[] =>
  db
    .prepare(
      `${select} WHERE dispensing.id IS NOT NULL
         ${sites === null ? '' : 'AND subject.site IN (SELECT value FROM json_each(?))'}
       ORDER BY site.code, subject.code, dispensing.id, kit.number`,
    )
    .all<AccountKit>(...(sites === null ? [] : [JSON.stringify(sites)]));

export interface AccountKitFilter {
  readonly place: number;
  readonly states: readonly string[] | null;
  readonly offset: number;
  readonly limit: number;
}

/** Kits that are at a place now, by number, within a window. */
export function accountKitsAt(
  db: SqlDatabase,
  filter: AccountKitFilter,
): { readonly total: number; readonly kits: readonly AccountKit[] } {
  const values: SqlValue[] = [filter.place];
  let where = 'kit.place = ?';
  if (filter.states !== null) {
    where += ' AND kit.state IN (SELECT value FROM json_each(?))';
    values.push(JSON.stringify(filter.states));
  }
  const { total } = db
    .prepare(`SELECT count(*) AS total FROM kit WHERE ${where}`)
    .get<{ total: number }>(...values) as { total: number };
  const kits = db
    .prepare(
      `${select} WHERE kit.id IN (SELECT kit.id FROM kit WHERE ${where} ORDER BY kit.number LIMIT ? OFFSET ?)
       ORDER BY kit.number`,
    )
    .all<AccountKit>(...values, filter.limit, filter.offset);
  return { total, kits };
}

/** The shipment in which a kit is on its way, if it is. */
export const shipmentUnderWay = (db: SqlDatabase, kit: string): string | undefined =>
  db
    .prepare(
      `SELECT shipment.code FROM kit JOIN shipment_kit ON shipment_kit.kit = kit.id
         JOIN shipment ON shipment.id = shipment_kit.shipment
       WHERE kit.number = ? AND shipment_kit.condition IS NULL
         AND shipment.status IN ('in-transit', 'partly-received')`,
    )
    .get<{ code: string }>(kit)?.code;
