// Requirements: CLD-08
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fridgeTagBody, qTagBody, signedText } from '../../../../builders/berlinger-text.ts';
import { inspected, loggerFixture } from '../../../../builders/inspected.ts';
import type { LoggerReport } from '../../../../../shared/app/logger/logger-report.ts';
import type { ReadingChoices } from '../../../../../shared/engine/parsing/logger/table-layout.ts';

const seed = 20_261_121;
/** With the quarter of plain bytes and letters, the long suite tries 200,000 inputs. */
const runs = process.env['CACHET_LONG'] === '1' ? 160_000 : 4_000;
const timeout = 60_000 + runs * 10;

const signed: readonly Buffer[] = [
  signedText(qTagBody([450, 520, null, 480, 1210, 500])),
  signedText(
    fridgeTagBody([
      { date: '2024-01-08', min: '+2.0', max: '+7.9' },
      { date: '2024-01-07', min: '-1.5', max: '+8.5' },
    ]),
  ),
];

/** Files of real devices, where a developer has them; see `samples.test.ts`. */
const sampleDirectory =
  process.env['CACHET_LOGGER_SAMPLES'] ??
  `${import.meta.dirname}/../../../../../../shared/samples/loggers`;
const samples: readonly Buffer[] = existsSync(sampleDirectory)
  ? readdirSync(sampleDirectory).map((name) => readFileSync(`${sampleDirectory}/${name}`))
  : [];
if (samples.length === 0) process.stderr.write('edits of real files: skipped: no samples\n');

const files: readonly Buffer[] = [
  ...readdirSync(`${import.meta.dirname}/../../../../fixtures/loggers`).map(loggerFixture),
  ...signed,
  ...signed,
  ...signed,
  ...samples,
];

const tokens = [
  '\r',
  '\n',
  '\r\n',
  '"',
  '""',
  ';',
  ',',
  '\t',
  '|',
  '\0',
  '\ufeff',
  '--.-',
  '°',
  'Sig: ',
  'Data:\r\n',
  'Hist:\r\n',
  'Cert:',
  '[#D]\n',
  '[#H]\n',
  'S/N,',
  '99/99/9999',
  '2024-02-30',
  '24:00:00',
  '31/12/2199 23:59:59',
  '1e308',
  '-',
  'NaN',
  '9'.repeat(400),
  ' '.repeat(300),
  'T AL: , t AL:',
  '\u2028',
  'UTC+99:99',
  'Europe/',
  'dd/mm/yyyy',
  '0x1F',
  '١٢',
];

type Edit = (bytes: Buffer) => Buffer;

/** Spread over the file: plain numbers would favour its beginning. */
const place = fc.nat(999_999).map((number) => ((number * 7_919) % 1_000_000) / 1e6);
const at = (bytes: Buffer, where: number): number => Math.floor(where * bytes.length);

const splice = (bytes: Buffer, from: number, to: number, added: Uint8Array): Buffer =>
  Buffer.concat([bytes.subarray(0, from), added, bytes.subarray(Math.max(from, to))]);

const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(place, fc.nat(255)).map(
    ([where, byte]): Edit =>
      (bytes) =>
        splice(bytes, at(bytes, where), at(bytes, where) + 1, Uint8Array.of(byte)),
  ),
  fc.tuple(place, fc.constantFrom(...tokens)).map(
    ([where, token]): Edit =>
      (bytes) =>
        splice(bytes, at(bytes, where), at(bytes, where), Buffer.from(token)),
  ),
  fc.tuple(place, fc.nat(40)).map(
    ([where, length]): Edit =>
      (bytes) =>
        splice(bytes, at(bytes, where), at(bytes, where) + length, Buffer.alloc(0)),
  ),
  place.map(
    (where): Edit =>
      (bytes) =>
        bytes.subarray(0, at(bytes, where)),
  ),
  fc.tuple(place, place, place).map(
    ([a, b, to]): Edit =>
      (bytes) =>
        splice(
          bytes,
          at(bytes, to),
          at(bytes, to),
          bytes.subarray(at(bytes, Math.min(a, b)), at(bytes, Math.max(a, b))),
        ),
  ),
  fc
    .tuple(
      fc.constantFrom(',', ';', '\t', '.', '/', '-', ':'),
      fc.constantFrom(',', ';', '\t', '.', '/', '-', ':'),
    )
    .map(
      ([from, to]): Edit =>
        (bytes) =>
          Buffer.from(bytes.toString('latin1').replaceAll(from, to), 'latin1'),
    ),
  fc.nat(1e6).map((salt): Edit => (bytes) => {
    const lines = bytes.toString('latin1').split('\n');
    const from = salt % lines.length;
    return Buffer.from([...lines.slice(from), ...lines.slice(0, from)].join('\n'), 'latin1');
  }),
);

