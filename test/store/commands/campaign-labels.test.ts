// Requirements: SUP-08
import { afterEach, beforeEach, expect, test } from 'vitest';
import { labelStudy } from '../../builders/label-study.ts';
import { because, extension, signOff } from '../../builders/lots-in-study.ts';
import type { OpenStudy } from '../../builders/open-study.ts';
import { replayed } from '../../builders/replayed.ts';

const campaign = 'EXT-1';
const place = 'central';
const print = { template: 'kit-roll', kits: { by: 'campaign', campaign } } as const;

let study: OpenStudy;
let kits: readonly string[];
beforeEach(async () => {
  const made = await labelStudy();
  study = made.study;
  await study.must('pharma', 'labels.print', {
    template: 'kit-roll',
    kits: { by: 'lot', lot: 'L-A' },
  });
  await study.must('pharma', 'campaigns.start', extension({ lots: ['L-A'], expiry: '2027-08-31' }));
  await study.must('pharma', 'campaigns.approveCountry', {
    campaign,
    country: 'DE',
    approvedOn: '2026-03-01',
    reference: 'Letter of the authority',
  });
  const found = await study.must('pharma', 'campaigns.kits', { campaign, place });
  kits = found.kits.map(({ number }) => number);
});
afterEach(() => study.close());

const placeNow = async () => {
  const { places, open } = await study.must('pharma', 'campaigns.get', { campaign });
  return { printed: places[0]?.printed, open };
};

const count = (issued: number, note = '') =>
  study.must('depot', 'campaigns.countLabels', {
    campaign,
    place,
    issued,
    used: kits.length,
    destroyed: issued - kits.length,
    kept: 0,
    note,
  });

test('labels of an extension are what was printed for it, not the first labels of its kits', async () => {
  expect((await placeNow()).printed).toBe(0);
  await study.must('pharma', 'labels.print', { ...print, copies: 2 });
  expect((await placeNow()).printed).toBe(2 * kits.length);
});

test('a count that differs from what was printed is named, and explained before sign-off', async () => {
  await study.must('pharma', 'labels.print', { ...print, copies: 2 });
  await study.must('depot', 'campaigns.confirm', { campaign, place, numbers: [...kits] });
  const [short, printed] = [kits.length + 1, 2 * kits.length];
  const words = `${short} labels counted as issued, ${printed} printed for kits here`;
  expect((await count(short)).discrepancies).toEqual([words]);
  expect((await placeNow()).open).toEqual([`central: ${words}; explain it in the note.`]);
  expect((await study.refused('pharma', 'campaigns.close', signOff())).rule).toBe(
    'campaign-not-complete',
  );
  await count(short, 'the second sheet jammed in the printer');
  const { discrepancies } = await study.must('pharma', 'campaigns.close', signOff());
  expect(discrepancies).toEqual([`central: ${words}: the second sheet jammed in the printer`]);
  expect(replayed(study).ok).toBe(true);
});

test('a count of all that was printed adds up', async () => {
  await study.must('pharma', 'labels.print', { ...print, copies: 2 });
  await study.must('depot', 'campaigns.confirm', { campaign, place, numbers: [...kits] });
  expect((await count(2 * kits.length)).discrepancies).toEqual([]);
});

test('the reconciliation is exported with what was printed', async () => {
  await study.must('pharma', 'labels.print', print);
  await study.must('depot', 'campaigns.confirm', { campaign, place, numbers: [...kits] });
  await count(kits.length);
  const file = await study.must('qa', 'campaigns.export', { campaign });
  const lines = Buffer.from(file.base64, 'base64').toString('utf8').split('\r\n');
  const cells = (line = '') => line.replace('\u{feff}', '').split(',');
  const row = lines.find((line) => line.startsWith(place));
  const cell = (name: string) => cells(row)[cells(lines[0]).indexOf(name)];
  expect([cell('Labels printed'), cell('Labels issued')]).toEqual([
    String(kits.length),
    String(kits.length),
  ]);
});

test('labels that were printed are counted even where every kit was left out', async () => {
  await study.must('pharma', 'labels.print', print);
  const numbers = [...kits];
  await study.must('pharma', 'campaigns.leaveOut', { campaign, numbers, reason: because });
  expect((await placeNow()).open).toEqual(['central: its labels are not counted.']);
});
