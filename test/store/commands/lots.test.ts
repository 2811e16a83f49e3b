// Requirements: SUP-07
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decideLots, kitsAt } from '../../builders/lots-in-study.ts';
import type { OpenStudy } from '../../builders/open-study.ts';
import { replayed } from '../../builders/replayed.ts';
import { runningStudy } from '../../builders/running-study.ts';
import { tableDigests } from '../../builders/table-digests.ts';

let study: OpenStudy;
beforeEach(async () => {
  study = await runningStudy();
});
afterEach(() => study.close());

const lotNamed = async (lot: string, user: 'pharma' | 'qa' = 'pharma') => {
  const { lots } = await study.must(user, 'lots.page', {});
  return lots.find((row) => row.lot === lot);
};

const manufacturing = (lot: string, expiry: string, retest?: string) => ({
  lot,
  kitType: 'kit-active',
  expiry,
  ...(retest === undefined ? {} : { retest }),
});

describe('packaging lots', () => {
  it('end with the first of their manufacturing lots, retest dates included', async () => {
    await study.must(
      'pharma',
      'lots.registerManufacturing',
      manufacturing('M-1', '2028-05-31', '2027-06-30'),
    );
    await study.must('pharma', 'lots.registerManufacturing', manufacturing('M-2', '2027-11-30'));
    const members = ['M-1', 'M-2'];
    const { expiry } = await study.must('pharma', 'lots.register', { lot: 'P-1', members });
    expect(expiry).toBe('2027-06-30');
    const later = { lot: 'P-2', members, expiry: '2027-07-01' };
    const refused = await study.refused('pharma', 'lots.register', later);
    expect(refused.rule).toBe('lot-outlives-member');
    expect(refused.message).toContain('manufacturing lot M-1 ends on 30 Jun 2027');
    const earlier = { ...later, expiry: '2027-05-31', retest: '2027-01-31' };
    expect((await study.refused('pharma', 'lots.register', earlier)).rule).toBe(
      'lot-outlives-member',
    );
    expect((await study.refused('pharma', 'lots.register', { lot: 'P-3' })).rule).toBe(
      'lot-without-expiry',
    );
    const unknown = await study.refused('pharma', 'lots.register', {
      lot: 'P-4',
      members: ['M-9'],
    });
    expect(unknown.rule).toBe('manufacturing-lot-unknown');
    expect(
      (await study.must('pharma', 'lots.get', { lot: 'P-1' })).members.map(({ lot }) => lot),
    ).toEqual(members);
    expect((await study.must('qa', 'lots.get', { lot: 'P-1' })).members).toEqual([]);
    expect((await study.ask('qa', 'lots.manufacturing', {})).kind).toBe('forbidden');
  });

  it('keep the kit type of a manufacturing lot sealed', async () => {
    await study.must('pharma', 'lots.registerManufacturing', manufacturing('M-1', '2028-05-31'));
    const entry = study.db
      .prepare(`SELECT content, sealed FROM ledger WHERE kind = 'manufacturing-lot-registered'`)
      .get<{ content: string; sealed: string | null }>();
    expect(entry?.content).not.toContain('kit-active');
    expect(entry?.sealed).not.toBeNull();
    expect(
      (
        await study.refused(
          'pharma',
          'lots.registerManufacturing',
          manufacturing('M-1', '2028-05-31'),
        )
      ).rule,
    ).toBe('lot-registered');
  });

  it('say which of them would tell the arm by their number, to holders of the key only', async () => {
    await study.must('pharma', 'lots.register', { lot: 'ONE', expiry: '2027-12-31' });
    const quantities = [{ kitType: 'kit-active', count: 2 }];
    await study.must('pharma', 'kits.generate', { lot: 'ONE', place: 'central', quantities });
    expect((await lotNamed('ONE'))?.armsLeftOut).toEqual(['Arm placebo']);
    expect((await lotNamed('L-1'))?.armsLeftOut).toEqual([]);
    expect((await lotNamed('ONE', 'qa'))?.armsLeftOut).toBeNull();
  });
});

