// Requirements: CLD-01
import { describe, expect, it } from 'vitest';
import { loggerFixture, refusalOf, reportOf, warned } from '../../../../builders/inspected.ts';

const fixture = (name: string, choices = {}) =>
  reportOf(loggerFixture(name), { fileName: name, ...choices });

describe('tables of known makes', () => {
  it.each([
    [
      'tinytag.csv',
      {
        format: 'tinytag',
        serial: '123456',
        interval_s: 900,
        readings: 3,
        first: '2024-02-13T10:00:00',
        min_c: 4.87,
        max_c: 5,
      },
    ],
    [
      'Case_2_F80A0001.csv',
      {
        format: 't-and-d',
        serial: 'F80A0001',
        interval_s: 900,
        readings: 3,
        missing: 1,
        gaps: 0,
        last: '2024-02-29T00:30:00',
        max_c: 4.9,
      },
    ],
    [
      'rotronic-tabs.xls',
      {
        format: 'rotronic',
        serial: 'A1',
        interval_s: 1800,
        readings: 2,
        first: '2020-02-01T00:00:00',
        max_c: 20.1,
      },
    ],
    [
      'hanwell.csv',
      {
        format: 'hanwell',
        serial: null,
        interval_s: 900,
        readings: 3,
        first: '2025-02-01T00:00:00',
        last: '2025-02-01T00:30:00',
        max_c: 18.3,
      },
    ],
    [
      'trend.csv',
      {
        format: 'trend',
        serial: 'P0031',
        interval_s: 900,
        readings: 3,
        first: '2023-12-31T23:30:00',
        last: '2024-01-01T00:00:00',
        min_c: 20.5,
      },
    ],
    [
      'Store EBC Master 12345 COM3.csv',
      {
        format: 'miniclima',
        serial: '12345',
        interval_s: 600,
        readings: 2,
        first: '2024-02-01T10:00:00',
        max_c: 20.6,
      },
    ],
    [
      'meaco-title.csv',
      {
        format: 'meaco',
        serial: 'L-4711',
        interval_s: 600,
        readings: 3,
        first: '2025-11-06T15:59:00',
        gaps: 1,
      },
    ],
  ])('reads %s', (name, expected) => {
    const report = fixture(name);
    expect(report).toMatchObject({ ...expected, signature: 'unsigned', unreadable: 0 });
    expect(report.data_lines).toBe(report.readings + report.missing);
  });

  it('says when day-first is a habit of the make and not proven', () => {
    expect(warned(fixture('hanwell.csv'), 'No date in the file proves')).toEqual([14]);
    expect(fixture('hanwell.csv', { dateOrder: 'month-first' }).first).toBe('2025-01-02T00:00:00');
  });

  it('lets a proof in the file overrule the habit', () => {
    const text = loggerFixture('hanwell.csv').toString().replaceAll('01/02/2025', '01/22/2025');
    expect(reportOf(text).first).toBe('2025-01-22T00:00:00');
  });

  it('asks which logger to read when a file holds several', () => {
    expect(refusalOf(loggerFixture('meaco-two-loggers.csv')).rule).toBe('several-loggers');
    const one = fixture('meaco-two-loggers.csv', { device: 'T2' });
    expect(one).toMatchObject({ readings: 2, min_c: 20.06, data_lines: 4 });
    expect(warned(one, '2 lines belong to other loggers')).toHaveLength(1);
    const absent = refusalOf(loggerFixture('meaco-two-loggers.csv'), { device: 'T9' });
    expect(absent).toMatchObject({
      rule: 'several-loggers',
      because: ['Logger "T1"', 'Logger "T2"'],
    });
  });

  it('does not take a line at the end for another logger', () => {
    const text = 'Sensor,Date,Temp C\nS1,2024-01-01 10:00,5\nS1,2024-01-01 10:10,5\nTotal,,\n';
    expect(reportOf(text)).toMatchObject({ readings: 2, unreadable: 1 });
  });

  it('says which channel it leaves unread, and takes one by number or heading', () => {
    const two = loggerFixture('tinytag.csv')
      .toString()
      .replace(',Time,1', ',Time,1,2')
      .replace('123456', '123456,123457')
      .replace('Property,,Temperature', 'Property,,Temperature,Temperature')
      .replaceAll(' °C\n', ' °C,-20.5 °C\n');
    expect(warned(reportOf(two), 'Of several temperature columns')).toEqual([3]);
    expect(reportOf(two, { column: '4' })).toMatchObject({ serial: '123457', max_c: -20.5 });
    expect(refusalOf(two, { column: 'nothing' }).rule).toBe('columns-not-found');
  });

  it('does not read a decimal comma that split a number', () => {
    const split = loggerFixture('tinytag.csv').toString().replaceAll('4.87 °C', '4,87 °C');
    const report = reportOf(split);
    expect(report).toMatchObject({ readings: 2, unreadable: 1, min_c: 4.9 });
    expect(warned(report, 'decimal comma')).toEqual([7]);
  });

  it('refuses a humidity file, naming its headings', () => {
    const refusal = refusalOf(
      'Timestamp,P0026_[A Space Humidity 1] [P26] [S26V] [Synchronized@1800](%)\n01-Sep-21 12:30:00 am,50.6\n',
    );
    expect(refusal.rule).toBe('columns-not-found');
    expect(refusal.because.join()).toContain('Humidity');
  });
});
