import { afterEach, describe, expect, it } from 'vitest';
import { numberFault } from '../../../shared/engine/kit-numbers/number-format.ts';
import { kitListCsv, kitListMapping, kitRows } from '../../builders/kit-list-csv.ts';
import { allKits } from '../../builders/kit-types-seen.ts';
import { openStudy, uploaded } from '../../builders/open-study.ts';
import type { OpenStudy } from '../../builders/open-study.ts';
import { smallStudyText } from '../../builders/small-study.ts';
import { tableDigests } from '../../builders/table-digests.ts';
import { seededRandom } from '../../fakes/random.ts';

const format = { prefix: '', alphabet: 'digits', length: 7, check: 'mod-11-10' } as const;
const opened: OpenStudy[] = [];
afterEach(() => opened.splice(0).forEach((study) => study.close()));

async function withLot(options: Parameters<typeof openStudy>[0] = {}): Promise<OpenStudy> {
  const study = openStudy(options);
  opened.push(study);
  await study.must('pharma', 'lots.register', { lot: 'L1', expiry: '2027-06-30' });
  return study;
}

const request = (active: number, placebo: number) => ({
  lot: 'L1',
  place: 'central',
  quantities: [
    { kitType: 'kit-active', count: active },
    { kitType: 'kit-placebo', count: placebo },
  ],
});

/** Rank correlation of a kit's type with its place in an order: mean rank of type 0, standardized. */
function typeScore(types: readonly number[]): number {
  const n = types.length;
  const ranks = types.flatMap((type, rank) => (type === 0 ? [rank] : []));
  const mean = ranks.reduce((sum, rank) => sum + rank, 0) / ranks.length;
  const spread = Math.sqrt(((n + 1) * (n - ranks.length)) / (12 * ranks.length));
  return (mean - (n - 1) / 2) / spread;
}

describe('generating kits', () => {
  it('gives numbers of the format, each type its count, and sequences without gaps', async () => {
    const study = await withLot();
    const reply = await study.must('pharma', 'kits.generate', request(700, 500));
    const kits = allKits(study);
    expect(kits).toHaveLength(1200);
    expect(new Set(kits.map(({ number }) => number)).size).toBe(1200);
    for (const { number } of kits) expect(numberFault(number, format)).toBeUndefined();
    expect(kits.filter(({ kitType }) => kitType === 0)).toHaveLength(700);
    expect(kits.map(({ sequence }) => sequence)).toEqual(kits.map((_, i) => i + 1));
    const numbers = kits.map(({ number }) => number).sort();
    expect(reply).toEqual({ generated: 1200, first: numbers[0], last: numbers[1199] });
  });

  it('makes none at a closed site and none in a lot that has expired there', async () => {
    const study = await withLot();
    const atSite = { ...request(2, 2), place: 'S001' };
    await study.must('pharma', 'kits.generate', atSite);
    const closing = { site: 'S001', status: 'closed', reason: 'Ended.' } as const;
    await study.must('admin', 'study.setSiteStatus', closing);
    expect((await study.refused('pharma', 'kits.generate', atSite)).rule).toBe('site-not-active');
    study.clock.set('2027-06-30T12:00:00.000Z');
    await study.must('pharma', 'kits.generate', request(1, 1));
    study.clock.set('2027-07-01T12:00:00.000Z');
    const late = await study.refused('pharma', 'kits.generate', request(1, 1));
    expect(late.rule).toBe('lot-expired');
    expect(late.message).toContain('30 Jun 2027');
    expect(allKits(study)).toHaveLength(6);
  });

  it('never gives the number of a kit that exists, and goes on with the sequence', async () => {
    const study = await withLot();
    const file = uploaded('kits.csv', kitListCsv(kitRows(400)));
    await study.must('pharma', 'kits.import', { file, mapping: kitListMapping, place: 'central' });
    await study.must('pharma', 'kits.generate', request(300, 300));
    await study.must('pharma', 'kits.generate', request(5, 5));
    const kits = allKits(study);
    expect(kits.at(-1)?.sequence).toBe(1010);
    expect(new Set(kits.map(({ number }) => number)).size).toBe(1010);
  });

  it('stays clear of the numbers in use where a draw would often meet them', async () => {
    const replace = [['length: 7,', 'length: 4,']] as const;
    const study = await withLot({ definition: smallStudyText({ replace }) });
    await study.must('pharma', 'kits.generate', request(600, 600));
    await study.must('pharma', 'kits.generate', request(600, 600));
    expect(new Set(allKits(study).map(({ number }) => number)).size).toBe(2400);
  });

  it('spreads types over numbers and sequences by chance alone (seed "types")', async () => {
    const study = await withLot({ ports: { random: seededRandom('types') } });
    await study.must('pharma', 'kits.generate', request(2000, 2000));
    const bySequence = allKits(study);
    const byNumber = bySequence.toSorted((a, b) => (a.number < b.number ? -1 : 1));
    const sorted = bySequence.toSorted((a, b) => a.kitType - b.kitType);
    expect(Math.abs(typeScore(bySequence.map(({ kitType }) => kitType)))).toBeLessThan(4);
    expect(Math.abs(typeScore(byNumber.map(({ kitType }) => kitType)))).toBeLessThan(4);
    expect(Math.abs(typeScore(sorted.map(({ kitType }) => kitType)))).toBeGreaterThan(20);
  });

  it('draws the same numbers and sequences when the kit types change places', async () => {
    const publicPart = async (arms: readonly (readonly [string, number])[]) => {
      const definition = smallStudyText({ arms });
      const study = await withLot({ definition, ports: { random: seededRandom('swap') } });
      await study.must('pharma', 'kits.generate', request(40, 40));
      return allKits(study).map(({ number, sequence }) => [number, sequence]);
    };
    const one = await publicPart([
      ['active', 1],
      ['placebo', 1],
    ]);
    const other = await publicPart([
      ['placebo', 1],
      ['active', 1],
    ]);
    expect(other).toEqual(one);
  });

  it('refuses an unknown lot, place or type, a type twice, and more than the format can hold', async () => {
    const study = await withLot({
      definition: smallStudyText({ replace: [['length: 7,', 'length: 4,']] }),
    });
    const before = tableDigests(study.db);
    const rule = async (change: object) =>
      (await study.refused('pharma', 'kits.generate', { ...request(5, 5), ...change })).rule;
    expect(await rule({ lot: 'L2' })).toBe('lot-unknown');
    expect(await rule({ place: 'nowhere' })).toBe('place-unknown');
    expect(await rule({ quantities: [{ kitType: 'kit-x', count: 1 }] })).toBe('kit-type-unknown');
    const twice = [1, 2].map((count) => ({ kitType: 'kit-active', count }));
    expect(await rule({ quantities: twice })).toBe('kit-type-named-twice');
    expect(await rule(request(2000, 2000))).toBe('kit-number-space');
    expect(tableDigests(study.db)).toEqual(before);
  });

  it('is not for people who may not see types', async () => {
    const study = await withLot();
    expect((await study.ask('depot', 'kits.generate', request(1, 1))).kind).toBe('forbidden');
  });
});
