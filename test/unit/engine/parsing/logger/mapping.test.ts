// Requirements: CLD-03
import { describe, expect, it } from 'vitest';
import { loggerFixture, refusalOf, reportOf, warned } from '../../../../builders/inspected.ts';

describe('any table with headings', () => {
  it('finds headings below a preamble, with serial, zone and 12-hour clock', () => {
    expect(reportOf(loggerFixture('numbered-us-dates.csv'))).toMatchObject({
      serial: '10293847',
      zone: '+02:00',
      first: '2024-01-13T13:00:00+02:00',
      readings: 3,
      missing: 1,
      gaps: 0,
      min_c: 5.1,
      max_c: 5.24,
    });
    const elitech = reportOf(loggerFixture('preamble-with-zone.csv'));
    expect(elitech).toMatchObject({
      model: 'RC-5',
      serial: 'EF5181003331',
      zone: '+08:00',
      interval_s: 600,
      readings: 4,
      missing: 1,
      duplicates: 1,
      conflicts: 0,
      gaps: 1,
      data_lines: 6,
    });
    expect(warned(elitech, 'Gap of 3600 s')).toEqual([14]);
    expect(warned(elitech, 'set aside')).toEqual([13]);
    expect(warned(elitech, 'No temperature ("--.-")')).toEqual([11]);
  });

  it('reads a date apart from its time, semicolons and decimal commas', () => {
    expect(reportOf(loggerFixture('split-date-decimal-comma.csv'))).toMatchObject({
      serial: '0815',
      first: '2024-02-01T08:00:00',
      min_c: -0.4,
      max_c: 5.3,
      columns: {
        heading_line: 3,
        date_column: 1,
        time_column: 2,
        temperature_column: 3,
        temperature_heading: 'Temperatur [°C]',
        unit: 'C',
      },
      interval_s: 600,
    });
  });

  it('reads UTF-16, °F, a byte order mark, CRLF, CR and LF alike', () => {
    expect(reportOf(loggerFixture('utf-16-fahrenheit.csv'))).toMatchObject({
      readings: 2,
      min_c: 5,
      max_c: 8,
    });
    const text = 'Date,Temp °C\n2024-01-01 10:00,5\n2024-01-01 10:10,6\n';
    const plain = { readings: 2, max_c: 6, first: '2024-01-01T10:00:00' };
    const forms = [
      text,
      `\ufeff${text}`,
      text.replaceAll('\n', '\r\n'),
      text.replaceAll('\n', '\r'),
      text.trimEnd(),
      Buffer.from(text, 'utf16le'),
      Buffer.from(`\ufeff${text}`, 'utf16le'),
      Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
      Buffer.from(text, 'latin1'),
    ];
    for (const form of forms) expect(reportOf(form)).toMatchObject(plain);
    expect(warned(reportOf(Buffer.from(text, 'latin1')), 'Latin-1')).toEqual([1]);
  });

  it('takes the last line that looks like headings', () => {
    const text =
      '"Serial Number","99"\n"Time zone","Europe/London"\n\n"Date/Time","Reading (°C)","Alarm"\n"2024-06-01 10:00","5.1","OK"\n';
    expect(reportOf(text)).toMatchObject({
      serial: '99',
      first: '2024-06-01T10:00:00+01:00',
      readings: 1,
      interval_s: null,
    });
  });

  it('reads spreadsheet serials and Unix times only where a heading allows it', () => {
    expect(reportOf('unix_time,temp c\n1704103200,5.1\n1704103800,5.2\n').first).toBe(
      '2024-01-01T10:00:00+00:00',
    );
    expect(
      reportOf('Date Time,temp c\n45292.4166666667,5.1\n45292.4236111111,5.2\n'),
    ).toMatchObject({ first: '2024-01-01T10:00:00', interval_s: 600 });
    expect(reportOf('timestamp,temperature\n1704103200,5.1\n1704103800,5.2\n').first).toBe(
      '2024-01-01T10:00:00+00:00',
    );
    expect(refusalOf('time,temp c\n1704103200,5.1\n').rule).toBe('columns-not-found');
  });

  it('never reads a decimal comma that the delimiter has split', () => {
    const refusal = refusalOf('Date,Temp\n2024-01-01 10:00,5,2\n2024-01-01 11:00,5,3\n');
    expect(refusal.because.join()).toContain('decimal comma');
  });

  it('says when lines have no time of day', () => {
    const report = reportOf('Date,Temp C\n2024-01-01,5\n2024-01-02,6\n');
    expect(report).toMatchObject({ interval_s: 86_400, first: '2024-01-01T00:00:00' });
    expect(warned(report, '2 lines have a date and no time of day')).toEqual([2]);
  });

  it('says which of several temperature columns it reads', () => {
    const text = 'Date,Air temp C,Probe temp C\n2024-01-01 10:00,20,5\n2024-01-01 10:10,20,6\n';
    expect(warned(reportOf(text), 'only "Air temp C" is read')).toEqual([1]);
    expect(reportOf(text, { column: 'probe' }).max_c).toBe(6);
    expect(reportOf(text, { column: '3' }).max_c).toBe(6);
    expect(refusalOf(text, { column: 'nothing' }).rule).toBe('columns-not-found');
  });
});

