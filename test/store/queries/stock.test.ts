import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { machinePrinter } from '../../../electron/node/printer.ts';
import type { OutputOf } from '../../../shared/contracts/index.ts';
import { limitBudget } from '../../builders/budget-decision.ts';
import { allKits } from '../../builders/kit-types-seen.ts';
import { signatureOf } from '../../builders/open-study.ts';
import type { OpenStudy, Person } from '../../builders/open-study.ts';
import { runningStudy } from '../../builders/running-study.ts';

let study: OpenStudy;
afterEach(() => study.close());

type Matrix = OutputOf<'stock.matrix'>;

const matrix = (user: Person = 'pharma'): Promise<Matrix> => study.must(user, 'stock.matrix', {});
const rowOf = ({ places }: Matrix, place: string) =>
  places.find((row) => row.place === place) as Matrix['places'][number];

/** Shelf, transit and quarantine of every place and type, counted kit by kit. */
function counted(): Record<string, readonly [number, number, number][]> {
  const groupOf = ({
    state,
    block,
  }: {
    readonly state: string;
    readonly block: number;
  }): number => {
    if (state === 'quarantined') return 2;
    if (state === 'in-transit') return 1;
    if (!['at-depot', 'at-site', 'pre-quarantined'].includes(state)) return -1;
    return block > 0 ? 2 : 0;
  };
  const places = ['central', 'second', 'S001', 'S002', 'S003'];
  const kits = allKits(study);
  return Object.fromEntries(
    places.map((place) => [
      place,
      [0, 1].map(
        (type) =>
          [0, 1, 2].map(
            (group) =>
              kits.filter(
                (kit) => kit.place === place && kit.kitType === type && groupOf(kit) === group,
              ).length,
          ) as [number, number, number],
      ),
    ]),
  );
}

const shown = ({ places }: Matrix) =>
  Object.fromEntries(
    places.map(({ place, byType }) => [
      place,
      byType.map((cell) => [cell.available + cell.past, cell.inTransit, cell.quarantined]),
    ]),
  );

async function doSomething(what: number, pick: number): Promise<void> {
  const kits = allKits(study);
  const some = (states: readonly string[]) => {
    const fitting = kits.filter(({ state }) => states.includes(state));
    return fitting.length === 0 ? undefined : fitting[pick % fitting.length];
  };
  const act = (number: string, action: 'quarantine' | 'report-damaged') =>
    study.must('pharma', 'kits.act', { numbers: [number], action, reason: 'a test of counting' });
  const release = (number: string) =>
    study.must('pharma', 'kits.release', {
      numbers: [number],
      reason: 'a test of counting',
      signature: signatureOf('qa'),
    });
  const shelf = some(['at-depot', 'at-site']);
  const held = some(['quarantined']);
  const travelling = some(['in-transit']);
  if (what === 0 && shelf !== undefined) await act(shelf.number, 'quarantine');
  if (what === 1 && held !== undefined) await release(held.number);
  if (what === 2 && shelf !== undefined) await act(shelf.number, 'report-damaged');
  if (what === 3 && travelling !== undefined) {
    const { place, number } = travelling;
    await study.must('pharma', 'kits.receive', { place, numbers: [number] });
  }
  if (what === 4) {
    const to = ['S001', 'S002', 'S003', 'second'][pick % 4] as string;
    const kitType = ['kit-active', 'kit-placebo'][pick % 2] as string;
    const quantities = [{ kitType, count: 1 + (pick % 3) }];
    await study.ask('pharma', 'kits.send', { from: 'central', to, quantities });
  }
  if (what === 6) await holdOrRelease(['L-1', 'L-2'][pick % 2] as string);
  if (what === 7 && shelf !== undefined) await relabel(shelf.number, shelf.place, pick);
  if (what === 5) {
    await study.must('pharma', 'lots.register', {
      lot: `N-${pick}-${kits.length}`,
      expiry: '2027-09-30',
    });
    const quantities = [{ kitType: 'kit-active', count: 2 }];
    const lot = `N-${pick}-${kits.length}`;
    await study.must('pharma', 'kits.generate', { lot, place: 'central', quantities });
  }
}

async function holdOrRelease(lot: string): Promise<void> {
  const { lots } = await study.must('qa', 'lots.page', {});
  const isOnHold = lots.find((row) => row.lot === lot)?.status === 'on-hold';
  await study.must('qa', 'lots.setStatus', {
    lots: [lot],
    status: isOnHold ? 'released' : 'on-hold',
    reason: 'a test of counting',
    signature: signatureOf(isOnHold ? 'pharma' : 'qa'),
  });
}

