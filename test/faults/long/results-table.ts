import type { Figure } from '../figures.ts';

/** A row of the table with when and at which commit it was measured. */
export interface Measured extends Figure {
  /** Day, UTC. */
  readonly on: string;
  /** Short name of the commit; a tree that differs from its commit says so. */
  readonly commit: string;
}

const begin = '<!-- figures: written by `npm run faults` -->';
const end = '<!-- end of figures -->';
const titles = ['What', 'Runs', 'Result', 'Measured', 'Commit'] as const;

const cells = ({ what, runs, result, on, commit }: Measured): readonly string[] => [
  what,
  runs,
  result,
  on,
  commit,
];

function readRow(line: string): Measured {
  const [what = '', runs = '', result = '', on = '', commit = ''] = line
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.trim());
  return { what, runs, result, on, commit };
}

/** The figures that a text holds between its marks. Throws without marks. */
export function readTable(text: string): readonly Measured[] {
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error('the results have no place for the figures');
  return text
    .slice(from + begin.length, to)
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map(readRow);
}

/** The text with new figures: each takes the place of an older one of the same name, others come after them. */
export function withFigures(text: string, measured: readonly Measured[]): string {
  const fresh = new Map(measured.map((row) => [row.what, row]));
  const older = readTable(text);
  const rows = older.map((row) => fresh.get(row.what) ?? row);
  const known = new Set(older.map(({ what }) => what));
  rows.push(...[...fresh.values()].filter(({ what }) => !known.has(what)));
  return text.slice(0, text.indexOf(begin)) + tableOf(rows) + text.slice(text.indexOf(end));
}

function tableOf(rows: readonly Measured[]): string {
  const all = [titles, ...rows.map(cells)];
  const widths = titles.map((_, i) => Math.max(...all.map((row) => (row[i] ?? '').length)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, i) => cell.padEnd(widths[i] as number)).join(' | ')} |`;
  const rule = line(widths.map((width) => '-'.repeat(width)));
  const [head, ...body] = all.map(line);
  return [`${begin}\n`, head, rule, ...body, '', ''].join('\n');
}
