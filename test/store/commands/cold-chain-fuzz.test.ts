// Requirements: CLD-08
import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { strToU8, unzipSync, zipSync } from 'fflate';
import writeXlsxFile from 'write-excel-file/node';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fridgeTagBody, qTagBody, signedText } from '../../builders/berlinger-text.ts';
import { loggerFixture } from '../../builders/inspected.ts';
import { hoursAt, loggerCsv } from '../../builders/logger-csv.ts';
import { openStudy, signatureOf, uploaded } from '../../builders/open-study.ts';
import type { OpenStudy } from '../../builders/open-study.ts';

const seed = 20_261_121;
const isLong = process.env['CACHET_LONG'] === '1';
const runs = isLong ? 4_000 : 120;

let study: OpenStudy;
let workbook: Buffer;

beforeAll(async () => {
  study = openStudy();
  await study.must('pharma', 'lots.register', { lot: 'L1', expiry: '2027-12-31' });
  await study.must('pharma', 'kits.generate', {
    lot: 'L1',
    place: 'central',
    quantities: [{ kitType: 'kit-active', count: 5 }],
  });
  const { examples } = await study.must('qa', 'storage.profiles', {});
  await study.must('qa', 'storage.setProfile', {
    profile: examples[0] as (typeof examples)[number],
    reason: 'To see what hostile files do.',
    signature: signatureOf('qa'),
  });
  study.clock.set('2026-06-02T10:00:00.000Z');
  const minute = (i: number): Date => new Date(Date.UTC(2026, 2, 3, 0, 10 * i));
  const rows = [520, 530, 1250].map((centi, i) => [
    { value: minute(i), type: Date, format: 'yyyy-mm-dd hh:mm' },
    { value: centi / 100, type: Number },
  ]);
  workbook = await writeXlsxFile([[{ value: 'Date' }, { value: 'Temp °C' }], ...rows]).toBuffer();
});
afterAll(() => study.close());

const texts = (): readonly Buffer[] => [
  ...readdirSync(`${import.meta.dirname}/../../fixtures/loggers`).map(loggerFixture),
  signedText(qTagBody([450, 520, null, 480])),
  signedText(fridgeTagBody([{ date: '2026-03-08', min: '+2.0', max: '+9.9' }])),
  Buffer.from(loggerCsv(hoursAt([3, 500], [2, 1500], [3, 500]))),
];

interface Edit {
  readonly where: number;
  readonly cut: number;
  readonly text: string;
}

const edit: fc.Arbitrary<Edit> = fc.record({
  where: fc.double({ min: 0, max: 1, noNaN: true }),
  cut: fc.nat(30),
  text: fc.oneof(
    fc.string({ maxLength: 5 }),
    fc.constantFrom(
      '9999-12-31 23:59:59',
      '0001-01-01',
      '1e9',
      '\u0000',
      '"',
      ';',
      '\r\n',
      '-',
      '45000.5',
    ),
  ),
});

const edited = (bytes: Uint8Array, edits: readonly Edit[]): Buffer =>
  edits.reduce<Buffer>((now, { where, cut, text }) => {
    const at = Math.floor(where * now.length);
    return Buffer.concat([now.subarray(0, at), Buffer.from(text), now.subarray(at + cut)]);
  }, Buffer.from(bytes));

/** The same parts packed anew with one of them edited: sizes and checksums are right, the content is not. */
function editedWorkbook(edits: readonly Edit[]): Buffer {
  const parts = unzipSync(workbook);
  const names = Object.keys(parts).filter((name) => /sheet1|sharedStrings|styles/.test(name));
  const name = names[(edits[0]?.cut ?? 0) % names.length] ?? '';
  const changed = edited(parts[name] ?? strToU8(''), edits);
  return Buffer.from(zipSync({ ...parts, [name]: changed }));
}

const choices = fc.constantFrom(
  {},
  { zone: 'UTC' },
  { zone: 'America/St_Johns', dateOrder: 'day-first' as const },
  { zone: '+14:00', dateOrder: 'month-first' as const, unit: 'F' as const },
);

async function isAnswered(file: Uint8Array, asked: object): Promise<void> {
  const started = performance.now();
  const reply = await study.ask('qa', 'loggers.preview', {
    file: uploaded('hostile', file),
    choices: asked,
    watched: { place: 'central' },
  });
  expect(['ok', 'refused'], JSON.stringify(study.incidents.at(-1))).toContain(reply.kind);
  // Only the long suite looks at the clock: it runs alone.
  if (isLong) expect(performance.now() - started).toBeLessThan(2_000);
}

it(`answers every edited text, or refuses it (${runs} runs, seed ${seed})`, async () => {
  const files = texts();
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...files),
      fc.array(edit, { minLength: 1, maxLength: 5 }),
      choices,
      async (file, edits, asked) => isAnswered(edited(file, edits), asked),
    ),
    { seed, numRuns: runs },
  );
}, 600_000);

it(`answers every edited workbook, or refuses it (${runs / 2} runs, seed ${seed})`, async () => {
  await isAnswered(workbook, { zone: 'UTC' });
  await fc.assert(
    fc.asyncProperty(
      fc.array(edit, { minLength: 1, maxLength: 4 }),
      choices,
      fc.boolean(),
      async (edits, asked, isPacked) =>
        isAnswered(isPacked ? editedWorkbook(edits) : edited(workbook, edits), asked),
    ),
    { seed, numRuns: runs / 2 },
  );
}, 600_000);
