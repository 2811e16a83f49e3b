// Requirements: CLD-02
import { describe, expect, it } from 'vitest';
import { fridgeTagBody, qTagBody, signedText } from '../../../../builders/berlinger-text.ts';
import { refusalOf, reportOf, warned } from '../../../../builders/inspected.ts';

const days = [
  { date: '2024-01-08', min: '+2.0', max: '+7.9' },
  { date: '2024-01-07', min: '-1.5', max: '+8.5', blind: 21 },
  { date: '2024-01-05', min: '--.-', max: '--.-' },
];
const readings = [450, 520, null, 480, 1210, 500];
const qTag = signedText(qTagBody(readings));
const text = (bytes: Buffer) => bytes.toString('latin1');

describe('readings with a signature', () => {
  it('are read with zone, interval and verdict', () => {
    expect(reportOf(qTag)).toMatchObject({
      format: 'berlinger-q-tag',
      model: 'Q-tag CLm doc LR',
      serial: 'TEST00001',
      signature: 'authentic',
      kind: 'readings',
      zone: '+00:00',
      interval_s: 600,
      readings: 5,
      missing: 1,
      gaps: 0,
      min_c: 4.5,
      max_c: 12.1,
      first: '2024-03-30T22:00:00+00:00',
      last: '2024-03-30T22:50:00+00:00',
      data_lines: 6,
    });
  });

  it('are altered when one digit changes, and still read', () => {
    const changed = reportOf(Buffer.from(text(qTag).replace('12.1\t', '7.1\t')));
    expect(changed).toMatchObject({ signature: 'altered', max_c: 7.1 });
    expect(warned(changed, 'was changed after the logger wrote it')).toHaveLength(1);
    expect(warned(changed, 'states a highest temperature of 12.1')).toHaveLength(1);
  });

  it('are altered when anything but blank lines stands below the signature', () => {
    const below = (more: string) => reportOf(Buffer.concat([qTag, Buffer.from(more)])).signature;
    expect(below('')).toBe('authentic');
    expect(below('\r\n \r\n')).toBe('authentic');
    expect(below('\r\n\t2024-01-10 12:00\t5.0\r\n')).toBe('altered');
    expect(below('\r\nx')).toBe('altered');
  });

  it('are altered when line ends were converted, and say that nothing else was', () => {
    const converted = reportOf(Buffer.from(text(qTag).replaceAll('\r\n', '\n')));
    expect(converted).toMatchObject({ signature: 'altered', readings: 5 });
    expect(warned(converted, 'only those were converted')).toHaveLength(1);
    const both = reportOf(
      Buffer.from(text(qTag).replaceAll('\r\n', '\n').replace('12.1\t', '7.1\t')),
    );
    expect(warned(both, 'only those were converted')).toHaveLength(0);
  });

  it('are altered when they were re-encoded', () => {
    const wide = reportOf(Buffer.from(`\ufeff${text(qTag)}`, 'utf16le'));
    expect(wide).toMatchObject({ signature: 'altered', readings: 5 });
    expect(warned(wide, 'only those were converted')).toHaveLength(1);
  });

  it.each([
    ['a byte order mark', Buffer.concat([Buffer.from('\ufeff'), qTag]), 'altered'],
    ['bytes after the signature', Buffer.concat([qTag, Buffer.from('\r\n')]), 'authentic'],
    [
      'a signature of other digits',
      Buffer.from(text(qTag).replace(/Sig: ......../, 'Sig: 00000000')),
      'altered',
    ],
    [
      'a signature that is no number',
      Buffer.from(text(qTag).replace(/Sig: .*/, 'Sig: none')),
      'altered',
    ],
    ['no public key', Buffer.from(text(qTag).replace(/ Public Key.*\r\n/, '')), 'altered'],
    ['no signature', Buffer.from(text(qTag).replace(/Sig: .*\r\n/, '')), 'unsigned'],
    ['its end cut off', qTag.subarray(0, text(qTag).indexOf('22:40') + 11), 'unsigned'],
  ])('with %s', (_, bytes, verdict) => {
    expect(reportOf(bytes).signature).toBe(verdict);
  });

  it('in °F become °C, and a zone in decimal hours becomes an offset', () => {
    const report = reportOf(signedText(qTagBody([4100, 4640], { unit: 'F', zone: '-3.50' })));
    expect(report).toMatchObject({
      min_c: 5,
      max_c: 8,
      zone: '-03:30',
      first: '2024-03-30T22:00:00-03:30',
    });
    expect(reportOf(signedText(qTagBody([410], { zone: '5.75' }))).zone).toBe('+05:45');
  });
});

