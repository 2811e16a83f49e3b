import { epochDayOf } from '../../base/iso-date.ts';
import type { IsoDate } from '../../base/iso-date.ts';
import { extendableStates } from '../../domain/lot/campaign.ts';
import type { SqlDatabase } from '../sql-database.ts';
import { mention } from './projection.ts';
import type { Projection } from './projection.ts';

const idOf = (db: SqlDatabase, campaign: string): number =>
  (db.prepare('SELECT id FROM campaign WHERE code = ?').get(campaign) as { id: number }).id;

export const campaignStarted: Projection<'campaign-started'> = (db, body, entry) => {
  const day = epochDayOf(body.expiry as IsoDate);
  db.prepare(
    `INSERT INTO campaign (code, entry, status, expiry_day, until_scanned, basis, started_at, started_by)
     VALUES (?, ?, 'open', ?, ?, ?, ?, ?)`,
  ).run(
    body.campaign,
    entry.sequence,
    day,
    body.untilScanned,
    body.basis,
    entry.at,
    entry.printedName,
  );
  const campaign = idOf(db, body.campaign);
  const states = extendableStates.map((state) => `'${state}'`).join(', ');
  for (const code of body.lots) {
    const { id } = db.prepare('SELECT id FROM lot WHERE code = ?').get(code) as { id: number };
    db.prepare('INSERT INTO campaign_lot VALUES (?, ?)').run(campaign, id);
    db.prepare('INSERT OR IGNORE INTO lot_dating (lot, expiry_day) VALUES (?, ?)').run(id, day);
    db.prepare(
      `INSERT INTO campaign_kit SELECT id, ?, 'waiting', NULL FROM kit
       WHERE lot = ? AND state IN (${states}) ORDER BY id`,
    ).run(campaign, id);
    mention(db, 'lot', code, entry.sequence);
  }
  mention(db, 'campaign', body.campaign, entry.sequence);
};

/** What is in force for kits of a campaign, computed anew; `where` narrows them, with its values. */
function dateAgain(db: SqlDatabase, campaign: number, where: string, ...values: string[]): void {
  db.prepare(
    `UPDATE kit SET (expiry_day, block) =
       (SELECT expiry_day, (kit.block & 1) | (waits * 2) FROM kit_dating WHERE kit_dating.kit = kit.id)
     WHERE id IN (SELECT kit FROM campaign_kit WHERE campaign = ?) AND ${where}`,
  ).run(campaign, ...values);
}

export const campaignCountryApproved: Projection<'campaign-country-approved'> = (
  db,
  body,
  entry,
) => {
  const campaign = idOf(db, body.campaign);
  db.prepare('INSERT INTO campaign_country VALUES (?, ?, ?, ?, ?)').run(
    campaign,
    body.country,
    epochDayOf(body.approvedOn as IsoDate),
    body.reference,
    entry.sequence,
  );
  dateAgain(db, campaign, 'place IN (SELECT id FROM place WHERE country = ?)', body.country);
  mention(db, 'campaign', body.campaign, entry.sequence);
};

export const campaignKitsConfirmed: Projection<'campaign-kits-confirmed'> = (db, body, entry) => {
  const campaign = idOf(db, body.campaign);
  const confirm = db.prepare(
    `UPDATE campaign_kit SET status = 'confirmed', place = (SELECT id FROM place WHERE code = ?)
     WHERE campaign = ? AND kit = (SELECT id FROM kit WHERE number = ?)`,
  );
  for (const number of body.kits) {
    confirm.run(body.place, campaign, number);
    mention(db, 'kit', number, entry.sequence);
  }
  dateAgain(db, campaign, 'number IN (SELECT value FROM json_each(?))', JSON.stringify(body.kits));
  mention(db, 'campaign', body.campaign, entry.sequence);
  mention(db, 'place', body.place, entry.sequence);
};

/** Their old date stays in force; nothing waits for a label any more. */
export const campaignKitsLeftOut: Projection<'campaign-kits-left-out'> = (db, body, entry) => {
  const campaign = idOf(db, body.campaign);
  const leave = db.prepare(
    `UPDATE campaign_kit SET status = 'left-out'
     WHERE campaign = ? AND kit = (SELECT id FROM kit WHERE number = ?)`,
  );
  for (const number of body.kits) {
    leave.run(campaign, number);
    mention(db, 'kit', number, entry.sequence);
  }
  dateAgain(db, campaign, 'number IN (SELECT value FROM json_each(?))', JSON.stringify(body.kits));
  mention(db, 'campaign', body.campaign, entry.sequence);
};

export const campaignLabelsCounted: Projection<'campaign-labels-counted'> = (db, body, entry) => {
  db.prepare(
    `INSERT INTO campaign_label
     SELECT ?, id, ?, ?, ?, ?, ?, ? FROM place WHERE code = ?
     ON CONFLICT DO UPDATE SET issued = excluded.issued, used = excluded.used,
       destroyed = excluded.destroyed, kept = excluded.kept, note = excluded.note,
       entry = excluded.entry`,
  ).run(
    idOf(db, body.campaign),
    body.issued,
    body.used,
    body.destroyed,
    body.kept,
    body.note,
    entry.sequence,
    body.place,
  );
  mention(db, 'campaign', body.campaign, entry.sequence);
  mention(db, 'place', body.place, entry.sequence);
};

export const campaignClosed: Projection<'campaign-closed'> = (db, body, entry) => {
  db.prepare(
    `UPDATE campaign SET status = 'closed', closed_at = ?, closed_by = ? WHERE code = ?`,
  ).run(entry.at, entry.signature?.printedName ?? entry.printedName, body.campaign);
  dateAgain(db, idOf(db, body.campaign), 'TRUE');
  mention(db, 'campaign', body.campaign, entry.sequence);
};
