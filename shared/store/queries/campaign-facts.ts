import { isoDateFromEpochDay } from '../../base/iso-date.ts';
import type { IsoDate } from '../../base/iso-date.ts';
import type { KitState } from '../../domain/kit/kit-state.ts';
import type { UntilScanned } from '../../domain/lot/campaign.ts';
import type { LabelCount } from '../../domain/lot/label-count.ts';
import type { SqlDatabase } from '../sql-database.ts';

/** An expiry extension as the tables know it. */
export interface CampaignRecord {
  readonly id: number;
  readonly code: string;
  readonly entry: number;
  readonly status: 'open' | 'closed';
  readonly expiry: IsoDate;
  readonly untilScanned: UntilScanned;
  readonly basis: string;
  readonly startedAt: string;
  readonly startedBy: string;
  readonly closedAt: string | null;
  readonly closedBy: string | null;
}

type Row = Omit<CampaignRecord, 'expiry'> & { readonly expiryDay: number };

const rowToCampaign = ({ expiryDay, ...row }: Row): CampaignRecord => ({
  ...row,
  expiry: isoDateFromEpochDay(expiryDay),
});

const select = `SELECT id, code, entry, status, expiry_day AS expiryDay, until_scanned AS untilScanned,
  basis, started_at AS startedAt, started_by AS startedBy, closed_at AS closedAt, closed_by AS closedBy
  FROM campaign`;

/** Every campaign, the latest first. */
export const allCampaigns = (db: SqlDatabase): readonly CampaignRecord[] =>
  db.prepare(`${select} ORDER BY id DESC`).all<Row>().map(rowToCampaign);

export function campaignByCode(db: SqlDatabase, code: string): CampaignRecord | undefined {
  const row = db.prepare(`${select} WHERE code = ?`).get<Row>(code);
  return row === undefined ? undefined : rowToCampaign(row);
}

export const lotsOfCampaign = (db: SqlDatabase, campaign: number): readonly string[] =>
  db
    .prepare(
      'SELECT code FROM campaign_lot JOIN lot ON lot.id = campaign_lot.lot WHERE campaign = ? ORDER BY code',
    )
    .rows(campaign)
    .map((row) => row[0] as string);

export interface CountryApproval {
  readonly country: string;
  readonly approvedOn: IsoDate;
  readonly reference: string;
}

export const approvalsOf = (db: SqlDatabase, campaign: number): readonly CountryApproval[] =>
  db
    .prepare(
      `SELECT country, approved_day AS day, reference FROM campaign_country
       WHERE campaign = ? ORDER BY country`,
    )
    .all<{ country: string; day: number; reference: string }>(campaign)
    .map(({ country, day, reference }) => ({
      country,
      approvedOn: isoDateFromEpochDay(day),
      reference,
    }));

/** How many kits of a campaign stand at a place in a state. */
export interface CampaignCount {
  readonly place: number;
  readonly status: 'waiting' | 'confirmed' | 'left-out';
  readonly state: KitState;
  readonly kits: number;
}

export const countCampaignKits = (db: SqlDatabase, campaign: number): readonly CampaignCount[] =>
  db
    .prepare(
      `SELECT kit.place, campaign_kit.status, kit.state, count(*) AS kits
       FROM campaign_kit JOIN kit ON kit.id = campaign_kit.kit
       WHERE campaign_kit.campaign = ? GROUP BY 1, 2, 3`,
    )
    .all<CampaignCount>(campaign);

/** Kits that a place confirmed, wherever they are now. */
export const confirmedByPlace = (db: SqlDatabase, campaign: number): ReadonlyMap<number, number> =>
  new Map(
    db
      .prepare(
        `SELECT place, count(*) FROM campaign_kit
         WHERE campaign = ? AND status = 'confirmed' GROUP BY place`,
      )
      .rows(campaign) as unknown as [number, number][],
  );

export interface PlaceLabels extends LabelCount {
  readonly place: number;
  readonly note: string;
}

export const labelsOf = (db: SqlDatabase, campaign: number): readonly PlaceLabels[] =>
  db
    .prepare(
      'SELECT place, issued, used, destroyed, kept, note FROM campaign_label WHERE campaign = ?',
    )
    .all<PlaceLabels>(campaign);

export interface CampaignKit {
  readonly number: string;
  readonly lot: string;
  readonly status: 'waiting' | 'confirmed' | 'left-out';
  readonly state: KitState;
  readonly place: number;
}

/** Kits of a campaign at a place, by number. */
export const campaignKitsAt = (
  db: SqlDatabase,
  campaign: number,
  place: number,
  limit: number,
): readonly CampaignKit[] =>
  db
    .prepare(
      `SELECT kit.number, lot.code AS lot, campaign_kit.status, kit.state, kit.place
       FROM campaign_kit JOIN kit ON kit.id = campaign_kit.kit JOIN lot ON lot.id = kit.lot
       WHERE campaign_kit.campaign = ? AND kit.place = ?
       ORDER BY campaign_kit.status = 'waiting' DESC, kit.number LIMIT ?`,
    )
    .all<CampaignKit>(campaign, place, limit);

/** One kit in a campaign; undefined when the campaign does not have it. */
export const campaignKit = (
  db: SqlDatabase,
  campaign: number,
  number: string,
): CampaignKit | undefined =>
  db
    .prepare(
      `SELECT kit.number, lot.code AS lot, campaign_kit.status, kit.state, kit.place
       FROM campaign_kit JOIN kit ON kit.id = campaign_kit.kit JOIN lot ON lot.id = kit.lot
       WHERE campaign_kit.campaign = ? AND kit.number = ?`,
    )
    .get<CampaignKit>(campaign, number);

/** Kits at a place whose date is an extended one that a country has not approved, with the campaign that gave it. */
export const extendedElsewhere = (
  db: SqlDatabase,
  place: number,
  country: string,
): ReadonlyMap<number, string> =>
  new Map(
    db
      .prepare(
        `SELECT kit.id, campaign.code FROM campaign
           CROSS JOIN campaign_kit INDEXED BY campaign_kit_by_campaign
             ON campaign_kit.campaign = campaign.id AND campaign_kit.status = 'confirmed'
           CROSS JOIN kit ON kit.id = campaign_kit.kit
         WHERE kit.place = ? AND kit.expiry_day = campaign.expiry_day AND NOT EXISTS (
           SELECT 1 FROM campaign_country
           WHERE campaign_country.campaign = campaign.id AND campaign_country.country = ?)`,
      )
      .rows(place, country) as unknown as [number, string][],
  );
