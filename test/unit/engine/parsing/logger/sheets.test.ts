import { describe, expect, it } from 'vitest';
import { Findings } from '../../../../../shared/engine/parsing/logger/findings.ts';
import { readLoggerWorkbook } from '../../../../../shared/engine/parsing/logger/read-logger.ts';
import type { Sheet } from '../../../../../shared/engine/parsing/logger/rows.ts';
import type { ReadingChoices } from '../../../../../shared/engine/parsing/logger/table-layout.ts';

const sheet = (name: string, ...rows: readonly (readonly string[])[]): Sheet => ({
  name,
  rows: rows.map((cells, i) => ({ line: i + 1, cells })),
});
const readings = (name: string, warmest: string): Sheet =>
  sheet(
    name,
    ['Date/Time', 'Temp °C'],
    ['2024-03-01 10:00', '5.0'],
    ['2024-03-01 10:10', warmest],
    ['2024-03-01 10:20', '5.1'],
  );
const notes = sheet('Notes', ['Report', 'Min'], ['made by', 'QA']);

const read = (sheets: readonly Sheet[], choices: ReadingChoices = {}) =>
  readLoggerWorkbook(sheets, choices, new Findings());
const highest = (sheets: readonly Sheet[], choices: ReadingChoices = {}): number => {
  const result = read(sheets, choices);
  if (!result.ok) throw new Error(result.error.message);
  return Math.max(...result.value.series.centi);
};
const refused = (sheets: readonly Sheet[], choices: ReadingChoices = {}) => {
  const result = read(sheets, choices);
  if (result.ok) throw new Error('read');
  return result.error;
};

describe('the sheets of a workbook', () => {
  it('are looked through for the one with readings, and the rest is named', () => {
    for (const sheets of [
      [notes, readings('Data', '9.9')],
      [readings('Data', '9.9'), notes],
    ]) {
      const result = read(sheets);
      expect(result.ok && result.value.sheet).toBe('Data');
      expect(highest(sheets)).toBe(990);
      const said = result.ok ? result.value.warnings.map(({ message }) => message).join() : '';
      expect(said).toContain('the sheet "Data" is read; not read: "Notes" (2 rows)');
    }
  });

  it('say nothing of sheets when there is one', () => {
    const result = read([readings('Data', '9.9')]);
    const said = result.ok ? result.value.warnings.map(({ message }) => message).join() : '';
    expect(said).not.toContain('sheet');
  });

  it('with readings on several are asked about, by name or number', () => {
    const sheets = [readings('January', '5.5'), notes, readings('February', '12.5')];
    const refusal = refused(sheets);
    expect(refusal).toMatchObject({
      rule: 'several-sheets',
      message: 'The workbook holds readings on 2 sheets: "January" (4 rows), "February" (4 rows).',
    });
    expect(refusal.because).toContain('Sheet 3: "February" (4 rows)');
    expect(highest(sheets, { sheet: 'february ' })).toBe(1250);
    expect(highest(sheets, { sheet: '3' })).toBe(1250);
    expect(highest(sheets, { sheet: '1' })).toBe(550);
  });

  it('take a name that is a number before the number of a sheet', () => {
    expect(
      highest([readings('2', '5.5'), readings('3', '6.5'), readings('x', '7.5')], { sheet: '3' }),
    ).toBe(650);
  });

  it.each(['March', '0', '4', ''])('refuse the sheet %j, which is not there', (asked) => {
    expect(refused([readings('A', '5'), notes], { sheet: asked }).rule).toBe('sheet-unknown');
  });

  it('name what was looked at when none holds readings', () => {
    const refusal = refused([notes, sheet('More', ['a', 'b'], ['1', '2'])]);
    expect(refusal.rule).toBe('columns-not-found');
    expect(refusal.because.join()).toContain('Sheet 2: "More" (2 rows)');
    expect(refused([sheet('Empty')]).rule).toBe('file-empty');
  });
});
