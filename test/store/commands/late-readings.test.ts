// Requirements: CLD-06
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { machinePrinter } from '../../../electron/node/printer.ts';
import { setClockBack } from '../../builders/clock-set-back.ts';
import { hoursAt, loggerCsv } from '../../builders/logger-csv.ts';
import { openStudy, signatureOf, uploaded } from '../../builders/open-study.ts';
import type { OpenStudy, Person } from '../../builders/open-study.ts';
import { replayed } from '../../builders/replayed.ts';

const hour = 3_600;
const dispatched = Date.UTC(2026, 2, 2, 10) / 1000;
let study: OpenStudy;

const quantities = [
  { kitType: 'kit-active', count: 1 },
  { kitType: 'kit-placebo', count: 1 },
];
const profile = {
  profile: 'cold',
  name: 'Refrigerated',
  bands: [
    { low: 199, high: 800, allowedSeconds: null, longestSeconds: null },
    { low: 800, high: 2500, allowedSeconds: 20 * hour, longestSeconds: 12 * hour },
  ],
  rule: 'hold' as const,
  activationEnergy: 83.144,
  reserveSeconds: 2 * hour,
  lots: null,
};

beforeAll(async () => {
  study = openStudy({ ports: { printer: machinePrinter } });
  await study.must('pharma', 'lots.register', { lot: 'L1', expiry: '2027-12-31' });
  await study.must('pharma', 'kits.generate', {
    lot: 'L1',
    place: 'central',
    quantities: quantities.map((one) => ({ ...one, count: 12 })),
  });
  const signature = signatureOf('qa');
  await study.must('qa', 'storage.setProfile', { profile, reason: 'Report 12', signature });
});
afterAll(() => {
  expect(replayed(study).checks.filter(({ passed }) => !passed)).toEqual([]);
  study.close();
});

/** A shipment of a day whose logger was not in the box, judged without data. */
async function withoutData(logger: string) {
  setClockBack(study, '2026-03-02T10:00:00.000Z');
  const route = { from: 'central', to: 'S001', lines: quantities };
  const { shipment } = await study.must('pharma', 'shipments.request', route);
  await study.must('pharma', 'shipments.approve', { shipment });
  const { kits } = await study.must('pharma', 'shipments.proposePick', { shipment });
  const numbers = kits.map(({ number }) => number);
  await study.must('pharma', 'shipments.pick', { shipment, numbers });
  await study.must('pharma', 'shipments.pack', { shipment, logger });
  await study.must('pharma', 'shipments.dispatch', { shipment, carrier: 'Courier' });
  study.clock.set('2026-03-03T10:00:00.000Z');
  await study.must('site', 'shipments.receive', {
    shipment,
    kits: numbers.map((number) => ({ number, condition: 'acceptable' as const })),
    logger: 'not-found',
  });
  const reason = 'The logger was not in the box.';
  const { excursion } = await study.must('qa', 'excursions.openWithoutData', { shipment, reason });
  return { shipment, numbers, excursion };
}

const readings = (serial: string, ...parts: readonly (readonly [number, number])[]) =>
  uploaded(`${serial}.csv`, loggerCsv(hoursAt(...parts), { serial }));

const decide = (user: Person, excursion: string, outcome: 'release' | 'reject') => ({
  excursion,
  decisions: [{ group: 0, outcome }],
  reason: 'Weighed with the stability data of the product.',
  signature: signatureOf(user),
});

const excursionOf = (excursion: string) => study.must('qa', 'excursions.get', { excursion });
const budgetOf = async (number: string) =>
  (await study.must('qa', 'kits.get', { number })).budget ?? undefined;