describe('a history of daily extremes', () => {
  it('counts days, has no mean kinetic temperature and says why', () => {
    const report = reportOf(signedText(fridgeTagBody(days)));
    expect(report).toMatchObject({
      format: 'berlinger-fridge-tag',
      model: 'Q-tag Fridge-tag 2 L',
      serial: '990000000001',
      signature: 'authentic',
      kind: 'daily',
      zone: '+05:30',
      interval_s: 86_400,
      readings: 3,
      missing: 1,
      gaps: 1,
      first: '2024-01-05',
      last: '2024-01-08',
      min_c: -1.5,
      max_c: 8.5,
      mkt_c: null,
      mean_c: null,
    });
    expect(report.daily.map(({ date }) => date)).toEqual([
      '2024-01-05',
      '2024-01-07',
      '2024-01-08',
    ]);
    expect(report.daily[1]).toMatchObject({
      minutes_without_sensor: 21,
      minutes_above: 12,
      min_at: '03:00',
    });
    expect(warned(report, 'No mean kinetic temperature')).toHaveLength(1);
    expect(warned(report, 'No external sensor for 21 min')).toHaveLength(1);
    expect(warned(report, '1 days without a record')).toHaveLength(1);
  });

  it('is read in °F and for deep-frozen storage', () => {
    const cold = reportOf(
      signedText(
        fridgeTagBody([{ date: '2024-01-08', min: '-112.0', max: '-76' }], {
          unit: 'F',
          model: 'Q-tag Fridge-tag Ultra Low',
        }),
      ),
    );
    expect(cold).toMatchObject({ format: 'berlinger-fridge-tag', min_c: -80, max_c: -60 });
  });

  it('is refused without a day that can be read, naming the line', () => {
    const refusal = refusalOf(
      signedText(fridgeTagBody([{ date: '08.01.24', min: '1', max: '2' }])),
    );
    expect(refusal.rule).toBe('no-readings');
    expect(refusal.because.join()).toMatch(/Line \d+: The record has no date/);
  });
});

describe('a file with neither', () => {
  it('gives the extremes of the run', () => {
    const body = qTagBody(readings).filter((line) => !line.startsWith('\t') && line !== 'Data:');
    expect(reportOf(signedText(body))).toMatchObject({
      kind: 'summary',
      readings: 0,
      min_c: 4.5,
      max_c: 12.1,
      mkt_c: null,
      signature: 'authentic',
    });
    const bare = body.filter((line) => !/Min T|Max T/.test(line));
    expect(refusalOf(signedText(bare)).rule).toBe('no-readings');
  });
});

describe('damaged lines', () => {
  it('inside the readings are reported, and do not end them', () => {
    const report = reportOf(
      Buffer.from(text(qTag).replace('\t2024-03-30 22:10', 'x2024-03-30 22:10')),
    );
    expect(report).toMatchObject({
      readings: 4,
      unreadable: 1,
      data_lines: 6,
      signature: 'altered',
    });
  });

  it('at the end of a history that was cut off leave out the last record', () => {
    const whole = text(signedText(fridgeTagBody(days.slice(0, 2))));
    for (const part of ['Max T: +8', 'Min T: -1', 'Date: 2024-01-07']) {
      const report = reportOf(Buffer.from(whole.slice(0, whole.indexOf(part) + part.length)));
      expect(report).toMatchObject({
        readings: 1,
        unreadable: 1,
        max_c: 7.9,
        signature: 'unsigned',
      });
      expect(warned(report, 'cut off. Not read')).toHaveLength(1);
    }
  });

  it('in the history show as lost records', () => {
    const report = reportOf(
      Buffer.from(text(signedText(fridgeTagBody(days))).replace(' 2:\r\n', ' 2x:\r\n')),
    );
    expect(warned(report, 'Record 3 stands where record 2 is due')).toHaveLength(1);
    expect(warned(report, '"2x" is no record number')).toHaveLength(1);
  });

  it('beyond every measure are refused', () => {
    const long = `Device: Q-tag\nVers: 1\nConf:\n${' x: 1\n'.repeat(200_002)}`;
    expect(refusalOf(long).rule).toBe('outline-too-large');
    expect(refusalOf(`Device: Q-tag\nVers: 1\n x: ${'1'.repeat(2_100)}\n`).rule).toBe(
      'outline-too-large',
    );
  });
});
