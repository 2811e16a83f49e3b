import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { machinePrinter } from '../../../electron/node/printer.ts';
import { kitListCsv, kitListMapping, kitRows } from '../../builders/kit-list-csv.ts';
import { openStudy, uploaded } from '../../builders/open-study.ts';
import type { OpenStudy } from '../../builders/open-study.ts';

let study: OpenStudy;
beforeAll(() => {
  study = openStudy();
});
afterAll(() => study.close());

const check = (text: string, mapping?: object) =>
  study.must('pharma', 'kits.checkFile', {
    file: uploaded('kits.csv', text),
    ...(mapping === undefined ? {} : { mapping: mapping as typeof kitListMapping }),
  });

const withDates = (dates: readonly string[]): string =>
  ['Kit No.;Product;Lot;Exp', ...dates.map((date, i) => `K${i};kit-active;L-1;${date}`)].join('\n');

describe('checking a kit list', () => {
  it('proposes columns, shows the first rows and counts all, before anybody confirmed anything', async () => {
    const report = await check(kitListCsv(kitRows(30)));
    expect(report.columns).toEqual(['Kit', 'Type', 'Lot', 'Expiry']);
    expect(report.proposed).toEqual({ ...kitListMapping, dateOrder: 'iso' });
    expect([report.rows, report.preview.length, report.questions, report.issueCount]).toEqual([
      30,
      8,
      [],
      0,
    ]);
  });

  it('asks which column holds what it cannot find', async () => {
    const report = await check('Kit;Colour\nA;red\n');
    expect(report.questions).toEqual([
      'Which column holds the kit type?',
      'Which column holds the lot?',
      'Which column holds the expiry date?',
    ]);
  });

  it('asks for the order of day and month unless other dates of the column prove it', async () => {
    const proven = await check(withDates(['03/04/2027', '25/04/2027']));
    expect(proven.proposed.dateOrder).toBe('day-first');
    const american = await check(withDates(['03/04/2027', '04/25/2027']));
    expect(american.proposed.dateOrder).toBe('month-first');
    for (const dates of [['03/04/2027'], ['03/04/2027', '25/04/2027', '04/25/2027']]) {
      const open = await check(withDates(dates));
      expect(open.questions).toEqual([
        'In column Exp, does the day or the month come first? 03/04/2027 reads both ways.',
      ]);
    }
  });

  it('reports every wrong row under a mapping and stores nothing', async () => {
    const rows = kitRows(40);
    const text = kitListCsv([...rows, { ...rows[0], kitType: 'kit-unknown' } as (typeof rows)[0]]);
    const report = await check(text, kitListMapping);
    expect(report.issueCount).toBe(2);
    expect(report.issues.map(({ line, column }) => [line, column])).toEqual([
      [42, 'Kit'],
      [42, 'Type'],
    ]);
    expect((await check(kitListCsv(rows), kitListMapping)).issueCount).toBe(0);
    expect((await study.must('pharma', 'kits.summary', {})).total).toBe(0);
  });

  it('reads a workbook like a text file', async () => {
    const rows = kitRows(20).map((row) => [row.number, row.kitType, row.lot, row.expiry]);
    const header = Object.values(kitListMapping);
    const bytes = await machinePrinter.xlsx({ name: 'Kits', header, rows });
    const input = { file: uploaded('kits.xlsx', bytes), mapping: kitListMapping };
    const report = await study.must('pharma', 'kits.checkFile', input);
    expect([report.columns, report.rows, report.issueCount]).toEqual([header, 20, 0]);
  });

  it('refuses a file that is no table', async () => {
    const file = uploaded('kits.csv', Uint8Array.of(0x4b, 0x69, 0x74, 0xff, 0x0a));
    expect((await study.refused('pharma', 'kits.checkFile', { file })).rule).toBe('text-encoding');
  });
});
