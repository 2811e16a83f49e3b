import { epochDayOf, isoDateFromEpochDay } from '../../base/iso-date.ts';
import type { IsoDate } from '../../base/iso-date.ts';
import { extendableStates } from '../../domain/lot/campaign.ts';
import type { MemberDates } from '../../domain/lot/lot-dates.ts';
import type { LotStatus } from '../../domain/lot/lot-status.ts';
import type { SqlDatabase } from '../sql-database.ts';

const dayOrNull = (day: number | null): IsoDate | null =>
  day === null ? null : isoDateFromEpochDay(day);

/** The expiry of a registered lot, or undefined when there is no such lot. */
export function lotExpiry(db: SqlDatabase, lot: string): IsoDate | undefined {
  const row = db
    .prepare('SELECT expiry_day AS day FROM lot WHERE code = ?')
    .get<{ day: number }>(lot);
  return row === undefined ? undefined : isoDateFromEpochDay(row.day);
}

/** A packaging lot as registered, with what holds for it now. */
export interface LotRecord {
  readonly id: number;
  readonly code: string;
  readonly expiry: IsoDate;
  readonly status: LotStatus;
  readonly retest: IsoDate | null;
  readonly labelGroup: string | null;
  /** The open extension that it is in. */
  readonly campaign: string | null;
  /** The latest date of an extension that some country approved. */
  readonly extendedTo: IsoDate | null;
}

type LotRow = Omit<LotRecord, 'expiry' | 'retest' | 'extendedTo'> & {
  readonly expiryDay: number;
  readonly retestDay: number | null;
  readonly extendedDay: number | null;
};

const rowToLot = ({ expiryDay, retestDay, extendedDay, ...row }: LotRow): LotRecord => ({
  ...row,
  expiry: isoDateFromEpochDay(expiryDay),
  retest: dayOrNull(retestDay),
  extendedTo: dayOrNull(extendedDay),
});

const select = `SELECT lot.id, lot.code, lot.expiry_day AS expiryDay, lot.status,
    lot.retest_day AS retestDay, lot.label_group AS labelGroup,
    (SELECT campaign.code FROM campaign_lot JOIN campaign ON campaign.id = campaign_lot.campaign
       WHERE campaign_lot.lot = lot.id AND campaign.status = 'open') AS campaign,
    (SELECT max(campaign.expiry_day) FROM campaign_lot
       JOIN campaign ON campaign.id = campaign_lot.campaign
       WHERE campaign_lot.lot = lot.id AND EXISTS (
         SELECT 1 FROM campaign_country WHERE campaign_country.campaign = campaign.id)) AS extendedDay
  FROM lot`;

/** Every lot, first expiring first. */
export const allLots = (db: SqlDatabase): readonly LotRecord[] =>
  db.prepare(`${select} ORDER BY lot.expiry_day, lot.code`).all<LotRow>().map(rowToLot);

export function lotByCode(db: SqlDatabase, code: string): LotRecord | undefined {
  const row = db.prepare(`${select} WHERE lot.code = ?`).get<LotRow>(code);
  return row === undefined ? undefined : rowToLot(row);
}

export const lotsOfGroup = (db: SqlDatabase, group: string): readonly string[] =>
  db
    .prepare('SELECT code FROM lot WHERE label_group = ? ORDER BY code')
    .rows(group)
    .map((row) => row[0] as string);

/** The person who last changed the status of a lot; undefined when nobody has. */
export const lastStatusBy = (db: SqlDatabase, lot: string): string | undefined =>
  db
    .prepare(
      `SELECT coalesce(content ->> '$.signature.user', user) AS user FROM ledger
       WHERE kind = 'lot-status-set' AND sequence IN (
         SELECT entry FROM mention WHERE id = ? AND noun = 'lot')
       ORDER BY sequence DESC LIMIT 1`,
    )
    .get<{ user: string }>(lot)?.user;

interface MemberRow {
  readonly code: string;
  readonly expiryDay: number;
  readonly retestDay: number | null;
}

const rowToMember = ({ code, expiryDay, retestDay }: MemberRow): MemberDates => ({
  code,
  expiry: isoDateFromEpochDay(expiryDay),
  retest: dayOrNull(retestDay),
});

/** A manufacturing lot, or undefined when none is registered under this code. */
export function manufacturingLot(db: SqlDatabase, code: string): MemberDates | undefined {
  const row = db
    .prepare(
      'SELECT code, expiry_day AS expiryDay, retest_day AS retestDay FROM manufacturing_lot WHERE code = ?',
    )
    .get<MemberRow>(code);
  return row === undefined ? undefined : rowToMember(row);
}

