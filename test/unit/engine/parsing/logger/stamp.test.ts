import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  newStamp,
  noOffset,
  scanStamp,
} from '../../../../../shared/engine/parsing/logger/stamp.ts';

const seed = 88_213;

const read = (text: string) => {
  const stamp = newStamp();
  return scanStamp(text, stamp) ? { ...stamp } : null;
};
const clock = (h: number, m = 0, s = 0): number => h * 3600 + m * 60 + s;

describe('dates and times as loggers write them', () => {
  it.each([
    ['2024-01-31 11:52:38', [2024, 1, 31, true, clock(11, 52, 38)]],
    ['2024/01/31T11:52', [2024, 1, 31, true, clock(11, 52)]],
    ['2024-01-31', [2024, 1, 31, true, -1]],
    ['31.01.2024 11:52', [2024, 31, 1, false, clock(11, 52)]],
    ['01.02.2024,10:00:00', [2024, 1, 2, false, clock(10)]],
    ['1/31/24 1:05 PM', [2024, 1, 31, false, clock(13, 5)]],
    ['01/31/2024 12:00:00 a.m.', [2024, 1, 31, false, 0]],
    ['13:37:22 24/01/2020', [2020, 24, 1, false, clock(13, 37, 22)]],
    ['01-Sep-21 12:30:00 am', [2021, 9, 1, true, clock(0, 30)]],
    ['Mon 3 März 2025 08:00', [2025, 3, 3, true, clock(8)]],
    ['Jan 5, 2024 08:00', [2024, 1, 5, true, clock(8)]],
    ['20240131 115238', [2024, 1, 31, true, clock(11, 52, 38)]],
    ['20240131T1152', [2024, 1, 31, true, clock(11, 52)]],
    ['2024-01-31 24:00:00', [2024, 1, 31, true, 86_400]],
    ['15.3.2024 10.05', [2024, 15, 3, false, clock(10, 5)]],
    ['15.3.2024, 10.05.30', [2024, 15, 3, false, clock(10, 5, 30)]],
    ['2024-01-31 09.30', [2024, 1, 31, true, clock(9, 30)]],
    ['2024-01-31T11:52:38.500Z', [2024, 1, 31, true, clock(11, 52, 38)]],
  ])('%s', (text, [year, first, second, settled, second_of_day]) => {
    expect(read(text)).toMatchObject({ year, first, second, settled, second_of_day });
  });

  it.each([
    ['2024-01-31T11:52:38+02:00', 120],
    ['2024-01-31 11:52 -0330', -210],
    ['2024-01-31 11:52:38.5+5', 300],
    ['2024-01-31T11:52Z', 0],
    ['31 Jan 2024 11:52 CEST', 120],
    ['2024-01-31 11:52', noOffset],
  ])('%s carries its offset', (text, offset) => {
    expect(read(text)?.offset).toBe(offset);
  });

  it.each([
    '',
    'soon',
    '12',
    '5.1',
    '44429.3375',
    '2024-01-31 25:00',
    '2024-01-31 10:60',
    '13:00 AM 01/02/2024',
    '2024-01',
    '1/2',
    '10:00 2024',
    '2024-01-31 10:00 EST5',
    '1850-01-01 10:00',
    '2024-01-31 10:00+99:00',
    '1-2-3-4-5',
    'Maybe 5 2024 10:00',
  ])('does not take %j for a moment', (text) => {
    const stamp = read(text);
    expect(stamp === null || stamp.year === -1).toBe(true);
  });

  it(`reads back every ISO 8601 second, and never throws (seed ${seed})`, () => {
    const date = fc.date({
      min: new Date('1971-01-01T00:00:00Z'),
      max: new Date('2198-12-31T23:59:59Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(date, fc.string({ maxLength: 50 }), (moment, noise) => {
        const iso = moment.toISOString();
        const stamp = read(iso.slice(0, 19));
        expect([stamp?.year, stamp?.first, stamp?.second]).toEqual(
          iso.slice(0, 10).split('-').map(Number),
        );
        expect(stamp?.second_of_day).toBe(
          clock(moment.getUTCHours(), moment.getUTCMinutes(), moment.getUTCSeconds()),
        );
        read(noise);
        read(iso + noise);
      }),
      { seed, numRuns: 1_000 },
    );
  });
});
