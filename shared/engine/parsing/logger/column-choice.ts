import type { LoggerWarning } from './findings.ts';
import type { ReadingChoices } from './table-layout.ts';

/**
 * The column that a person asked for: by its heading, by its number from 1, or by a part of its
 * heading. Null when nobody asked, −1 when no column is meant.
 */
export function chosenColumn(headings: readonly string[], choices: ReadingChoices): number | null {
  if (choices.column === undefined) return null;
  const asked = choices.column.trim().toLowerCase();
  const exact = headings.findIndex((heading) => heading.toLowerCase() === asked);
  if (exact >= 0) return exact;
  if (/^\d{1,4}$/.test(asked)) return Number(asked) - 1;
  return asked === '' ? -1 : headings.findIndex((heading) => heading.toLowerCase().includes(asked));
}

/** Says which temperature columns are left unread beside the one that is read. */
export function columnsNotRead(
  line: number,
  headings: readonly string[],
  temperatures: readonly number[],
  read: number,
): readonly LoggerWarning[] {
  const name = (i: number): string => `"${headings[i] || i + 1}"`;
  const rest = temperatures.filter((i) => i !== read).map(name);
  if (rest.length === 0) return [];
  const listed = rest.slice(0, 20).join(', ');
  const message = `Of several temperature columns only ${name(read)} is read; not read: ${listed}. Another can be chosen (on the command line: --column).`;
  return [{ line, message }];
}

/** Says that the make's habit, not a heading, tells where the temperature stands. */
export const byHabit = (line: number, column: number): LoggerWarning => ({
  line,
  message: `No heading names the temperature; column ${column + 1} is read, where this make writes it. Another can be chosen (on the command line: --column).`,
});
