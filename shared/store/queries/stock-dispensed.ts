import { epochDayOf } from '../../base/iso-date.ts';
import type { IsoDate } from '../../base/iso-date.ts';
import type { SqlDatabase } from '../sql-database.ts';

/** Every kit that was dispensed: the UTC day (epoch day), the site and the kit. */
interface Dispensed {
  readonly days: number[];
  readonly sites: number[];
  readonly kits: number[];
  last: number;
}

const known = new WeakMap<SqlDatabase, Dispensed>();

/** Dispensing only grows, so only what is new is read. */
function dispensedSoFar(db: SqlDatabase): Dispensed {
  const found = known.get(db) ?? { days: [], sites: [], kits: [], last: 0 };
  const rows = db
    .prepare(
      `SELECT dispensing.id, substr(dispensing.at, 1, 10), subject.site, dispensed_kit.kit
       FROM dispensing JOIN subject ON subject.id = dispensing.subject
         JOIN dispensed_kit ON dispensed_kit.dispensing = dispensing.id
       WHERE dispensing.id > ? ORDER BY dispensing.id`,
    )
    .rows(found.last);
  for (const [id, day, site, kit] of rows) {
    found.days.push(epochDayOf(day as IsoDate));
    found.sites.push(site as number);
    found.kits.push(kit as number);
    found.last = id as number;
  }
  known.set(db, found);
  return found;
}

/** Calls back for every kit dispensed on `fromDay` (UTC, epoch day) or later. */
export function eachDispensedSince(
  db: SqlDatabase,
  fromDay: number,
  take: (site: number, kit: number) => void,
): void {
  const { days, sites, kits } = dispensedSoFar(db);
  for (let i = days.length - 1; i >= 0; i -= 1) {
    if ((days[i] as number) >= fromDay) take(sites[i] as number, kits[i] as number);
  }
}

/** A lot under one day of expiry; the id is that of the dating. */
export interface StockLot {
  readonly id: number;
  readonly code: string;
  readonly expiryDay: number;
}

/** Every lot with each of its days of expiry (an extended lot has several), first expiring first. */
export const stockLots = (db: SqlDatabase): readonly StockLot[] =>
  db
    .prepare(
      `SELECT lot_dating.id, lot.code, lot_dating.expiry_day AS expiryDay
       FROM lot_dating JOIN lot ON lot.id = lot_dating.lot
       ORDER BY lot_dating.expiry_day, lot.code`,
    )
    .all<StockLot>();
