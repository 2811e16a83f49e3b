import { refusal } from '../../../base/refusal.ts';
import type { Refusal } from '../../../base/refusal.ts';
import { err, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import type { DraftColumns } from './draft-columns.ts';
import type { Findings } from './findings.ts';
import type { DateOrder, ReadingChoices, TableLayout } from './table-layout.ts';

/** What the dates themselves prove. Lines count from 1; 0 means that no line proves it. */
interface Evidence {
  readonly dayFirstLine: number;
  readonly monthFirstLine: number;
  /** First line that reads both ways with different results. */
  readonly openLine: number;
  readonly open: readonly [number, number];
}

function evidenceOf(columns: DraftColumns): Evidence {
  let [dayFirstLine, monthFirstLine, openLine] = [0, 0, 0];
  let open: readonly [number, number] = [0, 0];
  for (let i = 0; i < columns.count; i += 1) {
    if (columns.settled[i] === 1) continue;
    const first = columns.first[i] as number;
    const second = columns.second[i] as number;
    const line = columns.line[i] as number;
    if (first > 12 && second <= 12 && dayFirstLine === 0) dayFirstLine = line;
    if (second > 12 && first <= 12 && monthFirstLine === 0) monthFirstLine = line;
    if (openLine === 0 && first !== second && first <= 12 && second <= 12) {
      openLine = line;
      open = [first, second];
    }
  }
  return { dayFirstLine, monthFirstLine, openLine, open };
}

/** Where years of two digits may stand first instead of last; lines count from 1, 0 for none. */
interface YearPlace {
  /** A line that differs from the one before in its last number alone: more likely a day than a year. */
  readonly stepLine: number;
  /** The first line of a file that has one date only, and that date reads both ways. */
  readonly openLine: number;
}

function yearPlaceOf(columns: DraftColumns): YearPlace {
  let [openLine, previous, isOneDate] = [0, -1, true];
  for (let i = 0; i < columns.count; i += 1) {
    if (columns.shortYear[i] === 0) continue;
    const [first, second] = [columns.first[i] as number, columns.second[i] as number];
    const last = (columns.year[i] as number) % 100;
    if (openLine === 0 && second <= 12 && last >= 1 && last <= 31 && last !== first) {
      openLine = columns.line[i] as number;
    }
    const isSame =
      previous >= 0 && columns.first[previous] === first && columns.second[previous] === second;
    if (isSame && columns.year[previous] !== columns.year[i] && openLine > 0) {
      return { stepLine: columns.line[i] as number, openLine };
    }
    if (previous >= 0 && !isSame) isOneDate = false;
    previous = i;
  }
  return { stepLine: 0, openLine: isOneDate ? openLine : 0 };
}

const yearUnclear = (line: number): Refusal =>
  refusal(
    'year-place-unclear',
    `Line ${line} differs from the date before it in the last number alone: the year seems to stand first, with two digits.`,
    'Export the file with years of four digits or, if the year does stand last, say which comes first (on the command line: --day-first or --month-first).',
  );

const contradictory = ({ dayFirstLine, monthFirstLine }: Evidence): Refusal =>
  refusal(
    'date-order-contradictory',
    `Line ${dayFirstLine} can only be read with the day first, line ${monthFirstLine} only with the month first.`,
    'Export the file again with one date format, or say which comes first (on the command line: --day-first or --month-first): lines that do not fit are then reported.',
  );

const ambiguous = ({ openLine, open: [first, second] }: Evidence): Refusal =>
  refusal(
    'date-order-ambiguous',
    `Nothing in the file tells whether the day or the month comes first (line ${openLine}: ${first}/${second}).`,
    'Say which comes first (on the command line: --day-first or --month-first).',
    [
      `With the day first, line ${openLine} is day ${first} of month ${second}; with the month first, day ${second} of month ${first}.`,
      'No date in the file has a number above 12 in one of the two places.',
    ],
  );

/**
 * Decides between day first and month first: what the person chose, else what a number above 12
 * proves, else what the file declares, else the habit of the make (reported). Never guesses:
 * refuses `date-order-ambiguous`, `date-order-contradictory` and `year-place-unclear`.
 */
export function dateOrderOf(
  columns: DraftColumns,
  layout: TableLayout,
  choices: ReadingChoices,
  dotted: boolean,
  findings: Findings,
): Result<DateOrder, Refusal> {
  if (choices.dateOrder !== undefined) return ok(choices.dateOrder);
  const place = yearPlaceOf(columns);
  if (place.stepLine > 0) return err(yearUnclear(place.stepLine));
  if (place.openLine > 0 && !dotted) {
    findings.add(
      'date order',
      place.openLine,
      'The file has one date only, with a year of two digits that might stand first or last; read as the last. Export it with years of four digits to settle it.',
    );
  }
  const evidence = evidenceOf(columns);
  if (evidence.dayFirstLine > 0 && evidence.monthFirstLine > 0) return err(contradictory(evidence));
  if (evidence.dayFirstLine > 0) return ok('day-first');
  if (evidence.monthFirstLine > 0) return ok('month-first');
  if (evidence.openLine === 0) return ok('day-first');
  if (layout.declaredOrder !== null) return ok(layout.declaredOrder);
  const usual = dotted ? 'day-first' : layout.usualOrder;
  if (usual === null) return err(ambiguous(evidence));
  const why = dotted ? 'dates with dots are written so' : 'this make writes it so';
  findings.add(
    'date order',
    evidence.openLine,
    `No date in the file proves the order of day and month; read ${usual}, because ${why}. Say which comes first to settle it (on the command line: --day-first or --month-first).`,
  );
  return ok(usual);
}
