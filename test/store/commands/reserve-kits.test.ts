// Requirements: SUP-18
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { allKits } from '../../builders/kit-types-seen.ts';
import { because } from '../../builders/lots-in-study.ts';
import type { OpenStudy } from '../../builders/open-study.ts';
import { replayed } from '../../builders/replayed.ts';
import { runningStudy } from '../../builders/running-study.ts';
import { tableDigests } from '../../builders/table-digests.ts';

let study: OpenStudy;
beforeEach(async () => {
  study = await runningStudy();
});
afterEach(() => study.close());

const subject = '1001';

/** Kits on the shelf of a site, of the type that the subject gets (or not), in the order of their sequence. */
async function shelf(isOfArm: boolean, site = 'S001'): Promise<readonly string[]> {
  const { subject: seen } = await study.must('pharma', 'subjects.get', { subject });
  const given = seen.kits[0] as string;
  const kits = allKits(study);
  const type = kits.find(({ number }) => number === given)?.kitType;
  return kits
    .filter(({ place, state }) => place === site && state === 'at-site')
    .filter(({ kitType }) => (kitType === type) === isOfArm)
    .map(({ number }) => number);
}

const reserve = (numbers: readonly string[], change: object = {}) => ({
  numbers: [...numbers],
  subject,
  visit: 'V2',
  reason: because,
  ...change,
});

const stateOf = (number: string) => allKits(study).find((kit) => kit.number === number)?.state;

describe('keeping kits for a subject', () => {
  it('dispenses the kept kit before any other, and to nobody else', async () => {
    const last = (await shelf(true)).at(-1) as string;
    await study.must('pharma', 'kits.reserve', reserve([last]));
    expect(stateOf(last)).toBe('reserved');
    const { reservedFor } = await study.must('qa', 'kits.get', { number: last });
    expect(reservedFor).toEqual({ subject, visit: 'V2' });
    const other = await study.must('pharma', 'subjects.dispense', {
      subject: '1002',
      visit: 'V2',
    });
    expect(other.kits.map(({ number }) => number)).not.toContain(last);
    const own = await study.must('pharma', 'subjects.dispense', { subject, visit: 'V2' });
    expect(own.kits.map(({ number }) => number)).toEqual([last]);
    expect(own.because[0]?.because).toContain('it was kept for this visit');
    expect((await study.must('qa', 'kits.get', { number: last })).reservedFor).toBeNull();
    expect(replayed(study).ok).toBe(true);
  });

  it('refuses kits of another site, of no use to the visit, and more than it needs', async () => {
    const [first, second] = (await shelf(true)) as [string, string];
    const [wrong] = (await shelf(false)) as [string];
    const [far] = (await shelf(true, 'S003')) as [string];
    const before = tableDigests(study.db);
    const reasons = async (numbers: readonly string[]) =>
      (await study.refused('pharma', 'kits.reserve', reserve(numbers))).because.join(' ');
    expect(await reasons([far])).toContain('is at Site S003');
    expect(await reasons([wrong])).toContain('the visit needs 0, 1 would be kept');
    expect(await reasons([first, second])).toContain('the visit needs 1, 2 would be kept');
    const rule = async (change: object) =>
      (await study.refused('pharma', 'kits.reserve', reserve([first], change))).rule;
    expect(await rule({ visit: 'V9' })).toBe('visit-unknown');
    expect(await rule({ subject: 'nobody' })).toBe('subject-unknown');
    expect(await rule({ visit: 'V1' })).toBe('visit-already-dispensed');
    study.clock.set('2027-12-01T09:00:00.000Z');
    expect(await reasons([first])).toContain('last day to dispense was');
    expect(tableDigests(study.db)).toEqual(before);
  });

  it('gives kits back on request, with the subject’s withdrawal, and when they are put aside', async () => {
    const [first] = (await shelf(true)) as [string];
    const kept = () =>
      study.db.prepare('SELECT count(*) AS n FROM kit_reservation').get<{ n: number }>()?.n;
    await study.must('pharma', 'kits.reserve', reserve([first]));
    await study.must('pharma', 'kits.unreserve', { numbers: [first], reason: because });
    expect([stateOf(first), kept()]).toEqual(['at-site', 0]);
    await study.must('pharma', 'kits.reserve', reserve([first]));
    const act = { numbers: [first], action: 'report-damaged' as const, reason: because };
    await study.must('depot', 'kits.act', act);
    expect(kept()).toBe(0);
    const [next] = (await shelf(true)) as [string];
    await study.must('pharma', 'kits.reserve', reserve([next]));
    await study.must('pharma', 'subjects.withdraw', { subject, reason: because });
    expect([stateOf(next), kept()]).toEqual(['at-site', 0]);
    expect(replayed(study).ok).toBe(true);
  });

  it('leaves kits that a shipment set aside to that shipment', async () => {
    const lines = [{ kitType: 'kit-active', count: 1 }];
    const asked = { from: 'central', to: 'S001', lines };
    const { shipment } = await study.must('pharma', 'shipments.request', asked);
    await study.must('pharma', 'shipments.approve', { shipment });
    const { kits } = await study.must('pharma', 'shipments.proposePick', { shipment });
    const numbers = kits.map(({ number }) => number);
    await study.must('pharma', 'shipments.pick', { shipment, numbers });
    const refused = await study.refused('pharma', 'kits.unreserve', { numbers, reason: because });
    expect(refused.rule).toBe('reserved-by-shipment');
  });
});