describe('a file that was cut off', () => {
  const lines = [
    'Time,Temp °C,RH',
    '2024-01-01 10:00,20.5,40.1',
    '2024-01-01 10:10,20.6,40.2',
    '2024-01-01 10:20,20.7,40.3',
    '2024-01-01 10:30,20.8,40.4',
  ];
  const whole = lines.join('\n');

  it('never gives a number that lost its end', () => {
    for (let end = whole.indexOf('10:30'); end < whole.lastIndexOf(','); end += 1) {
      const report = reportOf(whole.slice(0, end));
      expect(report).toMatchObject({ readings: 3, min_c: 20.5, max_c: 20.7 });
      expect(report.unreadable + report.missing).toBe(1);
    }
    expect(reportOf(whole)).toMatchObject({ readings: 4, unreadable: 0 });
  });

  it('is noticed by its decimals where the temperature stands last, and only there', () => {
    const narrow = lines.map((line) => line.slice(0, line.lastIndexOf(','))).join('\n');
    expect(reportOf(narrow)).toMatchObject({ readings: 4, unreadable: 0 });
    expect(warned(reportOf(narrow.slice(0, -1)), 'cut off')).toEqual([5]);
    expect(warned(reportOf(narrow.slice(0, -3)), 'cut off')).toEqual([5]);
    expect(reportOf(`${narrow.slice(0, -2)}\n`)).toMatchObject({ readings: 4, min_c: 20 });
    const uneven = narrow.replace('20.6', '21');
    expect(reportOf(uneven.slice(0, -2))).toMatchObject({ readings: 4, unreadable: 0 });
  });
});

describe('cells', () => {
  const one = (cell: string) =>
    reportOf(`Time;Temp °C\n2024-01-01 10:00;5\n2024-01-01 10:10;6\n2024-01-01 10:20;${cell}\n`);

  it.each([
    ['"7"', 7],
    [' 7 ', 7],
    ['7 °C', 7],
    ['7C', 7],
    ['44.6 °F', 7],
    ['+7,00', 7],
    ['7.004', 7],
    ['−7', -7],
    ['7e0', 7],
    ['280.15 K', 7],
  ])('%s is a temperature', (cell, degrees) => {
    expect(one(cell)).toMatchObject({ readings: 3, unreadable: 0 });
    expect([one(cell).min_c, one(cell).max_c]).toContain(degrees);
  });

  it.each(['"7"1', '7x', '7 %', '1.234,5', '-300', '5000', 'seven', '7 8'])(
    '%s is reported as unreadable',
    (cell) => {
      const report = one(cell);
      expect(report).toMatchObject({ readings: 2, unreadable: 1, max_c: 6 });
      expect(warned(report, 'Not read')).toEqual([4]);
    },
  );

  it.each(['', '--.-', '---', 'N/A', 'NaN', 'HI', 'no data', 'null', '***'])(
    '%s is a missing value',
    (cell) => {
      expect(one(cell)).toMatchObject({ readings: 2, missing: 1, unreadable: 0, gaps: 0 });
    },
  );
});

describe('headings', () => {
  it.each([
    ['Fecha y hora;Temperatura (°C)', 500],
    ['Päivämäärä;Lämpötila °C', 500],
    ['日時;温度(℃)', 500],
    ['Дата;Температура, °C', 500],
    ['Date/heure;Température [°F]', -1500],
    ['timestamp;tempF', -1500],
    ['Time;Temp (deg F)', -1500],
    ['Time;Temperature Fahrenheit', -1500],
    ['Time;T_1', 500],
  ])('%s', (headings, centi) => {
    expect(reportOf(`${headings}\n2024-01-01 10:00;5\n`).max_c).toBe(centi / 100);
  });

  it.each([
    'Time;Humidity %',
    'Time;Dew point °C',
    'Time;Setpoint °C',
    'Time;High alarm °C',
    'Time;Value',
  ])('does not take %s for a temperature that was measured', (headings) => {
    expect(refusalOf(`${headings}\n2024-01-01 10:00;5\n`).rule).toBe('columns-not-found');
  });
});

