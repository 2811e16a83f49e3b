import type { SqlDatabase } from '../sql-database.ts';

/** What does not add up yet, or is still awaited. */
export type FindingKind =
  | 'return-awaited'
  | 'second-count'
  | 'counts-differ'
  | 'units-lost'
  | 'kit-missing';

export interface FindingRow {
  readonly kind: FindingKind;
  readonly place: string;
  readonly placeId: number;
  readonly number: string;
  readonly subject: string | null;
  readonly first: number | null;
  readonly second: number | null;
  readonly lost: number | null;
  /** Since when. */
  readonly at: string;
  /** An open or resolved discrepancy that is about the kit. */
  readonly discrepancy: string | null;
}

const discrepancyOf = (kit: string): string =>
  `(SELECT code FROM discrepancy WHERE discrepancy.kit = ${kit} ORDER BY id DESC LIMIT 1)`;

/** A dispensed kit is awaited once the subject has had later kits, or has left. */
const awaited = `
  SELECT 'return-awaited' AS kind, place.code AS place, place.id AS placeId, kit.number,
    subject.code AS subject, NULL AS first, NULL AS second, NULL AS lost, dispensing.at AS at,
    ${discrepancyOf('kit.id')} AS discrepancy
  FROM dispensed_kit JOIN dispensing ON dispensing.id = dispensed_kit.dispensing
    JOIN kit ON kit.id = dispensed_kit.kit JOIN subject ON subject.id = dispensing.subject
    JOIN place ON place.id = subject.site
  WHERE kit.state = 'dispensed' AND (subject.status = 'withdrawn' OR EXISTS (
    SELECT 1 FROM dispensing AS later
    WHERE later.subject = dispensing.subject AND later.id > dispensing.id))`;

const counted = (kind: FindingKind, condition: string): string => `
  SELECT '${kind}', place.code, place.id, kit.number, subject.code, kit_return.returned,
    kit_return.second, kit_return.lost, kit_return.at, ${discrepancyOf('kit.id')}
  FROM kit_return JOIN kit ON kit.id = kit_return.kit JOIN place ON place.id = kit_return.place
    LEFT JOIN subject ON subject.id = kit.subject
  WHERE ${condition}`;

const missing = `
  SELECT 'kit-missing', place.code, place.id, kit.number, subject.code, NULL, NULL, NULL, '',
    ${discrepancyOf('kit.id')}
  FROM kit JOIN place ON place.id = kit.place LEFT JOIN subject ON subject.id = kit.subject
  WHERE kit.state = 'missing'`;

const all = [
  counted(
    'counts-differ',
    'kit_return.second IS NOT NULL AND kit_return.second <> kit_return.returned',
  ),
  missing,
  counted('units-lost', 'kit_return.lost > 0'),
  counted('second-count', `kit_return.second IS NULL AND kit.state = 'returned'`),
].join(' UNION ALL ');

/** Everything that waits for somebody, at some places (all when null), the most serious kinds first. */
export const findings = (
  db: SqlDatabase,
  places: readonly number[] | null,
): readonly FindingRow[] =>
  db
    .prepare(
      `SELECT * FROM (${awaited} UNION ALL ${all})
       ${places === null ? '' : 'WHERE placeId IN (SELECT value FROM json_each(?))'}
       ORDER BY CASE kind WHEN 'counts-differ' THEN 0 WHEN 'kit-missing' THEN 1 WHEN 'units-lost' THEN 2
         WHEN 'second-count' THEN 3 ELSE 4 END, at, number`,
    )
    .all<FindingRow>(...(places === null ? [] : [JSON.stringify(places)]));
