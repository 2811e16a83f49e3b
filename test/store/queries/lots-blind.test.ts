import { describe, expect, it } from 'vitest';
import { kitListCsv, kitListMapping, kitNumber } from '../../builders/kit-list-csv.ts';
import { approval, decideLots, extension } from '../../builders/lots-in-study.ts';
import { openStudy, uploaded } from '../../builders/open-study.ts';
import type { OpenStudy, Person } from '../../builders/open-study.ts';

type Types = readonly [first: string, second: string];

const straight: Types = ['kit-active', 'kit-placebo'];
const swapped: Types = ['kit-placebo', 'kit-active'];
const numbers = Array.from({ length: 12 }, (_, i) => kitNumber(i + 1));

/** Kits of both types in two lots, one being extended and one on hold; `lotOf` says which kit is in which lot. */
async function lived(types: Types, lotOf: (i: number) => string): Promise<OpenStudy> {
  const study = openStudy();
  const rows = numbers.map((number, i) => ({
    number,
    kitType: types[i % 2] as string,
    lot: lotOf(i),
    expiry: lotOf(i) === 'L-1' ? '2026-08-31' : '2027-05-31',
    sequence: i + 1,
  }));
  const file = uploaded('kits.csv', kitListCsv(rows));
  const mapping = { ...kitListMapping, sequence: 'Sequence' };
  await study.must('pharma', 'kits.import', { file, mapping, place: 'central' });
  await study.must('pharma', 'lots.registerManufacturing', {
    lot: 'M-1',
    kitType: types[0],
    expiry: '2028-01-31',
  });
  await study.must('pharma', 'lots.setLabelGroup', { lots: ['L-1', 'L-2'], group: 'G-1' });
  await study.must('pharma', 'campaigns.start', extension());
  await study.must('pharma', 'campaigns.approveCountry', approval('DE'));
  const { kits } = await study.must('depot', 'campaigns.kits', {
    campaign: 'EXT-1',
    place: 'central',
  });
  const some = kits.slice(0, 2).map(({ number }) => number);
  await study.must('depot', 'campaigns.confirm', {
    campaign: 'EXT-1',
    place: 'central',
    numbers: some,
  });
  await study.must('qa', 'lots.setStatus', decideLots(['L-2'], 'on-hold'));
  await study.must('depot', 'kits.act', {
    numbers: some.slice(0, 1),
    action: 'pre-quarantine',
    reason: 'to see what is told of it',
  });
  return study;
}

/** Everything about lots, extensions and their kits that a blinded person can get. */
async function seen(study: OpenStudy, user: Person): Promise<string> {
  const { rows: trail } = await study.must(user, 'trail.page', { limit: 500 });
  const parts: unknown[] = [
    await study.must(user, 'lots.page', {}),
    await study.must(user, 'lots.get', { lot: 'L-1' }),
    await study.must(user, 'lots.get', { lot: 'L-2' }),
    await study.must(user, 'campaigns.list', {}),
    await study.must(user, 'campaigns.get', { campaign: 'EXT-1' }),
    await study.must(user, 'stock.matrix', {}),
    await study.must(user, 'kits.page', { limit: 500 }),
    (await study.must(user, 'today.get', {})).tasks,
    // Every study is made on a device of its own.
    trail
      .filter(({ kind }) => kind !== 'device-enrolled')
      .map(({ what, detail, sealed, reason }) => [what, detail, sealed, reason]),
  ];
  for (const number of numbers) parts.push(await study.must(user, 'kits.get', { number }));
  if (user !== 'site') {
    parts.push(await study.must(user, 'campaigns.kits', { campaign: 'EXT-1', place: 'central' }));
  }
  return JSON.stringify(parts);
}

async function seenBy(
  types: Types,
  user: Person,
  lotOf = (i: number) => `L-${1 + (i % 3 > 0 ? 1 : 0)}`,
) {
  const study = await lived(types, lotOf);
  const text = await seen(study, user);
  study.close();
  return text;
}

describe('the blind of lots and extensions', () => {
  it.each(['qa', 'depot', 'admin'] as const)(
    'is the same to the byte for %s when the arms are swapped',
    async (user) => {
      expect(await seenBy(swapped, user)).toBe(await seenBy(straight, user));
    },
  );

  it('would be broken by a lot that goes with the arm, and this comparison sees it', async () => {
    const ofArm = (first: string) => (i: number) =>
      (i % 2 === 0) === (first === 'kit-active') ? 'L-1' : 'L-2';
    const one = await seenBy(straight, 'qa', ofArm('kit-active'));
    expect(await seenBy(swapped, 'qa', ofArm('kit-placebo'))).not.toBe(one);
  });

  it('tells holders of the key what it keeps from the others', async () => {
    const one = await seenBy(straight, 'pharma');
    expect(await seenBy(swapped, 'pharma')).not.toBe(one);
  });
});
