// Requirements: SUP-06
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { signatureOf } from '../../builders/open-study.ts';
import type { OpenStudy } from '../../builders/open-study.ts';
import { runningStudy } from '../../builders/running-study.ts';

let study: OpenStudy;
beforeEach(async () => {
  study = await runningStudy();
});
afterEach(() => study.close());

const act = (numbers: string[], action: 'quarantine' | 'report-damaged' | 'find') =>
  ({ numbers, action, reason: 'seen in the cupboard' }) as const;

const kitsAt = async (place: string, status: string): Promise<string[]> => {
  const { rows } = await study.must('pharma', 'kits.page', { place, status: [status], limit: 9 });
  return rows.map(({ number }) => number);
};

async function packed(logger = ''): Promise<{ shipment: string; numbers: string[] }> {
  const lines = [{ kitType: 'kit-active', count: 2 }];
  const asked = { from: 'central', to: 'S001', lines };
  const { shipment } = await study.must('pharma', 'shipments.request', asked);
  await study.must('pharma', 'shipments.approve', { shipment });
  const { kits } = await study.must('pharma', 'shipments.proposePick', { shipment });
  const numbers = kits.map(({ number }) => number);
  await study.must('pharma', 'shipments.pick', { shipment, numbers });
  await study.must('pharma', 'shipments.pack', { shipment, logger });
  return { shipment, numbers };
}

describe('a shipment', () => {
  it('does not leave with a kit that was quarantined since the pick', async () => {
    const { shipment, numbers } = await packed();
    const [first] = numbers as [string];
    await study.must('depot', 'kits.act', act([first], 'quarantine'));
    const refused = await study.refused('pharma', 'shipments.dispatch', {
      shipment,
      carrier: 'Courier',
    });
    expect([refused.rule, refused.because]).toEqual([
      'kits-changed-since-pick',
      [`${first}: is quarantined now.`],
    ]);
  });

  it('takes a listed kit only with its condition, and gives up a kit that came elsewhere', async () => {
    const first = await packed();
    const second = await packed();
    for (const { shipment } of [first, second]) {
      await study.must('pharma', 'shipments.dispatch', { shipment, carrier: 'Courier' });
    }
    const own = { shipment: first.shipment, kits: [], extra: first.numbers.slice(0, 1) };
    expect(
      (await study.refused('site', 'shipments.receive', { ...own, logger: 'none' })).rule,
    ).toBe('extra-kit-impossible');
    const [strayed, left] = second.numbers as [string, string];
    await study.must('site', 'shipments.receive', {
      shipment: first.shipment,
      kits: first.numbers.map((number) => ({ number, condition: 'acceptable' as const })),
      extra: [strayed],
      logger: 'none',
    });
    const rest = await study.must('site', 'shipments.receive', {
      shipment: second.shipment,
      kits: [{ number: left, condition: 'missing' }],
      logger: 'none',
    });
    expect(rest).toEqual({ received: 1, quarantined: 0, open: 0 });
    const { places } = await study.must('pharma', 'accountability.places', {});
    expect(places.flatMap(({ imbalances }) => imbalances)).toEqual([]);
  });

  it('leaves its unusable kits alone until it arrives', async () => {
    const [number] = (await kitsAt('S001', 'at-site')) as [string];
    await study.must('depot', 'kits.act', act([number], 'report-damaged'));
    const back = { from: 'S001', to: 'central', numbers: [number] };
    const { shipment } = await study.must('site', 'shipments.requestReturn', back);
    await study.must('site', 'shipments.pack', { shipment });
    await study.must('site', 'shipments.dispatch', { shipment, carrier: 'Courier' });
    const refused = await study.refused('depot', 'kits.act', act([number], 'quarantine'));
    expect(refused.because[0]).toContain('in transit');
  });
});

describe('a kit that a subject once had', () => {
  it('never becomes stock again, and does not travel uncounted', async () => {
    const [number] = (await study.must('pharma', 'subjects.get', { subject: '1001' })).subject
      .kits as [string];
    await study.must('depot', 'kits.act', act([number], 'report-damaged'));
    const back = { from: 'S001', to: 'central', numbers: [number] };
    expect((await study.refused('site', 'shipments.requestReturn', back)).because[0]).toContain(
      'never counted back',
    );
    await study.must('depot', 'kits.act', act([number], 'quarantine'));
    const refused = await study.refused('pharma', 'kits.release', {
      numbers: [number],
      reason: 'looks unopened',
      signature: signatureOf('qa'),
    });
    expect(refused.because[0]).toContain('dispensed to a subject before');
  });
});

