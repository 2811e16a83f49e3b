// Requirements: SUP-09
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gs1CheckDigit } from '../../../shared/domain/barcode/check-digit.ts';
import { coreOn, demonstrationBench, signIn } from '../../builders/study-core.ts';
import type { Bench, TestCore } from '../../builders/study-core.ts';

let bench: Bench;
let core: TestCore;

beforeAll(async () => {
  bench = await demonstrationBench();
  core = coreOn(bench);
  await signIn(core);
});
afterAll(async () => {
  expect((await core.must('trail.verify', {})).ok).toBe(true);
  core.close();
  bench.remove();
});

const lines = [
  { kitType: 'capsules-active', count: 2 },
  { kitType: 'capsules-placebo', count: 2 },
];

async function requested(): Promise<string> {
  const { shipment } = await core.must('shipments.request', { from: 'central', to: 'S001', lines });
  await core.must('shipments.approve', { shipment });
  return shipment;
}

async function dispatched(): Promise<{ shipment: string; numbers: string[] }> {
  const shipment = await requested();
  const { kits } = await core.must('shipments.proposePick', { shipment });
  const numbers = kits.map(({ number }) => number);
  await core.must('shipments.pick', { shipment, numbers });
  await core.must('shipments.pack', { shipment, logger: 'FT-9001' });
  await core.must('shipments.dispatch', { shipment, carrier: 'Courier', tracking: 'T1' });
  return { shipment, numbers };
}

const refusalOf = async (name: Parameters<TestCore['ask']>[0], input: object) => {
  const reply = await core.ask(name, input as never);
  return reply.kind === 'refused' ? reply.refusal.rule : reply.kind;
};

const statusOf = async (number: string) => (await core.must('kits.get', { number })).kit.status;

describe('the life of a shipment', () => {
  it('goes from request to receipt, and its kits with it', async () => {
    const shipment = await requested();
    const { kits, because } = await core.must('shipments.proposePick', { shipment });
    const numbers = kits.map(({ number }) => number);
    expect(because.filter(({ outcome }) => outcome === 'chosen')).toHaveLength(4);
    const again = await core.must('shipments.proposePick', { shipment });
    expect(again.kits, 'a second look shows the same kits').toEqual(kits);
    await core.must('shipments.pick', { shipment, numbers });
    expect(await statusOf(numbers[0] as string)).toBe('reserved');
    const digits = '34012345000000001';
    const sscc = `${digits}${gs1CheckDigit(digits)}`;
    await core.must('shipments.pack', { shipment, sscc, logger: 'FT-9000' });
    await core.must('shipments.dispatch', { shipment, carrier: 'Courier', tracking: 'T0' });
    expect(await statusOf(numbers[0] as string)).toBe('in-transit');
    const [first, second, ...rest] = numbers as [string, string, ...string[]];
    const part = await core.must('shipments.receive', {
      shipment,
      kits: [
        { number: first, condition: 'acceptable' },
        { number: second, condition: 'damaged' },
      ],
      logger: 'no-alarm',
    });
    expect(part).toEqual({ received: 2, quarantined: 0, open: 2 });
    expect(await statusOf(first)).toBe('at-site');
    expect(await statusOf(second)).toBe('damaged');
    await core.must('shipments.lose', { shipment, reason: 'the carrier lost one box' });
    expect(await statusOf(rest[0] as string)).toBe('missing');
    const { shipment: row, timeline } = await core.must('shipments.get', { shipment });
    expect(row.status).toBe('lost');
    expect(timeline).toHaveLength(7);
  });

  it('keeps suspect kits and extra kits apart', async () => {
    const { shipment, numbers } = await dispatched();
    const { rows } = await core.must('kits.page', {
      place: 'central',
      status: ['at-depot'],
      limit: 1,
    });
    const extra = rows[0]?.number as string;
    const reply = await core.must('shipments.receive', {
      shipment,
      kits: numbers.map((number) => ({ number, condition: 'acceptable' as const })),
      extra: [extra],
      logger: 'alarmed',
    });
    expect(reply).toEqual({ received: 4, quarantined: 5, open: 0 });
    expect(await statusOf(numbers[0] as string)).toBe('quarantined');
    expect((await core.must('kits.get', { number: extra })).kit.place).toBe('S001');
    expect((await core.must('shipments.get', { shipment })).shipment.status).toBe('received');
  });

  it('frees its kits when it is cancelled, and when it is picked anew', async () => {
    const shipment = await requested();
    const { kits } = await core.must('shipments.proposePick', { shipment });
    const numbers = kits.map(({ number }) => number);
    await core.must('shipments.pick', { shipment, numbers });
    const { kits: others } = await core.must('shipments.proposePick', { shipment });
    await core.must('shipments.pick', { shipment, numbers: others.map(({ number }) => number) });
    expect(await statusOf(numbers[0] as string)).toBe('at-depot');
    await core.must('shipments.cancel', { shipment, reason: 'asked for twice' });
    expect(await statusOf(others[0]?.number as string)).toBe('at-depot');
    expect(await refusalOf('shipments.pack', { shipment })).toBe('shipment-transition');
  });

  it('carries used and damaged kits back in their state', async () => {
    const { rows } = await core.must('kits.page', { place: 'S001', status: ['at-site'], limit: 2 });
    const numbers = rows.map(({ number }) => number);
    const [broken, usable] = numbers as [string, string];
    await core.must('kits.act', {
      numbers: [broken],
      action: 'report-damaged',
      reason: 'broken vial',
    });
    const { shipment } = await core.must('shipments.requestReturn', {
      from: 'S001',
      to: 'central',
      numbers,
    });
    await core.must('shipments.pack', { shipment });
    await core.must('shipments.dispatch', { shipment, carrier: 'Courier' });
    expect([await statusOf(broken), await statusOf(usable)]).toEqual(['damaged', 'in-transit']);
    await core.must('shipments.receive', {
      shipment,
      kits: numbers.map((number) => ({ number, condition: 'acceptable' as const })),
      logger: 'none',
    });
    const back = await core.must('kits.get', { number: broken });
    expect([back.kit.status, back.kit.place]).toEqual(['damaged', 'central']);
    expect(await statusOf(usable)).toBe('at-depot');
  });
});

