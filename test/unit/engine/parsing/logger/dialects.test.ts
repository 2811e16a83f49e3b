// Requirements: CLD-01
import { describe, expect, it } from 'vitest';
import { refusalOf, reportOf, warned } from '../../../../builders/inspected.ts';

const table = (heading: string, ...rows: readonly string[]): string =>
  `${[heading, ...rows].join('\n')}\n`;

describe('times as loggers write them', () => {
  it.each([
    ['14h30', '25/03/2024 14h30', '2024-03-25T14:30:00'],
    ['hour and minute apart', '25/03/2024 14 h 30', '2024-03-25T14:30:00'],
    ['narrow spaces before am and pm', '25/03/2024, 2:30:15\u202fPM', '2024-03-25T14:30:15'],
    ['a fixed space after the date', '2024-03-25\u00a014:30', '2024-03-25T14:30:00'],
    ['a 24-hour clock that adds pm', '25/03/2024 14:30 PM', '2024-03-25T14:30:00'],
    ['the year behind the time', 'Mon Mar 25 14:30:00 2024', '2024-03-25T14:30:00'],
    ['digits alone', '20240325143015', '2024-03-25T14:30:15'],
    ['digits to the minute', '202403251430', '2024-03-25T14:30:00'],
  ])('%s', (_name, written, first) => {
    const cell = written.includes(',') ? `"${written}"` : written;
    expect(reportOf(table('Date/Time;Temp °C', `${cell};5,0`))).toMatchObject({ first });
  });

  it.each([
    '14:30 AM',
    '25/03/2024 25h30',
    '20241325143015',
    'Mon Mar 25 14:30:00 24',
    '25/03/2024 14h',
  ])('are not made up from %s', (written) => {
    const text = table('Date/Time;Temp °C', `${written};5,0`);
    expect(refusalOf(text).rule).toMatch(/^(?:columns-not-found|no-readings)$/);
  });

  it('that lack the time of day are refused where days have several readings', () => {
    const rows = ['a', 'b', 'c'].map((clock, i) => `25/03/2024;${clock};5,${i}`);
    const refusal = refusalOf(table('Date;Heure;Température (°C)', ...rows));
    expect(refusal.rule).toBe('time-of-day-missing');
    expect(refusal.message).toContain('line 2');
    const daily = [24, 25, 26].map((day) => `${day}/03/2024;5,0`);
    expect(reportOf(table('Date;Température (°C)', ...daily))).toMatchObject({ readings: 3 });
  });

  it('with a decimal comma that splits the second are not taken for temperatures', () => {
    const rows = ['00', '10'].map((minute) => `2024-03-25 22:${minute}:00,250,5.0`);
    expect(refusalOf(table('Time,Temp C', ...rows)).because.join()).toContain('3 cells under 2');
  });
});

describe('columns', () => {
  it('under no word for temperature are found by the unit in their cells', () => {
    const text = table('Date,No.,Reading', '2024-03-25 10:00,1,5.1 °C', '2024-03-25 10:10,2,41 °F');
    expect(reportOf(text)).toMatchObject({ min_c: 5, max_c: 5.1 });
    expect(reportOf(text).columns?.temperature_column).toBe(3);
  });

  it('of probes are no names of loggers', () => {
    const text = table(
      'Timestamp,Air,Probe',
      'yyyy-mm-dd hh:mm,degC,degF',
      '2024-03-25 10:00,5.0,41.2',
    );
    const report = reportOf(text);
    expect(report).toMatchObject({ readings: 1, max_c: 5 });
    expect(warned(report, 'not read: "Probe"')).toEqual([1]);
  });

  it('beyond the headings are reported', () => {
    const rows = ['2024-03-25 10:00,5.0,x', '2024-03-25 10:10,5.1,y', '2024-03-25 10:20,5.2,'];
    expect(warned(reportOf(table('Time,Temp C', ...rows)), '2 lines have more cells')).toEqual([2]);
    expect(
      warned(reportOf(table('Time,Temp C,Note', ...rows)), 'lines have more cells'),
    ).toHaveLength(0);
  });

  it('of seconds since 1970 need no other word for time', () => {
    expect(reportOf(table('epoch,temp_c', '1711404000,5.0', '1711404600,5.1'))).toMatchObject({
      zone: '+00:00',
      first: '2024-03-25T22:00:00+00:00',
    });
  });

  it('of extremes beside the measured one are not taken for it', () => {
    const text = table(
      ',Time,1,1,1',
      'S/N,,7,7,7',
      'Type,,TG,TG,TG',
      'Property,,Temperature (Minimum),Temperature (Maximum),Temperature (Actual)',
      '1,2024-03-25 10:00:00,4.0,6.0,5.0',
    );
    const report = reportOf(text);
    expect(report).toMatchObject({ format: 'tinytag', max_c: 5 });
    expect(warned(report, 'not read: "Temperature (Minimum)"')).toHaveLength(1);
  });
});

describe('cells without a temperature', () => {
  it.each(['Sensor open', 'NC', 'n/c', 'probe error', '#VALUE!', 'short'])('%s', (cell) => {
    const text = table('Time,Temp C', `2024-03-25 10:00,${cell}`, '2024-03-25 10:10,5.0');
    expect(reportOf(text)).toMatchObject({ readings: 1, missing: 1, unreadable: 0 });
  });
});

describe('a key above the table', () => {
  it('names the logger and its interval in the words of several makes', () => {
    const text = table(
      'Serial #,010012345678',
      'Product model,VFC-400',
      'Reading interval,10 minutes',
      'Reading,Date,Time,Temperature (°C)',
      '1,2024-03-25,10:00:00,5.0',
    );
    expect(reportOf(text)).toMatchObject({
      serial: '010012345678',
      model: 'VFC-400',
      interval_s: 600,
    });
    const german = [
      '[#S]',
      'S.N.: = 7',
      '[#2]',
      'Temperatur = °F',
      '[#H]',
      'Datum\tZeit\tTemperatur',
      '[#D]',
    ];
    const rows = ['25.03.2024\t10:00:00\t41,0', '25.03.2024\t10:10:00\t42,8'];
    expect(reportOf(`${[...german, ...rows].join('\n')}\n`)).toMatchObject({
      format: 'rotronic',
      max_c: 6,
    });
  });
});

describe('a web page or XML that bears the name of a workbook', () => {
  it.each(['<html><table>', '\ufeff <!DOCTYPE html>', '<?xml version="1.0"?><Workbook>'])(
    '%s is refused as what it is',
    (start) => {
      const refusal = refusalOf(`${start}<tr><td>Date</td><td>Temp</td></tr>`);
      expect(refusal).toMatchObject({ rule: 'unsupported-container' });
      expect(refusal.message).toContain('web page');
    },
  );
});