describe('the pick list', () => {
  it('says of every kit of the type that may not be taken why, and nothing of other types', async () => {
    const { rows } = await study.must('pharma', 'kits.page', { place: 'central', limit: 100 });
    const active = rows.filter(({ kitType }) => kitType === 'kit-active');
    const [held, broken] = active.map(({ number }) => number) as [string, string];
    const other = rows.find(({ kitType }) => kitType === 'kit-placebo')?.number as string;
    await study.must('depot', 'kits.act', act([held, other], 'quarantine'));
    await study.must('depot', 'kits.act', act([broken], 'report-damaged'));
    const onHold = active.filter(({ lot }) => lot === 'L-2').map(({ number }) => number);
    await study.must('qa', 'lots.setStatus', {
      lots: ['L-2'],
      status: 'on-hold',
      reason: 'a complaint',
      signature: signatureOf('qa'),
    });
    const lines = [{ kitType: 'kit-active', count: 2 }];
    const asked = { from: 'central', to: 'S001', lines };
    const { shipment } = await study.must('pharma', 'shipments.request', asked);
    await study.must('pharma', 'shipments.approve', { shipment });
    const { because } = await study.must('pharma', 'shipments.proposePick', { shipment });
    const refused = because.filter(({ outcome }) => outcome === 'refused');
    const blocked = onHold.filter((number) => number !== held && number !== broken);
    expect(refused.map(({ number }) => number).sort()).toEqual([held, broken, ...blocked].sort());
    const sentences = refused.map((line) => line.because);
    expect(sentences).toContain(`${held}: is quarantined`);
    expect(sentences).toContain(`${broken}: is damaged`);
    expect(sentences).toContain(`${blocked[0]}: its lot is on hold or rejected`);
  });
});

describe('the logger of a shipment', () => {
  it('is not passed by: its kits are received only where somebody says what it shows', async () => {
    const { shipment, numbers } = await packed('FT-1');
    await study.must('pharma', 'shipments.dispatch', { shipment, carrier: 'Courier' });
    const refused = await study.refused('site', 'kits.receive', { place: 'S001', numbers });
    expect(refused.rule).toBe('logger-unread');
    expect(refused.because[0]).toContain(`travels in ${shipment} with logger FT-1`);
    expect(await kitsAt('S001', 'in-transit')).toHaveLength(2);
    const bare = await packed();
    await study.must('pharma', 'shipments.dispatch', {
      shipment: bare.shipment,
      carrier: 'Courier',
    });
    const { received } = await study.must('site', 'kits.receive', {
      place: 'S001',
      numbers: bare.numbers,
    });
    expect(received).toBe(2);
  });

  it('that raised an alarm holds for the kits that are taken out of the box later', async () => {
    const { shipment, numbers } = await packed('FT-1');
    await study.must('pharma', 'shipments.dispatch', { shipment, carrier: 'Courier' });
    const [first, second] = numbers.map((number) => [{ number, condition: 'acceptable' as const }]);
    await study.must('site', 'shipments.receive', {
      shipment,
      kits: first ?? [],
      logger: 'alarmed',
    });
    const later = { shipment, kits: second ?? [] };
    for (const logger of ['no-alarm', 'none', 'not-found'] as const) {
      const refused = await study.refused('site', 'shipments.receive', { ...later, logger });
      expect(refused.rule).toBe('logger-alarmed-before');
    }
    const reply = await study.must('site', 'shipments.receive', { ...later, logger: 'alarmed' });
    expect(reply).toEqual({ received: 1, quarantined: 1, open: 0 });
  });
});

describe('due days', () => {
  it('follow working days, the cut-off hour and the lead days, and then say that it is late', async () => {
    // Thursday 5 March 2026, 10:00 in Berlin: before the cut-off hour.
    const { shipment } = await packed();
    const due = async () => (await study.must('site', 'shipments.get', { shipment })).shipment.due;
    expect(study.clock.now().instant.slice(0, 13)).toBe('2026-03-05T09');
    expect(await due()).toEqual({ what: 'leave', on: '2026-03-05', isLate: false });
    study.clock.advanceDays(1);
    expect(await due()).toEqual({ what: 'leave', on: '2026-03-05', isLate: true });
    await study.must('pharma', 'shipments.dispatch', { shipment, carrier: 'Courier' });
    // Friday and three days are a Monday.
    expect(await due()).toEqual({ what: 'arrive', on: '2026-03-09', isLate: false });
    study.clock.advanceDays(4);
    expect(await due()).toMatchObject({ what: 'arrive', isLate: true });
    const file = await study.must('site', 'shipments.export', { status: ['in-transit'] });
    const text = Buffer.from(file.base64, 'base64').toString('utf8');
    expect(text).toContain(`${shipment},in-transit`);
    expect(text).toContain('arrive,2026-03-09');
  });
});