describe('a lot on hold', () => {
  it('is neither shipped, dispensed nor counted until somebody else releases it', async () => {
    const before = await study.must('pharma', 'stock.place', { place: 'S001' });
    await study.must('pharma', 'lots.setStatus', decideLots(['L-1', 'L-2'], 'on-hold', 'pharma'));
    const refused = await study.refused('pharma', 'kits.send', {
      from: 'central',
      to: 'S001',
      quantities: [{ kitType: 'kit-active', count: 1 }],
    });
    expect(refused.because.join(' ')).toContain('its lot is on hold or rejected');
    const dispense = { subject: '1001', visit: 'V2' };
    const denied = await study.refused('pharma', 'subjects.dispense', dispense);
    expect(denied.rule).toBe('no-kit');
    expect(denied.because.join(' ')).toContain('its lot is on hold or rejected');
    expect((await lotNamed('L-1'))?.available).toBe(0);
    const { study: figures } = await study.must('qa', 'today.get', {});
    expect(figures.kitsAvailable).toBe(0);
    const held = await study.must('pharma', 'stock.place', { place: 'S001' });
    expect(held.place.total).toMatchObject({
      available: 0,
      counted: 0,
      quarantined: before.place.total.available,
    });
    const own = decideLots(['L-1', 'L-2'], 'released', 'pharma');
    expect((await study.refused('pharma', 'lots.setStatus', own)).rule).toBe('second-person');
    await study.must('pharma', 'lots.setStatus', decideLots(['L-1', 'L-2'], 'released', 'qa'));
    await study.must('pharma', 'subjects.dispense', dispense);
    expect(replayed(study).ok).toBe(true);
  });

  it('keeps a packed shipment at the depot, and lets it go again', async () => {
    const lines = [{ kitType: 'kit-active', count: 2 }];
    const { shipment } = await study.must('pharma', 'shipments.request', {
      from: 'central',
      to: 'S001',
      lines,
    });
    await study.must('pharma', 'shipments.approve', { shipment });
    const { kits } = await study.must('pharma', 'shipments.proposePick', { shipment });
    const numbers = kits.map(({ number }) => number);
    await study.must('pharma', 'shipments.pick', { shipment, numbers });
    await study.must('pharma', 'shipments.pack', { shipment });
    await study.must('qa', 'lots.setStatus', decideLots(['L-1'], 'on-hold'));
    const dispatch = { shipment, carrier: 'Courier' };
    const refused = await study.refused('pharma', 'shipments.dispatch', dispatch);
    expect(refused).toMatchObject({ rule: 'kits-may-not-leave' });
    expect(refused.because).toHaveLength(2);
    await study.must('qa', 'lots.setStatus', decideLots(['L-1'], 'released', 'pharma'));
    // 2026-08-31 less 60 days: the last day to ship is 2 July.
    study.clock.set('2026-07-02T22:00:00.000Z');
    const late = await study.refused('pharma', 'shipments.dispatch', dispatch);
    expect(late.because[0]).toContain('last day to ship was 2 Jul 2026');
    study.clock.set('2026-07-02T21:59:00.000Z');
    await study.must('pharma', 'shipments.dispatch', dispatch);
  });

  it('holds kits that come into the lot later, and never comes back once rejected', async () => {
    await study.must('pharma', 'lots.register', {
      lot: 'NEW',
      expiry: '2027-12-31',
      status: 'on-hold',
    });
    const quantities = [{ kitType: 'kit-active', count: 2 }];
    await study.must('pharma', 'kits.generate', { lot: 'NEW', place: 'second', quantities });
    expect((await kitsAt(study, 'second', 'NEW')).map(({ block }) => block)).toEqual([
      'its lot is on hold or rejected',
      'its lot is on hold or rejected',
    ]);
    await study.must('qa', 'lots.setStatus', decideLots(['NEW'], 'rejected'));
    const before = tableDigests(study.db);
    const refused = await study.refused('qa', 'lots.setStatus', decideLots(['NEW'], 'released'));
    expect(refused.rule).toBe('lot-transition');
    expect(refused.because[0]).toContain('A rejected lot stays rejected');
    expect(tableDigests(study.db)).toEqual(before);
    const unknown = await study.refused('qa', 'lots.setStatus', decideLots(['NONE'], 'on-hold'));
    expect(unknown.rule).toBe('lot-unknown');
  });
});

describe('the last days of a lot', () => {
  it('are told for every place in its zone, with where they follow from', async () => {
    const { places, isBoundaryDayAllowed } = await study.must('qa', 'lots.get', { lot: 'L-1' });
    expect(isBoundaryDayAllowed).toBe(true);
    expect(places.map(({ place }) => place)).toEqual(['central', 'S001', 'S003']);
    expect(places.find(({ place }) => place === 'S001')).toMatchObject({
      zone: 'Europe/Madrid',
      ship: { day: '2026-07-02', days: 60, origin: 'study', isOver: false },
      count: { day: '2026-07-17', days: 45, origin: 'study' },
      dispense: { day: '2026-07-27', days: 35, origin: 'study' },
    });
    study.clock.set('2026-07-27T22:00:00.000Z');
    const later = await study.must('qa', 'lots.get', { lot: 'L-1' });
    expect(later.places.find(({ place }) => place === 'S001')?.dispense.isOver).toBe(true);
    expect((await study.refused('qa', 'lots.get', { lot: 'NONE' })).rule).toBe('lot-unknown');
  });

  it('shows a person of a site only that site', async () => {
    const { places } = await study.must('site', 'lots.get', { lot: 'L-1' });
    expect(places.map(({ place }) => place)).toEqual(['S001']);
  });
});
