// Requirements: CLD-04
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reportOf, warned } from '../../../../builders/inspected.ts';

const seed = 330_271;
const file = (...lines: readonly string[]) => ['Time;Temp °C', ...lines].join('\n');
const berlin = { zone: 'Europe/Berlin' };

describe('local times', () => {
  it('that exist twice are told apart by the order of lines', () => {
    const times = ['01:00', '01:30', '02:00', '02:30', '02:00', '02:30', '03:00'];
    const report = reportOf(file(...times.map((time, i) => `2024-10-27 ${time};${i}`)), berlin);
    expect(report).toMatchObject({
      readings: 7,
      duplicates: 0,
      out_of_order: 0,
      gaps: 0,
      interval_s: 1800,
      ambiguous_times: 4,
      first: '2024-10-27T01:00:00+02:00',
      last: '2024-10-27T03:00:00+01:00',
    });
    expect(warned(report, 'exists twice')).toEqual([4, 5, 6, 7]);
  });

  it('that do not exist are reported and kept', () => {
    const report = reportOf(
      file('2024-03-31 01:30;5', '2024-03-31 02:30;6', '2024-03-31 03:30;6'),
      berlin,
    );
    expect(report).toMatchObject({ readings: 3, nonexistent_times: 1, conflicts: 1 });
    expect(warned(report, 'does not exist in Europe/Berlin')).toEqual([3]);
    expect(warned(report, 'both are kept')).toEqual([4]);
  });

  it('leave no gap where clocks go forward, and are left alone without a zone', () => {
    const text = file(
      '2024-03-31 01:00;5',
      '2024-03-31 01:30;5',
      '2024-03-31 03:00;5',
      '2024-03-31 03:30;5',
    );
    expect(reportOf(text, berlin)).toMatchObject({ gaps: 0, interval_s: 1800 });
    const local = reportOf(text);
    expect(local).toMatchObject({ gaps: 1, zone: null, first: '2024-03-31T01:00:00' });
    expect(warned(local, 'No time zone')).toEqual([0]);
  });

  it('follow an offset written with them', () => {
    const report = reportOf(file('2024-10-27T02:30:00+02:00;5', '2024-10-27T02:30:00+01:00;6'));
    expect(report).toMatchObject({ readings: 2, duplicates: 0, interval_s: 3600 });
  });
});

describe('the order of lines', () => {
  it('newest first is read from the end', () => {
    const report = reportOf(file('2024-01-01 12:00;7', '2024-01-01 11:00;6', '2024-01-01 10:00;5'));
    expect(report).toMatchObject({ first: '2024-01-01T10:00:00', out_of_order: 0, gaps: 0 });
    expect(warned(report, 'newest reading to the oldest')).toHaveLength(1);
  });

  it('running back over covered time is sorted and reported as one stretch', () => {
    const times = ['10:00', '10:10', '10:20', '10:30', '10:10', '10:20', '10:40'];
    const report = reportOf(file(...times.map((time) => `2024-01-01 ${time};5`)));
    expect(report).toMatchObject({
      readings: 5,
      duplicates: 2,
      conflicts: 0,
      out_of_order: 2,
      gaps: 0,
    });
    expect(warned(report, 'Lines 6 to 7 go back')).toEqual([6]);
  });

  it('a repeated time with another temperature keeps both, so no extreme is lost', () => {
    const report = reportOf(
      file(
        '2024-01-01 10:00;5',
        '2024-01-01 10:00;12',
        '2024-01-01 10:00;12',
        '2024-01-01 10:10;5',
      ),
    );
    expect(report).toMatchObject({ readings: 3, duplicates: 2, conflicts: 1, max_c: 12 });
  });

  it('a clock that drifts is reported, not taken for gaps', () => {
    const report = reportOf(
      file(
        '2024-01-01 10:00:00;5',
        '2024-01-01 10:10:00;5',
        '2024-01-01 10:20:03;5',
        '2024-01-01 10:30:03;5',
      ),
    );
    expect(report).toMatchObject({ interval_s: 600, gaps: 0 });
    expect(warned(report, 'by up to 3 s')).toEqual([4]);
  });
});

describe('accounting', () => {
  it(`puts every line of data into exactly one count, whatever the lines say (seed ${seed})`, () => {
    const time = fc
      .integer({ min: 0, max: 60 })
      .map((m) => `2024-01-01 1${Math.floor(m / 60)}:${String(m % 60).padStart(2, '0')}`);
    const line = fc.tuple(
      fc.oneof(
        { weight: 8, arbitrary: time },
        { weight: 1, arbitrary: fc.constantFrom('2024-02-30 10:00', 'soon', '') },
      ),
      fc.oneof(
        { weight: 8, arbitrary: fc.integer({ min: -50, max: 50 }).map(String) },
        { weight: 2, arbitrary: fc.constantFrom('--.-', '', 'x', '-999', 'N/A') },
      ),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 60 }), (lines) => {
        const good = Array.from(
          { length: 80 },
          (_, i) =>
            `2024-01-02 ${String(10 + Math.floor(i / 60))}:${String(i % 60).padStart(2, '0')};5`,
        );
        const report = reportOf(file(...good, ...lines.map(([at, value]) => `${at};${value}`)));
        const { readings, duplicates, conflicts, missing, unreadable, data_lines } = report;
        const blank = lines.filter(([at, value]) => at === '' && value === '').length;
        expect(data_lines).toBe(80 + lines.length - blank);
        expect(readings + duplicates - conflicts + missing + unreadable).toBe(data_lines);
        expect(report.warnings.length >= Math.min(100, unreadable)).toBe(true);
      }),
      { seed, numRuns: 300 },
    );
  });
});