/** Manufacturing lots in a packaging lot. */
export const membersOfLot = (db: SqlDatabase, lot: number): readonly MemberDates[] =>
  db
    .prepare(
      `SELECT manufacturing_lot.code, expiry_day AS expiryDay, retest_day AS retestDay
       FROM lot_member JOIN manufacturing_lot ON manufacturing_lot.id = lot_member.member
       WHERE lot_member.lot = ? ORDER BY code`,
    )
    .all<MemberRow>(lot)
    .map(rowToMember);

export interface ManufacturingLotRecord extends MemberDates {
  readonly lots: readonly string[];
}

export const allManufacturingLots = (db: SqlDatabase): readonly ManufacturingLotRecord[] =>
  db
    .prepare(
      `SELECT manufacturing_lot.code, manufacturing_lot.expiry_day AS expiryDay,
         manufacturing_lot.retest_day AS retestDay,
         (SELECT json_group_array(lot.code) FROM lot_member JOIN lot ON lot.id = lot_member.lot
          WHERE lot_member.member = manufacturing_lot.id) AS lots
       FROM manufacturing_lot ORDER BY manufacturing_lot.code`,
    )
    .all<MemberRow & { readonly lots: string }>()
    .map(({ lots, ...row }) => ({ ...rowToMember(row), lots: JSON.parse(lots) as string[] }));

/** Kits of a lot that may yet be given to somebody under each day of expiry, at the given places (all when null). */
export const datingsOfLot = (
  db: SqlDatabase,
  lot: number,
  places: readonly number[] | null,
): readonly { readonly expiry: IsoDate; readonly kits: number }[] =>
  db
    .prepare(
      `SELECT expiry_day AS day, count(*) AS kits FROM kit
       WHERE lot = ? AND state IN (SELECT value FROM json_each(?))
         AND (? IS NULL OR place IN (SELECT value FROM json_each(?)))
       GROUP BY expiry_day ORDER BY expiry_day`,
    )
    .all<{ day: number; kits: number }>(
      lot,
      JSON.stringify(extendableStates),
      places === null ? null : 1,
      JSON.stringify(places ?? []),
    )
    .map(({ day, kits }) => ({ expiry: isoDateFromEpochDay(day), kits }));

/** The earliest day of expiry among the kits of a lot at each place, as an epoch day. */
export const firstExpiryByPlace = (db: SqlDatabase, lot: number): ReadonlyMap<number, number> =>
  new Map(
    db
      .prepare('SELECT place, min(expiry_day) FROM kit WHERE lot = ? GROUP BY place')
      .rows(lot) as unknown as [number, number][],
  );

/** Ids of kits with an id above `after` and their lots, in order of id, at most `limit`. */
export const kitLots = (
  db: SqlDatabase,
  after: number,
  limit: number,
): readonly (readonly [kit: number, lot: number])[] =>
  db
    .prepare('SELECT id, lot FROM kit WHERE id > ? ORDER BY id LIMIT ?')
    .rows(after, limit) as unknown as (readonly [number, number])[];

/** Kits of one lot on the shelf under one day of expiry. */
export interface ShelfOfLot {
  readonly lot: string;
  readonly expiry: IsoDate;
  readonly kits: number;
}

/** Kits on the shelf that expire until a day, by lot and date in force, first expiring first. */
export const shelfByExpiry = (
  db: SqlDatabase,
  places: readonly number[] | null,
  until: IsoDate,
): readonly ShelfOfLot[] =>
  db
    .prepare(
      `SELECT lot.code AS lot, kit.expiry_day AS day, count(*) AS kits
       FROM kit INDEXED BY kit_by_expiry JOIN lot ON lot.id = kit.lot
       WHERE kit.expiry_day <= ? AND kit.state IN ('at-depot', 'at-site')
         AND (? IS NULL OR kit.place IN (SELECT value FROM json_each(?)))
       GROUP BY lot.code, kit.expiry_day ORDER BY kit.expiry_day, lot.code`,
    )
    .all<{ lot: string; day: number; kits: number }>(
      epochDayOf(until),
      places === null ? null : 1,
      JSON.stringify(places ?? []),
    )
    .map(({ lot, day, kits }) => ({ lot, expiry: isoDateFromEpochDay(day), kits }));
