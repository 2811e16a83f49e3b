import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { reportOf } from '../../../../builders/inspected.ts';

/** Files of real devices, where a developer has them: `CACHET_LOGGER_SAMPLES`, or beside the checkout. */
const directory =
  process.env['CACHET_LOGGER_SAMPLES'] ??
  `${import.meta.dirname}/../../../../../../shared/samples/loggers`;
const present = existsSync(directory);
if (!present) process.stderr.write('files of real loggers: skipped: no samples\n');

describe.skipIf(!present)('files of real loggers', () => {
  it.each([
    [
      '130400191544_202304201514.txt',
      {
        signature: 'authentic',
        kind: 'daily',
        serial: '130400191544',
        readings: 4,
        min_c: 1.5,
        max_c: 20.8,
        mkt_c: null,
      },
    ],
    [
      'RCPJ00010_02_202211090128.txt',
      {
        signature: 'authentic',
        serial: 'RCPJ00010',
        readings: 124,
        interval_s: 600,
        min_c: 0.9,
        max_c: 24.3,
        gaps: 0,
      },
    ],
    [
      'meaco_Meaco_1.csv',
      { format: 'meaco', readings: 10, interval_s: 600, gaps: 1, min_c: 21.21 },
    ],
    [
      'rotronic_Rotronic_1.csv',
      { format: 'rotronic', serial: 'A00000000', readings: 10, first: '2020-01-24T13:37:22' },
    ],
    ['tandd_TandD_1.csv', { format: 't-and-d', readings: 10, interval_s: 900, min_c: 22.7 }],
    [
      'tinytag_TinyTag_1.csv',
      { format: 'tinytag', model: 'TGU-4500', serial: '000000', readings: 10, interval_s: 1800 },
    ],
    [
      'trend_Trend_1.csv',
      {
        format: 'trend',
        readings: 10,
        interval_s: 1800,
        first: '2021-09-01T00:30:00',
        max_c: 20.7,
      },
    ],
  ])('%s', (name, expected) => {
    expect(reportOf(readFileSync(`${directory}/${name}`), { fileName: name })).toMatchObject(
      expected,
    );
  });
});
