import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { openStudy, uploaded } from '../../builders/open-study.ts';
import type { OpenStudy } from '../../builders/open-study.ts';
import { replayed } from '../../builders/replayed.ts';

let study: OpenStudy;
let file: ReturnType<typeof uploaded>;

const readings = (month: number, warmest: number) => [
  [{ value: 'Date/Time' }, { value: 'Temp °C' }],
  ...[5, warmest, 5.1].map((value, i) => [
    {
      value: new Date(Date.UTC(2026, month, 2, 10, 10 * i)),
      type: Date,
      format: 'yyyy-mm-dd hh:mm',
    },
    { value, type: Number },
  ]),
];

beforeAll(async () => {
  study = openStudy();
  const sheets = [
    { sheet: 'January', data: readings(0, 6) },
    { sheet: 'February', data: readings(1, 9.5) },
  ];
  file = uploaded('two.xlsx', await writeXlsxFile(sheets).toBuffer());
});
afterAll(() => {
  expect(replayed(study).checks.filter(({ passed }) => !passed)).toEqual([]);
  study.close();
});

describe('a workbook with readings on two sheets', () => {
  it('is asked about before anything of it is shown or kept', async () => {
    for (const name of ['loggers.preview', 'loggers.import'] as const) {
      const refusal = await study.refused('qa', name, { file });
      expect(refusal.rule).toBe('several-sheets');
      expect(refusal.message).toContain('"January" (4 rows), "February" (4 rows)');
    }
  });

  it('is imported sheet by sheet, and no sheet twice', async () => {
    const zone = 'UTC';
    const first = await study.must('qa', 'loggers.import', {
      file,
      choices: { sheet: 'January', zone },
    });
    const choices = { sheet: '2', zone };
    const preview = await study.must('qa', 'loggers.preview', { file, choices });
    expect(preview).toMatchObject({ alreadyImported: null, inspected: { maxC: 9.5 } });
    const second = await study.must('qa', 'loggers.import', { file, choices });
    expect(second.file).not.toBe(first.file);
    const again = { file, choices: { sheet: 'February', zone } };
    expect((await study.must('qa', 'loggers.preview', again)).alreadyImported).toBe(second.file);
    expect((await study.refused('qa', 'loggers.import', again)).rule).toBe('file-imported-before');
    const { warnings } = await study.must('qa', 'loggers.get', { file: first.file });
    expect(warnings.map(({ message }) => message).join()).toContain('not read: "February"');
  });
});
