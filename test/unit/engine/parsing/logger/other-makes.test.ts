// Requirements: CLD-01
import { describe, expect, it } from 'vitest';
import { refusalOf, reportOf, warned } from '../../../../builders/inspected.ts';

const lines = (...rows: readonly string[]): string => `${rows.join('\n')}\n`;

describe('tables of makes that are not known', () => {
  it('take the serial number that stands once, under its heading', () => {
    const text = lines(
      'EasyLog USB,Time,Celsius(°C),High Alarm,Serial Number',
      '1,15/03/2024 10:00:00,5.0,8.0,010012345',
      '2,15/03/2024 10:10:00,5.5,8.0',
    );
    expect(reportOf(text)).toMatchObject({ serial: '010012345', readings: 2, max_c: 5.5 });
  });

  it('name the serial number of the logger that was asked for', () => {
    const text = lines(
      'Serial Number,Time,Temp °C',
      'A1,2024-03-15 10:00,5',
      'B2,2024-03-15 10:00,6',
      'B2,2024-03-15 10:10,7',
    );
    expect(refusalOf(text).rule).toBe('several-loggers');
    expect(reportOf(text, { device: 'B2' })).toMatchObject({ serial: 'B2', readings: 2 });
  });

  it('are not mixed when a place tells the loggers apart, but may tell where one of them was', () => {
    const two = lines(
      'Location,Time,Temp °C',
      'Fridge 1,2024-03-15 10:00,5',
      'Fridge 1,2024-03-15 10:10,6',
      'Fridge 2,2024-03-15 10:00,15',
      'Fridge 2,2024-03-15 10:10,16',
    );
    expect(refusalOf(two).rule).toBe('several-loggers');
    expect(reportOf(two, { device: 'Fridge 2' })).toMatchObject({ readings: 2, min_c: 15 });
    const onItsWay = lines(
      'Location,Time,Temp °C',
      'Depot,2024-03-15 10:00,5',
      'Van,2024-03-15 10:10,6',
    );
    expect(reportOf(onItsWay)).toMatchObject({ readings: 2, duplicates: 0 });
  });

  it('ask when a year of two digits seems to stand first, and say when it might', () => {
    const days = ['15', '16', '17'].map((last) => `24/03/${last} 10:00,5`);
    const refusal = refusalOf(lines('Time,Temp °C', ...days));
    expect(refusal.rule).toBe('year-place-unclear');
    expect(refusal.message).toContain('Line 3');
    expect(refusalOf(lines('Time,Temp °C', ...days.toReversed())).rule).toBe('year-place-unclear');
    expect(reportOf(lines('Time,Temp °C', ...days), { dateOrder: 'day-first' }).readings).toBe(3);
    const one = reportOf(lines('Time,Temp °C', '24/03/15 10:00,5', '24/03/15 10:10,5'));
    expect(warned(one, 'might stand first or last')).toEqual([2]);
    const moving = reportOf(lines('Time,Temp °C', '24/03/15 23:50,5', '25/03/15 00:00,5'));
    expect(moving.first).toBe('2015-03-24T23:50:00');
    expect(warned(moving, 'might stand first or last')).toEqual([]);
    const newYear = lines('Time,Temp °C', '31/12/23 23:50,5', '01/01/24 00:00,5');
    expect(reportOf(newYear).interval_s).toBe(600);
  });

  it('do not take the time elapsed for the time of day', () => {
    const text = lines(
      'Elapsed time,Time,Date,Temp C',
      '00:00:00,10:00:00,15/03/2024,5',
      '00:10:00,10:10:00,15/03/2024,6',
    );
    expect(reportOf(text)).toMatchObject({ first: '2024-03-15T10:00:00', max_c: 6 });
  });

  it('read a clock written with dots, in the cell of the date or beside it', () => {
    const apart = lines('Datum;Uhrzeit;Temp C', '15.3.2024;10.00;5,1', '15.3.2024;10.10;5,2');
    const together = lines('Aika;Lämpötila C', '15.3.2024 10.00.00;5,1', '15.3.2024 10.10.00;5,2');
    for (const text of [apart, together]) {
      expect(reportOf(text)).toMatchObject({ first: '2024-03-15T10:00:00', interval_s: 600 });
    }
    const elapsed = lines(
      'Date;Elapsed time;Temp C',
      '15.3.2024 10:00;10.05;5',
      '15.3.2024 10:10;10.15;6',
    );
    expect(reportOf(elapsed)).toMatchObject({ first: '2024-03-15T10:00:00' });
  });

  it('take the unit from a column of its own', () => {
    const text = lines('Time,Temperature,Unit', '2024-03-15 10:00,41.0,F', '2024-03-15 10:10,50,F');
    const report = reportOf(text);
    expect(report).toMatchObject({ min_c: 5, max_c: 10 });
    expect(warned(report, 'converted to °C')).toEqual([1]);
  });

  it('know a temperature by the unit in its heading alone', () => {
    const text = lines('Date/Time,Ch1 (F),Ch2 (%)', '3/15/24 10:00,41.0,40', '3/15/24 10:05,50,40');
    expect(reportOf(text)).toMatchObject({ readings: 2, min_c: 5, max_c: 10 });
  });

  it('keep a reading beside which an alarm mark stands, and say so', () => {
    const text = lines(
      'Time,Temp (°C)',
      '2024-03-15 10:00,5.0',
      '2024-03-15 10:10,8.5 H',
      '2024-03-15 10:20,*9.5',
      '2024-03-15 10:30,"1,0 ↓"',
      '2024-03-15 10:40,10.5 °C!',
      '2024-03-15 10:50,<2.0',
    );
    const report = reportOf(text);
    expect(report).toMatchObject({ readings: 5, unreadable: 1, min_c: 1, max_c: 10.5 });
    expect(warned(report, '4 temperatures have an alarm mark')).toEqual([3]);
    expect(warned(report, '"<2.0" is not a temperature')).toEqual([7]);
  });

  it('report first lines whose temperature cannot be read instead of refusing the file', () => {
    const text = lines('Time,Temp C', '2024-03-15 10:00,BROKEN', '2024-03-15 10:10,5');
    expect(reportOf(text)).toMatchObject({ readings: 1, unreadable: 1 });
  });

  it('are cut by the delimiter of the table, whatever the preamble above is written with', () => {
    const preamble = Array.from({ length: 190 }, (_, i) => `Note ${i}: a, b, c`);
    const text = lines(
      ...preamble,
      'Date;Temp (C)',
      '2024-03-15 10:00;5,1',
      '2024-03-15 10:10;6,2',
    );
    expect(reportOf(text)).toMatchObject({ readings: 2, min_c: 5.1, max_c: 6.2 });
  });

  it('read a line with a remark beyond the headings, but no number that a comma may have split', () => {
    const remark = lines('Time,Temp C', '2024-03-15 10:00,5.1,Alarm', '2024-03-15 10:10,6.2');
    expect(reportOf(remark)).toMatchObject({ readings: 2, unreadable: 0 });
    for (const text of [
      lines('Time,Temp C,', '2024-03-15 10:00,5,1', '2024-03-15 10:10,5,2'),
      lines('Time,Humidity,Temp C', '2024-03-15 10:00,45,1,5,2', '2024-03-15 10:10,45,1,5,3'),
      lines('Time,Temp C,Note', '2024-03-15 10:00,5,1,Alarm', '2024-03-15 10:10,5,2,Alarm'),
    ]) {
      const refusal = refusalOf(text);
      expect(refusal.rule).toBe('no-readings');
      expect(refusal.because.join()).toContain('decimal comma');
    }
  });
});
