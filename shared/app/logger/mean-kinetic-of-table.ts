import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { Findings } from '../../engine/parsing/logger/findings.ts';
import { loggerText } from '../../engine/parsing/logger/logger-text.ts';
import { delimiterOf, linesOf, rowsOfGrid, rowsOfLines } from '../../engine/parsing/logger/rows.ts';
import type { Rows } from '../../engine/parsing/logger/rows.ts';
import { microFromDecimal } from '../../engine/temperature/centi-celsius.ts';
import { meanKineticTemperature, meanTemperature } from '../../engine/temperature/mean-kinetic.ts';
import type { Activation } from '../../engine/temperature/mean-kinetic.ts';
import type { LoggerSource } from './inspect-logger.ts';

/** Mean kinetic and arithmetic mean temperature in °C over so many hours. */
export interface MeanKinetic {
  readonly mkt_c: number;
  readonly mean_c: number;
  readonly hours: number;
}

const columnsOf = (rows: Rows): readonly string[] =>
  rows.count > 0 ? rows.cells(0).map((heading) => heading.toLowerCase()) : [];

const hasColumns = (rows: Rows): boolean =>
  ['duration_h', 'temp_c'].every((name) => columnsOf(rows).includes(name));

function rowsOf(source: LoggerSource): Result<Rows, Refusal> {
  if (source.kind === 'workbook') {
    const tables = source.sheets.map(({ rows }) => rowsOfGrid(rows));
    return ok(tables.find(hasColumns) ?? tables[0] ?? rowsOfGrid([]));
  }
  const text = loggerText(source.bytes, new Findings());
  if (!text.ok) return text;
  const lines = linesOf(text.value);
  return lines.ok ? ok(rowsOfLines(lines.value, delimiterOf(lines.value))) : lines;
}

const noColumns = (found: readonly string[]): Refusal =>
  refusal(
    'columns-not-found',
    'Line 1 has no columns duration_h and temp_c.',
    'Give the table the headings duration_h,temp_c.',
    [`Line 1 reads: ${found.join(' | ').slice(0, 200)}`],
  );

const badCell = (line: number, column: string, cell: string, expected: string): Refusal =>
  refusal(
    'cell-unreadable',
    `Line ${line}, column ${column}: ${JSON.stringify(cell.slice(0, 40))} is not ${expected}.`,
    'Correct the cell.',
  );

function weightedRows(
  rows: Rows,
  durationColumn: number,
  temperatureColumn: number,
): Result<{ readonly centi: number[]; readonly weight: number[] }, Refusal> {
  const centi: number[] = [];
  const weight: number[] = [];
  for (let i = 1; i < rows.count; i += 1) {
    const cells = rows.cells(i);
    if (cells.every((cell) => cell === '')) continue;
    const [duration, temperature] = [cells[durationColumn] ?? '', cells[temperatureColumn] ?? ''];
    const hours = microFromDecimal(duration) / 1e6;
    if (!(hours >= 0))
      return err(badCell(rows.numberOf(i), 'duration_h', duration, 'a number of hours from 0'));
    const degrees = microFromDecimal(temperature) / 1e6;
    if (!(degrees >= -273.15 && degrees <= 1_000)) {
      return err(badCell(rows.numberOf(i), 'temp_c', temperature, 'a temperature in °C'));
    }
    weight.push(hours);
    centi.push(degrees * 100);
  }
  return ok({ centi, weight });
}

/**
 * Mean kinetic temperature of a table with the columns duration_h and temp_c. Refuses a table
 * without them, a cell that is no number (with its line) and durations that add up to nothing.
 */
export function meanKineticOfTable(
  source: LoggerSource,
  activation: Activation,
): Result<MeanKinetic, Refusal> {
  const rows = rowsOf(source);
  if (!rows.ok) return rows;
  const headings = rows.value.count > 0 ? rows.value.cells(0) : [];
  const names = columnsOf(rows.value);
  const [durationColumn, temperatureColumn] = [
    names.indexOf('duration_h'),
    names.indexOf('temp_c'),
  ];
  if (durationColumn < 0 || temperatureColumn < 0) return err(noColumns(headings));
  const read = weightedRows(rows.value, durationColumn, temperatureColumn);
  if (!read.ok) return read;
  const mkt_c = meanKineticTemperature(read.value, activation);
  const mean_c = meanTemperature(read.value);
  if (mkt_c === null || mean_c === null) {
    return err(
      refusal(
        'no-duration',
        'The durations add up to 0 hours.',
        'Give each temperature the hours that it lasted.',
      ),
    );
  }
  return ok({ mkt_c, mean_c, hours: read.value.weight.reduce((sum, hours) => sum + hours, 0) });
}