/** Extends L-2 on the first call, approves one country after the other, and confirms what is asked where it may be. */
async function relabel(number: string, place: string, pick: number): Promise<void> {
  await study.ask('pharma', 'campaigns.start', {
    campaign: 'EXT',
    lots: ['L-2'],
    expiry: '2027-11-30',
    untilScanned: pick % 2 === 0 ? 'blocked' : 'old-date',
    basis: 'stability report',
    reason: 'a test of counting',
    signature: signatureOf('pharma'),
  });
  await study.ask('pharma', 'campaigns.approveCountry', {
    campaign: 'EXT',
    country: ['DE', 'ES', 'AU'][pick % 3] as string,
    approvedOn: '2026-03-01',
    reference: 'letter',
  });
  await study.ask('pharma', 'campaigns.confirm', { campaign: 'EXT', place, numbers: [number] });
}

describe('the stock matrix', () => {
  it('agrees with a count kit by kit after whatever happens', async () => {
    study = await runningStudy();
    expect(shown(await matrix())).toEqual(counted());
    const step = fc.tuple(fc.integer({ min: 0, max: 7 }), fc.nat(500));
    for (const [what, pick] of fc.sample(step, { numRuns: 120, seed: 20_261_121 })) {
      await doSomething(what, pick);
      // Sometimes several things happen between two looks.
      if (pick % 3 > 0) expect(shown(await matrix())).toEqual(counted());
    }
    const seen = counted();
    expect(
      Object.values(seen)
        .flat()
        .some(([, transit]) => transit > 0),
    ).toBe(true);
    expect(
      Object.values(seen)
        .flat()
        .some(([, , held]) => held > 0),
    ).toBe(true);
    const { total, places } = await matrix();
    const available = places.reduce((sum, row) => sum + row.total.available, 0);
    expect(total.available).toBe(available);
  });

  it('says how many days the kits last, in whole days by the last eight weeks', async () => {
    study = await runningStudy();
    // S001: 12 kits came, two subjects took one each; 10 · 56 / 2 days.
    expect(rowOf(await matrix(), 'S001').total).toMatchObject({
      available: 10,
      dispensed: 2,
      days: 280,
    });
    expect(rowOf(await matrix(), 'S002').total).toMatchObject({ dispensed: 0, days: null });
    study.clock.advanceDays(57);
    expect(rowOf(await matrix(), 'S001').total).toMatchObject({ dispensed: 0, days: null });
  });

  it('moves kits from available to near to past their last day by the clock of the place', async () => {
    study = await runningStudy();
    // L-1 expires on 31 August 2026; 35 days before it is the last day to dispense.
    const first = rowOf(await matrix(), 'S001').total;
    expect(first).toMatchObject({ ending: 0, past: 0 });
    study.clock.set('2026-07-27T21:59:00.000Z');
    const last = rowOf(await matrix(), 'S001').total;
    expect(last.ending).toBe(last.available);
    study.clock.set('2026-07-27T22:00:00.000Z');
    const over = rowOf(await matrix(), 'S001').total;
    expect(over).toMatchObject({ available: 0, ending: 0, past: first.available });
  });
});

