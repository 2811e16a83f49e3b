import { monthNames } from '../../../shared/base/iso-date.ts';
import type { FigureTable } from '../../charts/lab-figure-table.tsx';
import type { NumberTable } from '../../charts/workbook-context.ts';

const figure = /^([+-]?[\d,]*\.?\d+)( %)?(?: ± ([\d,]*\.?\d+)( %)?)?$/;
const date = /^(\d{1,2}) ([A-Z][a-z]{2}) (\d{4})$/;

const numberOf = (text: string): number => Number(text.replaceAll(',', ''));

/** `9 Oct 2027` as `2027-10-09`; other text stays. */
function sortable(text: string): string {
  const [, day = '', month = '', year] = date.exec(text) ?? [];
  const at = monthNames.findIndex((name) => name === month);
  if (year === undefined || at < 0) return text;
  return `${year}-${String(at + 1).padStart(2, '0')}-${day.padStart(2, '0')}`;
}

interface Column {
  readonly head: readonly string[];
  readonly cell: (text: string) => readonly (string | number)[];
}

/** A column of figures becomes numbers, and their errors a column beside; others stay text. */
function columnOf(head: string, cells: readonly string[]): Column {
  const figures = cells.filter((cell) => cell !== '–').map((cell) => figure.exec(cell));
  if (figures.length === 0 || figures.includes(null)) {
    return { head: [head], cell: (text) => [sortable(text)] };
  }
  const hasError = figures.some((found) => found?.[3] !== undefined);
  const unit = figures.some((found) => found?.[2] !== undefined) ? ', %' : '';
  return {
    head: hasError ? [`${head}${unit}`, `${head} ±`] : [`${head}${unit}`],
    cell: (text) => {
      const [, value, , error] = figure.exec(text) ?? [];
      const shown = value === undefined ? '' : numberOf(value);
      return hasError ? [shown, error === undefined ? '' : numberOf(error)] : [shown];
    },
  };
}

/** A table as it is read by a person, with its figures as numbers, errors apart and days that sort. */
export function numbersOf({ heads, rows }: FigureTable): NumberTable {
  const columns = heads.map((head, i) =>
    i === 0
      ? { head: [head], cell: (text: string) => [sortable(text)] }
      : columnOf(
          head,
          rows.map((row) => row[i] ?? ''),
        ),
  );
  return {
    heads: columns.flatMap(({ head }) => head),
    rows: rows.map((row) => columns.flatMap(({ cell }, i) => cell(row[i] ?? ''))),
  };
}
