import { checkCharacter } from '../../shared/engine/kit-numbers/check-characters.ts';

/** One row of a kit list as a packager writes it. */
export interface KitListRow {
  readonly number: string;
  readonly kitType: string;
  readonly lot: string;
  readonly expiry: string;
  readonly sequence?: number;
}

export const kitListMapping = {
  number: 'Kit',
  kitType: 'Type',
  lot: 'Lot',
  expiry: 'Expiry',
} as const;

/** A number of the small study's format: seven digits and their check character. */
export function kitNumber(body: number): string {
  const digits = String(body).padStart(7, '0');
  return `${digits}${checkCharacter(digits, 'mod-11-10') ?? ''}`;
}

/** `count` rows with kit types and two lots in turn. */
export const kitRows = (count: number, first = 1): KitListRow[] =>
  Array.from({ length: count }, (_, i) => ({
    number: kitNumber(first + i),
    kitType: i % 2 === 0 ? 'kit-active' : 'kit-placebo',
    lot: i % 3 === 0 ? 'L-A' : 'L-B',
    expiry: i % 3 === 0 ? '2027-03-31' : '2027-09-30',
  }));

/** The rows as CSV with the headings of `kitListMapping`, and `Sequence` when the rows have one. */
export function kitListCsv(rows: readonly KitListRow[]): string {
  const hasSequence = rows[0]?.sequence !== undefined;
  const heading = `Kit,Type,Lot,Expiry${hasSequence ? ',Sequence' : ''}`;
  const lines = rows.map(({ number, kitType, lot, expiry, sequence }) =>
    [number, kitType, lot, expiry, ...(hasSequence ? [sequence] : [])].join(','),
  );
  return `${[heading, ...lines].join('\n')}\n`;
}