describe('readings that come after a judgement without data', () => {
  it('take its place: the worst case counts no longer, and stays on record', async () => {
    const { shipment, numbers, excursion } = await withoutData('LG-1');
    const number = numbers[0] ?? '';
    expect(await budgetOf(number)).toMatchObject({ remainingSeconds: 0, isExhausted: true });
    const before = await excursionOf(excursion);
    const file = readings('LG-1', [10, 500], [3, 1200], [12, 500]);
    const watched = { shipment };
    const preview = await study.must('site', 'loggers.preview', { file, watched });
    expect(preview.supersedes).toEqual([excursion]);
    expect(preview.assessment?.groups[0]).toMatchObject({ earlierLegs: 0, tier: 1 });
    const done = await study.must('site', 'loggers.import', { file, watched });
    const next = done.excursion ?? '';
    const now = await excursionOf(next);
    expect(now).toMatchObject({ supersedes: [excursion], excursion: { status: 'open', tier: 1 } });
    expect(now.assessment.groups[0]?.bands[1]).toMatchObject({
      usedBefore: 0,
      usedHere: 3 * hour,
      missing: 0,
      remaining: 17 * hour,
    });
    const old = await excursionOf(excursion);
    expect(old.excursion).toMatchObject({ status: 'superseded', supersededBy: next });
    expect(old.assessment).toEqual(before.assessment);
    const budget = await budgetOf(number);
    expect(budget).toMatchObject({ remainingSeconds: 17 * hour, isExhausted: true });
    expect(budget?.legs.map((leg) => leg.excursion)).toEqual([next]);
    const refusal = await study.refused(
      'qa',
      'excursions.decide',
      decide('qa', excursion, 'reject'),
    );
    expect(refusal).toMatchObject({ rule: 'excursion-superseded', next: `Open ${next}.` });
    const { rows } = await study.must('qa', 'excursions.page', { status: ['open'] });
    expect(rows.map((row) => row.excursion)).toEqual([next]);
    const pdf = await study.must('qa', 'excursions.evidence', { excursion });
    expect(Buffer.from(pdf.base64, 'base64').subarray(0, 4).toString()).toBe('%PDF');
    await study.must('pharma', 'excursions.decide', decide('pharma', next, 'release'));
    expect(await budgetOf(number)).toMatchObject({ isExhausted: false });
    expect((await study.must('qa', 'kits.get', { number })).kit.status).toBe('at-site');
  });

  it('in range leave nothing to decide, and the kits can be released', async () => {
    const { shipment, numbers, excursion } = await withoutData('LG-2');
    const file = readings('LG-2', [25, 500]);
    const done = await study.must('site', 'loggers.import', { file, watched: { shipment } });
    expect(done.isExcursion).toBe(false);
    expect((await excursionOf(excursion)).excursion.status).toBe('superseded');
    expect(await budgetOf(numbers[0] ?? '')).toMatchObject({
      remainingSeconds: 20 * hour,
      isExhausted: false,
    });
    const reason = 'The readings came; every temperature was in range.';
    const signature = signatureOf('pharma');
    await study.must('pharma', 'kits.release', { numbers: [...numbers], reason, signature });
    const { kit } = await study.must('qa', 'kits.get', { number: numbers[0] ?? '' });
    expect(kit.status).toBe('at-site');
  });

  it('leave what was decided on its kits as it was', async () => {
    const { shipment, numbers, excursion } = await withoutData('LG-3');
    await study.must('qa', 'excursions.decide', decide('qa', excursion, 'reject'));
    const file = readings('LG-3', [25, 500]);
    await study.must('site', 'loggers.import', { file, watched: { shipment } });
    const { excursion: old, decision } = await excursionOf(excursion);
    expect(old).toMatchObject({ status: 'rejected', supersededBy: expect.stringMatching(/^EX-/) });
    expect(decision?.outcomes).toEqual([{ group: 0, outcome: 'reject', kits: 2 }]);
    const { kit } = await study.must('qa', 'kits.get', { number: numbers[0] ?? '' });
    expect(kit.status).toBe('awaiting-destruction');
  });

  it('of a part of the time alone do not take its place', async () => {
    const { shipment, excursion } = await withoutData('LG-4');
    const file = readings('LG-4', [25, 500]);
    const watched = { shipment, from: dispatched + 2 * hour };
    const preview = await study.must('site', 'loggers.preview', { file, watched });
    expect(preview.supersedes).toEqual([]);
    expect(preview.assessment?.groups[0]).toMatchObject({ earlierLegs: 1, tier: 2 });
    await study.must('site', 'loggers.import', { file, watched });
    expect((await excursionOf(excursion)).excursion).toMatchObject({
      status: 'open',
      supersededBy: null,
    });
  });

  it('are not waited for twice: no shipment is judged without data a second time', async () => {
    const { shipment, excursion } = await withoutData('LG-5');
    const again = { shipment, reason: 'Still not found.' };
    const refusal = await study.refused('qa', 'excursions.openWithoutData', again);
    expect(refusal).toMatchObject({ rule: 'shipment-judged-before' });
    expect(refusal.message).toContain(excursion);
    const file = readings('LG-5', [25, 500]);
    await study.must('site', 'loggers.import', { file, watched: { shipment } });
    const measured = await study.refused('qa', 'excursions.openWithoutData', again);
    expect(measured.next).toContain('already counts as the worst case');
  });
});

describe('a kit of two open excursions', () => {
  it('is kept from use until both are decided', async () => {
    const { shipment, numbers, excursion } = await withoutData('LG-6');
    const number = numbers[0] ?? '';
    const file = readings('LG-6', [20, 500], [2, 1200], [3, 500]);
    const done = await study.must('site', 'loggers.import', { file, watched: { shipment } });
    expect((await excursionOf(excursion)).excursion.status).toBe('superseded');
    study.clock.set('2026-03-05T10:00:00.000Z');
    const start = '2026-03-04T00:00:00Z';
    const parts = hoursAt([2, 500], [3, 1200], [2, 500]);
    const fridge = uploaded('fridge.csv', loggerCsv(parts, { serial: 'FR-1', start }));
    const place = { place: 'S001' };
    const second = await study.must('site', 'loggers.import', { file: fridge, watched: place });
    const first = done.excursion ?? '';
    await study.must('pharma', 'excursions.decide', decide('pharma', first, 'release'));
    expect(await budgetOf(number)).toMatchObject({ isExhausted: true });
    const { assessment } = await excursionOf(second.excursion ?? '');
    const decisions = assessment.groups.map((_, group) => ({ group, outcome: 'release' as const }));
    await study.must('qa', 'excursions.decide', {
      ...decide('qa', second.excursion ?? '', 'release'),
      decisions,
    });
    expect(await budgetOf(number)).toMatchObject({
      isExhausted: false,
      remainingSeconds: 15 * hour,
    });
    const route = { from: 'S001', to: 'S002', lines: quantities };
    const onward = await study.must('pharma', 'shipments.request', route);
    await study.must('pharma', 'shipments.approve', onward);
    const { kits } = await study.must('pharma', 'shipments.proposePick', onward);
    expect(kits).toHaveLength(2);
    for (const kit of kits) {
      expect(kit.budgetSeconds).toBe((await budgetOf(kit.number))?.remainingSeconds);
    }
  });
});
