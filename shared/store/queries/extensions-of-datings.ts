import type { SqlDatabase } from '../sql-database.ts';

/** Datings that an expiry extension gave to lots, each with the countries that approved it. */
export function extensionsOfDatings(db: SqlDatabase): ReadonlyMap<number, ReadonlySet<string>> {
  const found = new Map<number, Set<string>>();
  const rows = db
    .prepare(
      `SELECT lot_dating.id, campaign_country.country
       FROM campaign JOIN campaign_lot ON campaign_lot.campaign = campaign.id
         JOIN lot_dating ON lot_dating.lot = campaign_lot.lot
           AND lot_dating.expiry_day = campaign.expiry_day
         LEFT JOIN campaign_country ON campaign_country.campaign = campaign.id`,
    )
    .rows();
  for (const [dating, country] of rows) {
    const approvedIn = found.get(dating as number) ?? new Set<string>();
    if (country !== null) approvedIn.add(country as string);
    found.set(dating as number, approvedIn);
  }
  return found;
}
