import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InputOf, OutputOf } from '../../../shared/contracts/index.ts';
import { allKits } from '../../builders/kit-types-seen.ts';
import type { OpenStudy } from '../../builders/open-study.ts';
import { runningStudy } from '../../builders/running-study.ts';

type Row = OutputOf<'kits.page'>['rows'][number];

let study: OpenStudy;
let all: readonly Row[];
beforeAll(async () => {
  study = await runningStudy();
  const numbers = (await study.must('pharma', 'kits.page', { place: 'central', limit: 3 })).rows;
  await study.must('pharma', 'kits.act', {
    numbers: numbers.map(({ number }) => number),
    action: 'report-damaged',
    reason: 'dropped in the store room',
  });
  all = (await study.must('pharma', 'kits.page', { limit: 500 })).rows;
});
afterAll(() => study.close());

const page = (input: InputOf<'kits.page'>) => study.must('pharma', 'kits.page', input);
const numbersOf = (rows: readonly Row[]) => rows.map(({ number }) => number);

/** The same page by plain array operations over all kits. */
function expected(input: InputOf<'kits.page'>): readonly Row[] {
  const keys: Record<string, (row: Row) => readonly (string | number)[]> = {
    number: (row) => [row.number],
    sequence: (row) => [row.sequence],
    expiry: (row) => [row.expiry, row.sequence],
    status: (row) => [row.status, row.number],
    place: (row) => [row.place ?? '', row.number],
  };
  const key = keys[input.sort ?? 'number'] as (row: Row) => readonly (string | number)[];
  const sign = input.descending === true ? -1 : 1;
  return all
    .filter(
      (row) =>
        (input.place === undefined || row.place === input.place) &&
        (input.lot === undefined || row.lot === input.lot) &&
        (input.status === undefined || input.status.includes(row.status)) &&
        (input.kitType === undefined || row.kitType === input.kitType) &&
        (input.search === undefined || row.number.startsWith(input.search)),
    )
    .toSorted((a, b) => {
      const [x, y] = [key(a), key(b)];
      const at = x.findIndex((value, i) => value !== y[i]);
      return at < 0 ? 0 : sign * ((x[at] as never) < (y[at] as never) ? -1 : 1);
    });
}

const filters: readonly InputOf<'kits.page'>[] = [
  {},
  { place: 'central' },
  { place: 'S001' },
  { place: 'nowhere' },
  { lot: 'L-1' },
  { lot: 'unknown' },
  { status: ['at-depot'] },
  { status: ['dispensed', 'damaged'] },
  { place: 'central', lot: 'L-2', status: ['at-depot', 'damaged'] },
  { kitType: 'kit-active' },
  { kitType: 'kit-placebo', place: 'S001', status: ['at-site'] },
];

describe('a page of kits', () => {
  const sorts = ['number', 'sequence', 'expiry', 'status', 'place'] as const;
  for (const filter of filters) {
    for (const sort of sorts) {
      for (const descending of [false, true]) {
        const name = JSON.stringify({ ...filter, sort, descending });
        it(`agrees with a plain filter and sort: ${name}`, async () => {
          const input = { ...filter, sort, descending };
          const whole = expected(input);
          for (const offset of [0, 7, 60]) {
            const found = await page({ ...input, offset, limit: 9 });
            expect(found.total).toBe(whole.length);
            expect(numbersOf(found.rows)).toEqual(numbersOf(whole.slice(offset, offset + 9)));
          }
        });
      }
    }
  }

  it('agrees wherever one scrolls or jumps', async () => {
    const sort = fc.constantFrom('number', 'sequence', 'expiry' as const);
    const jump = fc.record({
      sort,
      descending: fc.boolean(),
      offset: fc.nat(90),
      limit: fc.integer({ min: 1, max: 20 }),
      place: fc.constantFrom('central', undefined),
    });
    const jumps = fc.sample(jump, { numRuns: 300, seed: 20_260_302 });
    for (const { place, ...window } of jumps) {
      const input = { ...window, ...(place === undefined ? {} : { place }) } as const;
      const wanted = expected(input).slice(window.offset, window.offset + window.limit);
      expect([input, numbersOf((await page(input)).rows)]).toEqual([input, numbersOf(wanted)]);
    }
  });

  it('finds numbers by their start, however they were typed', async () => {
    const [wanted] = all as readonly [Row];
    const typed = ` ${wanted.number.slice(0, 4)} `;
    const found = await page({ search: typed });
    const start = wanted.number.slice(0, 4);
    expect(numbersOf(found.rows)).toEqual(numbersOf(expected({ search: start })));
    expect(found.total).toBe(found.rows.length);
    const narrowed = await page({ search: start, place: wanted.place ?? '', sort: 'expiry' });
    expect(numbersOf(narrowed.rows)).toContain(wanted.number);
  });

  it('tells the true type of every kit to a holder of the key, and nothing to others', async () => {
    const types = ['kit-active', 'kit-placebo'];
    const truth = allKits(study).map(({ number, kitType }) => [number, types[kitType]]);
    expect(Object.fromEntries(all.map(({ number, kitType }) => [number, kitType]))).toEqual(
      Object.fromEntries(truth),
    );
    const blinded = await study.must('qa', 'kits.page', { limit: 500 });
    expect(blinded.unblinded).toBe(false);
    expect(new Set(blinded.rows.map(({ kitType }) => kitType))).toEqual(new Set([null]));
    const refused = await study.refused('qa', 'kits.page', { kitType: 'kit-active' });
    expect(refused.rule).toBe('needs-unblinding-key');
  });

  it('shows a site user the kits of the own site only', async () => {
    const own = await study.must('site', 'kits.page', { limit: 500 });
    expect(new Set(own.rows.map(({ place }) => place))).toEqual(new Set(['S001']));
    expect(own.total).toBe(expected({ place: 'S001' }).length);
    expect((await study.must('site', 'kits.page', { place: 'S003' })).total).toBe(0);
    const foreign = expected({ place: 'S003' })[0] as Row;
    const refused = await study.refused('site', 'kits.get', { number: foreign.number });
    expect(refused.rule).toBe('unknown-kit');
  });
});

describe('expiry', () => {
  it('follows from the clock in the zone of the kit’s place', async () => {
    const inSpain = expected({ place: 'S001', lot: 'L-1', status: ['at-site'] }).length;
    expect(inSpain).toBeGreaterThan(0);
    // The last day, 2026-08-31, ends at 22:00 UTC in Madrid.
    study.clock.set('2026-08-31T21:59:59.999Z');
    expect((await page({ place: 'S001', status: ['expired'] })).total).toBe(0);
    study.clock.set('2026-08-31T22:00:00.000Z');
    const expired = await page({ place: 'S001', status: ['expired'], limit: 100 });
    expect(expired.total).toBe(inSpain);
    expect(expired.rows.every((row) => row.expired && row.lot === 'L-1')).toBe(true);
    const dispensed = await page({ status: ['dispensed'] });
    expect(dispensed.rows.some(({ expired: is }) => is)).toBe(false);
    study.clock.set('2026-03-05T09:00:00.000Z');
  });

  it('states the last day to dispense under the rules of the place', () => {
    const row = expected({ place: 'S001', lot: 'L-1', status: ['at-site'] })[0] as Row;
    expect([row.expiry, row.lastDayToDispense]).toEqual(['2026-08-31', '2026-07-27']);
  });
});