describe('the order of day and month', () => {
  const file = (...dates: readonly string[]) =>
    ['Date,Temp C', ...dates.map((date) => `${date},5`)].join('\n');

  it('is asked when nothing proves it', () => {
    const text = file('03/04/2024 10:00', '04/04/2024 10:00');
    const refusal = refusalOf(text);
    expect(refusal).toMatchObject({ rule: 'date-order-ambiguous' });
    expect(refusal.next).toContain('--day-first or --month-first');
    expect(reportOf(text, { dateOrder: 'day-first' }).first).toBe('2024-04-03T10:00:00');
    expect(reportOf(text, { dateOrder: 'month-first' }).first).toBe('2024-03-04T10:00:00');
  });

  it('is proven by one number above twelve anywhere, and by words in the preamble', () => {
    expect(reportOf(file('03/04/2024 10:00', '13/04/2024 10:00')).first).toBe(
      '2024-04-03T10:00:00',
    );
    expect(reportOf(file('03/04/2024 10:00', '03/14/2024 10:00')).first).toBe(
      '2024-03-04T10:00:00',
    );
    expect(reportOf(`Date format: mm/dd/yyyy\n${file('03/04/2024 10:00')}`).first).toBe(
      '2024-03-04T10:00:00',
    );
    expect(reportOf(file('04/04/2024 10:00')).first).toBe('2024-04-04T10:00:00');
  });

  it('is refused when lines prove both', () => {
    const text = file('13/04/2024 10:00', '04/14/2024 10:00');
    expect(refusalOf(text)).toMatchObject({ rule: 'date-order-contradictory' });
    const chosen = reportOf(text, { dateOrder: 'day-first' });
    expect(chosen).toMatchObject({ readings: 1, unreadable: 1 });
    expect(warned(chosen, 'does not exist')).toEqual([3]);
  });
});

describe('refusals', () => {
  it.each([
    ['', 'file-empty'],
    [' \n\n', 'file-empty'],
    ['hello world', 'columns-not-found'],
    ['%PDF-1.4 x', 'unsupported-container'],
    ['Date,Temp C\n', 'columns-not-found'],
    ['Date,Temp C\n2024-01-01 10:00,--.-\n', 'no-readings'],
    [Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1]), 'unsupported-container'],
    [Buffer.from([0x50, 0x4b, 3, 4, 0]), 'unsupported-container'],
    [Buffer.from('Date,Temp\0 C\n'), 'not-text'],
    [Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x41, 0x00]), 'not-text'],
    [`Date,Temp C\n${'x'.repeat(70_000)}`, 'line-too-long'],
    ['Date,Temp C\n2024-01-01 10:00,5\n?,?\n?,?\n', 'mostly-unreadable'],
  ])('name rule and next step (%#)', (content, rule) => {
    const refusal = refusalOf(content);
    expect(refusal.rule).toBe(rule);
    expect(refusal.next.length).toBeGreaterThan(10);
  });

  it('of a zone that does not exist', () => {
    expect(refusalOf('Date,Temp C\n2024-01-01 10:00,5\n', { zone: 'Europe/Atlantis' }).rule).toBe(
      'zone-unknown',
    );
  });
});

describe('much of anything', () => {
  it('is read in bounded work: long headings, a year of repeats, warnings that would flood', () => {
    const heading = `Date${' '.repeat(30_000)}x,Temp ${'( '.repeat(15_000)}`;
    expect(reportOf(`${heading}\n2024-01-01 10:00,5\n`).readings).toBe(1);
    const repeats = reportOf(`Date,Temp C\n${'2024-01-01 10:00,5\n'.repeat(200_000)}`);
    expect(repeats).toMatchObject({ readings: 1, duplicates: 199_999 });
    expect(repeats.warnings.length).toBeLessThan(110);
    expect(warned(repeats, '199899 more of the kind "duplicate"')).toHaveLength(1);
  });

  it('is sorted whatever its order', () => {
    const lines = Array.from({ length: 5_000 }, (_, i) => {
      const minute = (i * 2_741) % 5_000;
      return `2024-01-0${1 + Math.floor(minute / 1_440)} ${String(Math.floor(minute / 60) % 24).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')},${minute / 100}`;
    });
    const report = reportOf(`Date,Temp C\n${lines.join('\n')}`);
    expect(report).toMatchObject({
      readings: 5_000,
      interval_s: 60,
      gaps: 0,
      duplicates: 0,
      min_c: 0,
      max_c: 49.99,
    });
    expect(report.out_of_order).toBeGreaterThan(1_000);
  });
});