describe('kits whose stability budget is short', () => {
  it('count by its end: near, then past, and never longer than their expiry', async () => {
    study = await runningStudy();
    const numbers = allKits(study)
      .filter(({ place, state }) => place === 'S001' && state === 'at-site')
      .map(({ number }) => number);
    const [worn, near, late] = numbers as [string, string, string];
    const before = rowOf(await matrix(), 'S001').total;
    limitBudget(study, [worn], null);
    // 35 days before its end is the last day to dispense, 45 the last to count: 11 April and 1 April.
    limitBudget(study, [near], '2026-05-16');
    limitBudget(study, [late], '2030-01-01');
    expect(rowOf(await matrix(), 'S001').total).toEqual({
      ...before,
      available: before.available - 1,
      counted: before.counted - 1,
      ending: before.ending + 1,
      past: 1,
      outOfBudget: 1,
      days: ((before.counted - 1) * 56) / 2,
    });
    study.clock.set('2026-04-02T09:00:00.000Z');
    const later = rowOf(await matrix(), 'S001').total;
    expect(later).toMatchObject({ available: before.available - 1, counted: before.counted - 2 });
    study.clock.set('2026-04-12T09:00:00.000Z');
    const { place, lots } = await study.must('pharma', 'stock.place', { place: 'S001' });
    expect(place.total).toMatchObject({ past: 2, outOfBudget: 2 });
    expect(lots.reduce((sum, lot) => sum + lot.outOfBudget, 0)).toBe(2);
  });

  it('leave the count again when they are given, sent or held', async () => {
    study = await runningStudy();
    const { number } = allKits(study).find(
      ({ place, state }) => place === 'S001' && state === 'at-site',
    ) as { number: string };
    limitBudget(study, [number], null);
    expect(rowOf(await matrix(), 'S001').total.past).toBe(1);
    const reason = 'to be looked at';
    await study.must('pharma', 'kits.act', { numbers: [number], action: 'quarantine', reason });
    const held = rowOf(await matrix(), 'S001').total;
    expect(held).toMatchObject({ past: 0, outOfBudget: 0, quarantined: 1 });
  });
});

describe('the lots of a place', () => {
  it('have last days with their origin', async () => {
    study = await runningStudy();
    await study.must('pharma', 'kits.send', {
      from: 'central',
      to: 'S002',
      quantities: [{ kitType: 'kit-active', count: 2 }],
    });
    const { lots, place } = await study.must('pharma', 'stock.place', { place: 'S002' });
    expect(place.total.inTransit).toBe(2);
    expect(lots).toEqual([
      expect.objectContaining({
        lot: 'L-1',
        kitType: 'kit-active',
        inTransit: 2,
        ship: { day: '2026-06-17', days: 75, origin: 'country', isOver: false },
        count: { day: '2026-07-17', days: 45, origin: 'study', isOver: false },
        dispense: { day: '2026-07-27', days: 35, origin: 'study', isOver: false },
      }),
    ]);
    study.clock.set('2026-07-01T00:00:00.000Z');
    const later = await study.must('pharma', 'stock.place', { place: 'S002' });
    expect(later.lots[0]).toMatchObject({ ship: { isOver: true }, count: { isOver: false } });
  });

  it('are those of the own site for a site user', async () => {
    study = await runningStudy();
    expect((await matrix('site')).places.map(({ place }) => place)).toEqual(['S001']);
    const refused = await study.refused('site', 'stock.place', { place: 'S003' });
    expect(refused.rule).toBe('place-unknown');
  });
});

describe('the blind of stock', () => {
  it('shows totals only, whatever the types are', async () => {
    study = await runningStudy(machinePrinter);
    const seen = await matrix('qa');
    expect(seen.unblinded).toBe(false);
    expect(seen.kitTypes).toEqual([]);
    expect(seen.places.every(({ byType }) => byType.length === 0)).toBe(true);
    const { lots } = await study.must('qa', 'stock.place', { place: 'central' });
    expect(lots.map(({ lot, kitType }) => [lot, kitType])).toEqual([
      ['L-1', null],
      ['L-2', null],
    ]);
    const file = await study.must('qa', 'stock.export', {});
    const text = Buffer.from(file.base64, 'base64').toString('utf8');
    expect(`${JSON.stringify([seen, lots])}${text}${file.name}`).not.toMatch(
      /kit-active|kit-placebo|UNBLINDED/,
    );
    const opened = await study.must('pharma', 'stock.export', {});
    expect(Buffer.from(opened.base64, 'base64').toString('utf8')).toMatch(/kit-active/);
  });

  it('is the same to the byte when the types of all kits are swapped', async () => {
    study = await runningStudy();
    const look = async () =>
      JSON.stringify([
        await matrix('qa'),
        await study.must('qa', 'stock.place', { place: 'S001' }),
      ]);
    await study.must('pharma', 'kits.act', {
      numbers: [
        allKits(study).find((kit) => kit.kitType === 0 && kit.state === 'at-site')
          ?.number as string,
      ],
      action: 'quarantine',
      reason: 'so that the types are not alike',
    });
    const before = await look();
    const types = JSON.stringify(counted());
    study.db.exec('UPDATE kit SET veil = (veil | 1) - (veil & 1)');
    expect(await look()).toBe(before);
    expect(JSON.stringify(counted())).not.toBe(types);
    expect(shown(await matrix())).toEqual(counted());
  });
});
