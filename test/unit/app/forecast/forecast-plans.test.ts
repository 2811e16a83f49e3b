// Requirements: FCT-03
import { describe, expect, it } from 'vitest';
import { runForecast } from '../../../../shared/app/forecast/run-forecast.ts';
import { inProcessSimulation } from '../../../../shared/app/simulation/in-process-simulation.ts';
import type { ForecastAnswer } from '../../../../shared/contracts/forecast-answer.ts';
import { certainScenario, lot, siteNamed } from '../../../builders/certain-scenario.ts';

async function answered(scenario: unknown): Promise<ForecastAnswer> {
  const options = { replicates: 4, seed: 1, workers: 1 };
  const answer = await runForecast(scenario, options, inProcessSimulation);
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
}

// Three subjects, on days 30, 50 and 70: nights 0, 59, 87 and 115 ask the depot for 5, 3, 3 and 3 kits.

describe('the packaging plan', () => {
  it('asks for what the lots cannot give, from the week on in which they run out', async () => {
    const enough = await answered(certainScenario(3, [lot('L1', 14)]));
    expect(enough.packaging).toMatchObject([
      { packaged: 14, needed: 14, neededBy: null, kits: 0, kitsError: 0 },
    ]);
    // 8 kits last until day 86; the week of day 87 begins on day 84.
    const short = await answered(certainScenario(3, [lot('L1', 8)]));
    expect(short.packaging).toMatchObject([
      { packaged: 8, needed: 14, neededBy: '2027-03-26', kits: 6 },
    ]);
    // No visit of the last subjects gets a kit any more, and still they are needed.
    const none = await answered(certainScenario(3, [lot('L1', 0)]));
    expect(none.stockOut.missed.mean).toBe(12);
    expect(none.packaging).toMatchObject([
      { packaged: 0, needed: 14, neededBy: '2027-01-01', kits: 14 },
    ]);
  });

  it('does not count on kits that have expired', async () => {
    // 1,000 kits expire after day 100; the four on the shelf as well: 5 and 3 more are asked for from day 101 on.
    const answer = await answered(certainScenario(3, [lot('L1', 1000, '2027-04-11')]));
    expect(answer.packaging).toMatchObject([
      { packaged: 1000, needed: 19, neededBy: '2027-04-09', kits: 8 },
    ]);
  });
});

describe('a lot that some countries have not approved', () => {
  it('is sent to the others only, and counts as missing there', async () => {
    const sites = [siteNamed('S1'), siteNamed('S2', { country: 'FR' })];
    const closed = { ...lot('L1', 1000), notFor: ['FR'] };
    const both = certainScenario(6, [lot('L1', 1000)], sites);
    const one = certainScenario(6, [closed], sites);
    const [open, shut] = [await answered(both), await answered(one)];
    expect(open.stockOut.missed.mean).toBe(0);
    // Three subjects at each site with four visits.
    expect(shut.stockOut.missed.mean).toBe(12);
    expect(shut.stockOut.bySite.map(({ site, share }) => [site, share])).toEqual([
      ['S1', 0],
      ['S2', 1],
    ]);
    expect(shut.packaging).toMatchObject([{ packaged: 1000, needed: 28, kits: 14 }]);
    const stranger = certainScenario(6, [{ ...closed, notFor: ['IT'] }], sites);
    await expect(answered(stranger)).rejects.toThrow(/IT|declare/);
  });
});

describe('overage', () => {
  it('goes by the kits that visits ask for, also by those that are missed', async () => {
    for (const kits of [0, 9, 1000]) {
      const { overage } = await answered(certainScenario(3, [lot('L1', kits)]));
      expect(overage).toMatchObject([{ kits: 14, usedOnAverage: 12, usedError: 0 }]);
      expect(overage[0]?.percent).toBeCloseTo(100 * (14 / 12 - 1), 9);
      expect(overage[0]?.percentError).toBe(0);
    }
  });

  it('is not negative where sites hold kits already: those count as kits that must exist', async () => {
    const stocked = siteNamed('S1', { isSupplied: true, stock: [{ lot: 'L1', kits: 40 }] });
    const { overage } = await answered(certainScenario(3, [lot('L1', 0)], [stocked]));
    expect(overage).toMatchObject([{ kits: 40, usedOnAverage: 12 }]);
    expect(overage[0]?.percent).toBeGreaterThan(0);
  });
});

describe('a lot at risk', () => {
  it('is judged by all its kits, those at sites among them', async () => {
    const old = lot('OLD', 0, '2027-10-01');
    const idle = siteNamed('G1', {
      isClosed: true,
      isSupplied: true,
      stock: [{ lot: 'OLD', kits: 9 }],
    });
    const atSite = await answered(
      certainScenario(3, [old, lot('NEW', 100)], [siteNamed('S1'), idle]),
    );
    expect(atSite.lots[0]).toMatchObject({ expired: { mean: 9 }, isAtRisk: true });
    // Twelve are used at S1, one expires at a depot that supplies nobody: less than a tenth.
    const using = siteNamed('S1', { isSupplied: true, stock: [{ lot: 'OLD', kits: 12 }] });
    const scenario = certainScenario(
      3,
      [{ ...old, kits: 1, depot: 'other' }, lot('NEW', 100)],
      [using],
    );
    const few = await answered({ ...scenario, depots: [{ id: 'central' }, { id: 'other' }] });
    expect(few.lots[0]).toMatchObject({ expired: { mean: 1 }, isAtRisk: false });
  });
});
