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

/** A closed site with kits that expire there. */
const giver = (id: string, kits: number) =>
  siteNamed(id, { isClosed: true, isSupplied: true, stock: [{ lot: 'OLD', kits }] });

/** The only open site has three subjects of four visits each. */
const study = (givers: readonly ReturnType<typeof giver>[]) =>
  certainScenario(3, [lot('OLD', 0, '2027-10-01'), lot('NEW', 100)], [siteNamed('S1'), ...givers]);

describe('transfers worth making', () => {
  it('give a site no more than it will use, however many have kits to spare', async () => {
    const { transfers, moreTransfers } = await answered(
      study([giver('G1', 5), giver('G2', 9), giver('G3', 4)]),
    );
    // Twelve kits are used at S1: nine from G2, three from G1, none from G3.
    expect(transfers.map(({ from, to, kits, worth }) => [from, to, kits, worth])).toEqual([
      ['G2', 'S1', 9, 90],
      ['G1', 'S1', 3, 30],
    ]);
    expect(moreTransfers).toEqual({ count: 0, kits: 0, worth: 0 });
  });

  it('bring what can still be used where it comes, day by day', async () => {
    // S1 uses a kit on days 30, 50, 58, 70, 78 and 86: five by day 83, 25 March 2027, the end of a week.
    const of = async (expiry: string) => {
      const lots = [lot('OLD', 0, expiry), lot('NEW', 100)];
      const sites = [siteNamed('S1'), giver('G1', 9), giver('G2', 4)];
      const { transfers } = await answered(certainScenario(3, lots, sites));
      return transfers.map(({ from, kits }) => [from, kits]);
    };
    expect(await of('2027-03-25')).toEqual([['G1', 5]]);
    expect(await of('2027-01-21')).toEqual([]);
  });

  it('that are not listed are counted', async () => {
    const many = Array.from({ length: 30 }, (_, i) => giver(`G${i + 1}`, 1));
    const target = { ...study(many), recruitment: { ...study([]).recruitment, target: 9 } };
    const { transfers, moreTransfers } = await answered(target);
    expect(transfers.length).toBe(20);
    expect(moreTransfers).toEqual({ count: 10, kits: 10, worth: 100 });
  });
});
