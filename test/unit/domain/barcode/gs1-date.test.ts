import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isoDateFromEpochDay,
  lastDayOfMonth,
  epochDayOf,
} from '../../../../shared/base/iso-date.ts';
import type { IsoDate } from '../../../../shared/base/iso-date.ts';
import { fullYear, readGs1Date, writeGs1Date } from '../../../../shared/domain/barcode/gs1-date.ts';

const read = (value: string, year = 2026): string => {
  const date = readGs1Date(value, year);
  return date.ok ? `${date.value.date} ${date.value.precision}` : date.error.rule;
};

describe('dates of barcodes', () => {
  test.each([
    ['280131', '2028-01-31 day'],
    ['280200', '2028-02-29 month'],
    ['270200', '2027-02-28 month'],
    ['270229', 'gs1-date'],
    ['271301', 'gs1-date'],
    ['270001', 'gs1-date'],
    ['27010', 'gs1-date'],
    ['2701011', 'gs1-date'],
    ['27O101', 'gs1-date'],
  ])('%s is %s', (value, expected) => {
    expect(read(value)).toBe(expected);
  });

  test.each([
    [26, 2026, 2026],
    [76, 2026, 2076],
    [77, 2026, 1977],
    [0, 2050, 2100],
    [1, 2050, 2001],
    [99, 2000, 1999],
    [50, 2000, 2050],
    [51, 2000, 1951],
  ])('year %d read in %d is %d', (twoDigits, current, expected) => {
    expect(fullYear(twoDigits, current)).toBe(expected);
  });

  test('29 February of 2100 does not exist', () => {
    expect(read('000229', 2090)).toBe('gs1-date');
    expect(read('000229', 2026)).toBe('2000-02-29 day');
  });

  test('a date within 49 years comes back, whole months as months', () => {
    fc.assert(
      fc.property(fc.integer({ min: -17_800, max: 17_800 }), (days) => {
        const date = isoDateFromEpochDay(epochDayOf('2026-07-01' as IsoDate) + days);
        const day = { date, precision: 'day' } as const;
        const month = { date: lastDayOfMonth(date), precision: 'month' } as const;
        expect(readGs1Date(writeGs1Date(day), 2026)).toEqual({ ok: true, value: day });
        expect(readGs1Date(writeGs1Date(month), 2026)).toEqual({ ok: true, value: month });
      }),
      { seed: 20261121, numRuns: 2000 },
    );
  });
});
