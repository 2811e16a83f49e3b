import { refusal } from '../../../base/refusal.ts';
import type { Refusal } from '../../../base/refusal.ts';
import { err, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import type { TemperatureUnit } from '../../temperature/centi-celsius.ts';
import { loggerLimits } from './limits.ts';
import type { Rows } from './rows.ts';
import type { DateOrder, ReadingChoices, TableLayout } from './table-layout.ts';

/**
 * What a person confirmed once about tables with these headings. Plain data:
 * its canonical text can be signed and compared.
 */
export interface MappingProfile {
  readonly headings: readonly string[];
  /** Heading of the temperature column. */
  readonly column: string;
  readonly dateOrder: DateOrder | null;
  readonly zone: string | null;
  readonly unit: TemperatureUnit | null;
}

/** The profile of a file that was read with these choices; null where it has no headings to know it by. */
export function profileOf(
  rows: Rows,
  layout: TableLayout,
  choices: ReadingChoices,
): MappingProfile | null {
  const headings = layout.header < 0 ? [] : rows.cells(layout.header);
  const column = headings[layout.temperatureColumn];
  if (column === undefined || column === '') return null;
  return {
    headings,
    column,
    dateOrder: choices.dateOrder ?? null,
    zone: choices.zone ?? null,
    unit: choices.unit ?? null,
  };
}

const sameHeadings = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((heading, i) => heading === b[i]);

/**
 * The choices of a profile for a table that has exactly its headings in one of the first lines.
 * Refuses `profile-does-not-fit`: a changed heading may mean a changed unit or date format.
 */
export function choicesOfProfile(
  profile: MappingProfile,
  rows: Rows,
): Result<ReadingChoices, Refusal> {
  const last = Math.min(rows.count, loggerLimits.headerLines);
  for (let row = 0; row < last; row += 1) {
    if (!sameHeadings(profile.headings, rows.cells(row))) continue;
    const { column, dateOrder, zone, unit } = profile;
    return ok({
      column,
      ...(dateOrder === null ? {} : { dateOrder }),
      ...(zone === null ? {} : { zone }),
      ...(unit === null ? {} : { unit }),
    });
  }
  return err(
    refusal(
      'profile-does-not-fit',
      'No line of the file has the headings that were confirmed for this profile.',
      'Confirm the columns of this file, or choose another profile.',
      [`Confirmed: ${profile.headings.join(' | ').slice(0, 300)}`],
    ),
  );
}