const choices: fc.Arbitrary<ReadingChoices> = fc.constantFrom<ReadingChoices>(
  {},
  {},
  {},
  { dateOrder: 'day-first' },
  { dateOrder: 'month-first' },
  { zone: 'Europe/Berlin' },
  { zone: 'America/St_Johns', unit: 'F' },
  { column: '2' },
  { column: 'temp' },
  { device: 'T1' },
);

/** A report has to account for every line and stay within what was measured. */
function check(report: LoggerReport): void {
  const { readings, duplicates, conflicts, missing, unreadable, data_lines } = report;
  expect(report.format).not.toBe('');
  if (report.kind === 'readings') {
    const others = report.warnings.find(({ message }) =>
      message.includes('belong to other loggers'),
    );
    const other = others === undefined ? 0 : Number.parseInt(others.message, 10);
    expect(readings + duplicates - conflicts + missing + unreadable + other).toBe(data_lines);
    const [min, mean, mkt, max] = [report.min_c, report.mean_c, report.mkt_c, report.max_c].map(
      (one) => one ?? Number.NaN,
    );
    expect(min).toBeGreaterThanOrEqual(-273.15);
    expect([min, mean, mkt, max]).toEqual(
      [min, mean, mkt, max].toSorted((a, b) => (a as number) - (b as number)),
    );
  }
  if (report.kind === 'daily') expect(readings).toBe(report.daily.length);
  if (unreadable + missing + duplicates + report.gaps > 0)
    expect(report.warnings.length).toBeGreaterThan(0);
  expect(report.warnings.length).toBeLessThan(3_000);
  expect(
    report.warnings.every(
      ({ line, message }) => Number.isSafeInteger(line) && line >= 0 && message !== '',
    ),
  ).toBe(true);
}

const signedPart = (bytes: Buffer): string => {
  const text = bytes.toString('latin1');
  return text.slice(0, text.lastIndexOf('Sig:'));
};

function checkAny(bytes: Uint8Array, asked: ReadingChoices): void {
  const result = inspected(bytes, asked);
  if ('rule' in result) {
    expect(result.rule).toMatch(/^[a-z-]+$/);
    expect(result.message.length > 0 && result.next.length > 0).toBe(true);
  } else {
    check(result);
    if (result.signature === 'authentic') {
      expect([...signed, ...samples].map(signedPart)).toContain(signedPart(Buffer.from(bytes)));
    }
  }
}

describe('hostile files', () => {
  it(
    `are read or refused, never thrown over: edits of real layouts (${runs} runs, seed ${seed})`,
    () => {
      fc.assert(
        fc.property(
          fc.constantFrom(...files),
          fc.array(edit, { minLength: 1, maxLength: 6 }),
          choices,
          (file, edits, asked) => {
            checkAny(
              edits.reduce((bytes, one) => one(bytes).subarray(0, 200_000), file),
              asked,
            );
          },
        ),
        { seed, numRuns: runs },
      );
    },
    timeout,
  );

  it(
    `are read or refused, never thrown over: bytes and letters (${Math.ceil(runs / 4)} runs, seed ${seed})`,
    () => {
      const word = fc.oneof(
        fc.constantFrom(...tokens, 'Date', 'Time', 'Temp °C', '2024-01-01', '10:00', '5.1'),
        fc.string({ maxLength: 6 }),
      );
      const letters = fc.array(word, { maxLength: 80 }).map((words) => Buffer.from(words.join('')));
      const content = fc.oneof(fc.uint8Array({ maxLength: 400 }), letters);
      fc.assert(
        fc.property(content, choices, (bytes, asked) => checkAny(bytes, asked)),
        { seed, numRuns: Math.ceil(runs / 4) },
      );
    },
    timeout,
  );

  it('notices a reader that swallows a line', () => {
    const report = inspected(loggerFixture('preamble-with-zone.csv'));
    if ('rule' in report) throw new Error(report.message);
    expect(() => check({ ...report, data_lines: report.data_lines + 1 })).toThrow();
  });
});
