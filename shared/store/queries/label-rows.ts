import type { EventBodies } from '../../ledger/events.ts';
import type { LabelKind, LabelTemplate } from '../../domain/label/label-template.ts';
import type { SqlDatabase } from '../sql-database.ts';

/** A signed version of a template. */
export interface TemplateRecord {
  readonly template: LabelTemplate;
  readonly version: number;
  readonly at: string;
  readonly by: string;
}

interface TemplateRow {
  readonly definition: string;
  readonly version: number;
  readonly at: string;
  readonly by: string;
}

const templateColumns = `label_template.definition, label_template.version, ledger.at,
  ledger.content ->> '$.signature.printedName' AS by`;

const rowToTemplate = ({ definition, ...row }: TemplateRow): TemplateRecord => ({
  ...row,
  template: JSON.parse(definition) as LabelTemplate,
});

/** The version of each template that is in force, by its id. */
export const templatesInForce = (db: SqlDatabase): readonly TemplateRecord[] =>
  db
    .prepare(
      `SELECT ${templateColumns}, max(label_template.version)
       FROM label_template JOIN ledger ON ledger.sequence = label_template.entry
       GROUP BY template ORDER BY template`,
    )
    .all<TemplateRow>()
    .map(({ definition, version, at, by }) => rowToTemplate({ definition, version, at, by }));

/** One version of a template, the latest when none is named. */
export function templateNamed(
  db: SqlDatabase,
  template: string,
  version: number | null = null,
): TemplateRecord | null {
  const row = db
    .prepare(
      `SELECT ${templateColumns}
       FROM label_template JOIN ledger ON ledger.sequence = label_template.entry
       WHERE template = ? AND version = coalesce(?, version) ORDER BY version DESC LIMIT 1`,
    )
    .get<TemplateRow>(template, version);
  return row === undefined ? null : rowToTemplate(row);
}

/** Labels that were issued together. */
export interface IssueRecord {
  readonly issue: string;
  readonly kind: LabelKind;
  readonly template: string;
  readonly version: number;
  readonly shipment: string | null;
  readonly kits: number;
  readonly copies: number;
  readonly labels: number;
  readonly again: number;
  readonly at: string;
  readonly offsetMinutes: number;
  readonly by: string;
  readonly reason: string | null;
  /** The expiry extension whose new date they carry. */
  readonly campaign: string | null;
}

const issueColumns = `label_issue.code AS issue, label_issue.kind,
  label_issue.template, label_issue.version, label_issue.shipment, label_issue.kits,
  label_issue.copies, label_issue.labels, label_issue.again, ledger.at,
  ledger.content ->> '$.offsetMinutes' AS offsetMinutes,
  ledger.content ->> '$.printedName' AS by, ledger.content ->> '$.reason' AS reason,
  ledger.content ->> '$.body.campaign' AS campaign`;

const joined = 'FROM label_issue JOIN ledger ON ledger.sequence = label_issue.entry';

export const countIssues = (db: SqlDatabase): number =>
  (db.prepare('SELECT count(*) AS issues FROM label_issue').get() as { issues: number }).issues;

/** Latest first. */
export const issuesPage = (
  db: SqlDatabase,
  page: { readonly offset: number; readonly limit: number },
): readonly IssueRecord[] =>
  db
    .prepare(`SELECT ${issueColumns} ${joined} ORDER BY label_issue.id DESC LIMIT ? OFFSET ?`)
    .all<IssueRecord>(page.limit, page.offset);

/** An issue with what its labels say, as recorded. */
export function issueNamed(
  db: SqlDatabase,
  code: string,
): (IssueRecord & { readonly body: EventBodies['labels-issued'] }) | null {
  const row = db
    .prepare(
      `SELECT ${issueColumns}, ledger.content -> '$.body' AS body ${joined} WHERE label_issue.code = ?`,
    )
    .get<IssueRecord & { readonly body: string }>(code);
  if (row === undefined) return null;
  return { ...row, body: JSON.parse(row.body) as EventBodies['labels-issued'] };
}

/** Kits of one issue by number, each with how many labels it got. */
export const eachLabelledKit = (
  db: SqlDatabase,
  issue: string,
): readonly { readonly number: string; readonly lot: string; readonly labels: number }[] =>
  db
    .prepare(
      `SELECT kit.number, lot.code AS lot, kit_label.labels
       FROM label_issue JOIN kit_label ON kit_label.issue = label_issue.id
         JOIN kit ON kit.id = kit_label.kit JOIN lot ON lot.id = kit.lot
       WHERE label_issue.code = ? ORDER BY kit.number`,
    )
    .all(issue);