describe('a shipment refuses', () => {
  it('kits of another type, count or shipment', async () => {
    const shipment = await requested();
    const { kits } = await core.must('shipments.proposePick', { shipment });
    const numbers = kits.map(({ number }) => number);
    expect(await refusalOf('shipments.pick', { shipment, numbers: numbers.slice(1) })).toBe(
      'pick-does-not-fit',
    );
    const active = kits.filter(({ kitType }) => kitType === 'capsules-active');
    expect(active).toHaveLength(2);
    await core.must('shipments.pick', { shipment, numbers });
    const second = await requested();
    expect(await refusalOf('shipments.pick', { shipment: second, numbers })).toBe(
      'kits-cannot-travel',
    );
    await core.must('shipments.cancel', { shipment, reason: 'test is over' });
    await core.must('shipments.cancel', { shipment: second, reason: 'test is over' });
  });

  it('receiving twice, foreign kits, and steps out of order', async () => {
    const { shipment, numbers } = await dispatched();
    const kits = numbers.map((number) => ({ number, condition: 'acceptable' as const }));
    expect(await refusalOf('shipments.cancel', { shipment, reason: 'too late' })).toBe(
      'shipment-transition',
    );
    const { rows } = await core.must('kits.page', { place: 'S002', limit: 1 });
    const foreign = [{ number: rows[0]?.number as string, condition: 'acceptable' as const }];
    const input = { shipment, logger: 'none' };
    expect(await refusalOf('shipments.receive', { ...input, kits: foreign })).toBe(
      'kits-not-in-shipment',
    );
    await core.must('shipments.receive', { shipment, kits, logger: 'none' });
    expect(await refusalOf('shipments.receive', { ...input, kits })).toBe('shipment-transition');
  });

  it('a shipper number with a wrong check digit', async () => {
    const shipment = await requested();
    const { kits } = await core.must('shipments.proposePick', { shipment });
    await core.must('shipments.pick', { shipment, numbers: kits.map(({ number }) => number) });
    expect(await refusalOf('shipments.pack', { shipment, sscc: '340123450000000018' })).toBe(
      'sscc-check',
    );
    expect(await refusalOf('shipments.pack', { shipment, sscc: '12' })).toBe('sscc-format');
    await core.must('shipments.cancel', { shipment, reason: 'test is over' });
  });
});

describe('the blind of shipments', () => {
  it('shows a site its own shipments, without any type', async () => {
    const { shipment } = await dispatched();
    await signIn(core, 'jonas');
    const seen = await core.must('shipments.get', { shipment });
    expect(seen.lines).toBeNull();
    expect(seen.kits.every(({ kitType }) => kitType === null)).toBe(true);
    expect(JSON.stringify(seen)).not.toMatch(/capsules|placebo|active/i);
    const paper = await core.must('shipments.packingList', { shipment });
    expect(paper.mediaType).toBe('application/pdf');
    const { rows } = await core.must('shipments.page', { limit: 500 });
    expect(
      rows.every(({ from, to }) => [from, to].some((end) => ['S001', 'S002'].includes(end))),
    ).toBe(true);
    await signIn(core);
  });
});