/** How many kits were labelled, once for every issue that they stand in. */
export const countLabelledKits = (db: SqlDatabase): number =>
  (db.prepare('SELECT count(*) AS kits FROM kit_label').get() as { kits: number }).kits;

/** How many labels each of these kits was issued so far, by kit number; kits without are absent. */
export const labelsOfKits = (
  db: SqlDatabase,
  numbers: readonly string[],
): ReadonlyMap<string, number> =>
  new Map(
    db
      .prepare(
        `SELECT kit.number, sum(kit_label.labels) FROM json_each(?) AS asked
         JOIN kit ON kit.number = asked.value JOIN kit_label ON kit_label.kit = kit.id
         GROUP BY kit.id`,
      )
      .rows(JSON.stringify(numbers)) as unknown as [string, number][],
  );

/** Labels with the new date of an extension, by the place that confirmed their kit, or else has it. */
export const labelsOfCampaign = (
  db: SqlDatabase,
  campaign: { readonly id: number; readonly code: string; readonly entry: number },
): ReadonlyMap<number, number> =>
  new Map(
    db
      .prepare(
        `SELECT coalesce(campaign_kit.place, kit.place), sum(kit_label.labels)
         FROM label_issue JOIN ledger ON ledger.sequence = label_issue.entry
           JOIN kit_label ON kit_label.issue = label_issue.id
           JOIN kit ON kit.id = kit_label.kit
           JOIN campaign_kit ON campaign_kit.kit = kit.id AND campaign_kit.campaign = ?
         WHERE label_issue.entry > ? AND ledger.content ->> '$.body.campaign' = ?
         GROUP BY 1`,
      )
      .rows(campaign.id, campaign.entry, campaign.code) as unknown as [number, number][],
  );

/** How many labels a shipment was issued so far. */
export const labelsOfShipment = (db: SqlDatabase, shipment: string): number =>
  (
    db
      .prepare('SELECT coalesce(sum(labels), 0) AS labels FROM label_issue WHERE shipment = ?')
      .get(shipment) as { labels: number }
  ).labels;

/** What a kit label needs to know of a kit. */
export interface LabelledKit {
  readonly number: string;
  readonly lot: string;
  readonly expiryDay: number;
  readonly state: string;
  readonly place: number;
}

/** Kits by number, in the order of their numbers; unknown ones are left out. */
export const kitsToLabel = (db: SqlDatabase, numbers: readonly string[]): readonly LabelledKit[] =>
  db
    .prepare(
      `SELECT kit.number, lot.code AS lot, kit.expiry_day AS expiryDay, kit.state, kit.place
       FROM json_each(?) AS asked JOIN kit ON kit.number = asked.value JOIN lot ON lot.id = kit.lot
       ORDER BY kit.number`,
    )
    .all<LabelledKit>(JSON.stringify(numbers));

/** Numbers of all kits of a lot, or of those at one place. */
export const numbersOfLot = (
  db: SqlDatabase,
  lot: string,
  place: string | null,
): readonly string[] =>
  (
    db
      .prepare(
        `SELECT kit.number FROM kit JOIN lot ON lot.id = kit.lot JOIN place ON place.id = kit.place
         WHERE lot.code = ? AND place.code = coalesce(?, place.code) ORDER BY kit.number`,
      )
      .rows(lot, place) as unknown as readonly (readonly [string])[]
  ).map(([number]) => number);

/** Kits that wait for the new label of an extension where a country has approved it, everywhere or at one place. */
export const numbersOfCampaign = (
  db: SqlDatabase,
  campaign: number,
  place: string | null,
): readonly string[] =>
  (
    db
      .prepare(
        `SELECT kit.number FROM campaign_kit JOIN kit ON kit.id = campaign_kit.kit
           JOIN place ON place.id = kit.place
           JOIN campaign_country ON campaign_country.campaign = campaign_kit.campaign
             AND campaign_country.country = place.country
         WHERE campaign_kit.campaign = ? AND campaign_kit.status = 'waiting'
           AND place.code = coalesce(?, place.code) ORDER BY kit.number`,
      )
      .rows(campaign, place) as unknown as readonly (readonly [string])[]
  ).map(([number]) => number);
