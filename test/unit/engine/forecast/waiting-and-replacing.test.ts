// Requirements: FCT-02
import { describe, expect, it } from 'vitest';
import { ForecastRunner } from '../../../../shared/engine/forecast/runner.ts';
import type { ForecastModel, LotModel } from '../../../../shared/engine/forecast/model.ts';
import { USED, fateAt, measureAt, rowLength } from '../../../../shared/engine/forecast/tally.ts';
import { minMax, recruitingSite, smallModel } from '../../../builders/forecast-model.ts';

const everyDay = [1, 2, 3, 4, 5, 6, 7];

/** Ten subjects, one each day from day 1 on, at one site that is never short once kits are at the depot. */
function tenSubjects(given: {
  readonly visits: readonly number[];
  readonly stock: number;
  readonly releaseDay: number;
  readonly waitDays: number;
  readonly dropoutPerDay?: number;
  readonly replacement?: number;
}): ForecastModel {
  const { visits, stock, dropoutPerDay = 0, replacement = 0 } = given;
  const base = smallModel({ sites: 1, target: 10, lines: [minMax(50, 100)] });
  const lot: LotModel = { kitType: 0, depot: 0, kits: 1000, releaseDay: 0, expiryDay: 10_000 };
  return {
    ...base,
    recruitment: {
      ...base.recruitment,
      isEven: true,
      sites: [recruitingSite({ alpha: Infinity, beta: 1 })],
    },
    schedule: {
      ...base.schedule,
      windowStart: visits,
      windowEnd: visits,
      plannedDay: visits,
      skip: visits.map(() => 0),
      kits: visits.map(() => [[[1]], [[1]]]),
      titration: { ...base.schedule.titration, isTitrated: visits.map(() => false) },
      dropoutPerDay: [dropoutPerDay, dropoutPerDay],
      replacement,
    },
    supply: {
      ...base.supply,
      kitTypes: 1,
      depots: 1,
      waitDays: given.waitDays,
      lots: [
        { ...lot, kits: 0 },
        { ...lot, releaseDay: given.releaseDay },
      ],
      sites: base.supply.sites.map((site) => ({
        ...site,
        wasSupplied: true,
        leadDays: 2,
        lead: { days: [2], probabilities: [1] },
        doNotDispense: visits.map(() => 0),
        stock: [{ lot: 0, kits: stock }],
      })),
      calendar: { runWeekdays: everyDay, workWeekdays: everyDay, holidays: [], cutOffMinute: 1439 },
      costs: { kit: [1], destruction: 0 },
    },
  };
}

/** By replicate. */
function played(model: ForecastModel, replicates = 1) {
  const runner = ForecastRunner.prepare(model);
  if (!runner.ok) throw new Error(runner.error.message);
  const { rows } = runner.value.run(5, 0, replicates);
  const length = rowLength(1);
  return Array.from({ length: replicates }, (_, r) => {
    const at = (place: number): number => rows[r * length + place] as number;
    return {
      used: at(fateAt(0, USED)),
      visits: at(measureAt('visits')),
      missed: at(measureAt('missed')),
      delayed: at(measureAt('delayed')),
    };
  });
}

const meanUsed = (model: ForecastModel, replicates: number): number =>
  played(model, replicates).reduce((sum, { used }) => sum + used, 0) / replicates;

describe('somebody who waits for kits', () => {
  // The first kits arrive on day 30: within the wait of all, and of those in the study only then.
  const late = { visits: [0, 200], stock: 0, releaseDay: 28, waitDays: 90 };

  it('and drops out meanwhile has missed the visit and gets none', () => {
    // All leave on the day on which they come, but for one in e^50.
    const all = played(tenSubjects({ ...late, dropoutPerDay: 50 }));
    expect(all).toEqual([{ used: 0, visits: 10, missed: 10, delayed: 0 }]);
  });

  it('and drops out after the last visit gets none either', () => {
    const all = played(tenSubjects({ ...late, visits: [0], dropoutPerDay: 50 }));
    expect(all).toEqual([{ used: 0, visits: 10, missed: 10, delayed: 0 }]);
  });

  it('and stays gets them when they come', () => {
    const all = played(tenSubjects({ ...late, visits: [0] }));
    expect(all).toEqual([{ used: 10, visits: 10, missed: 0, delayed: 10 }]);
  });

  it('leaves at the hazard of dropping out', () => {
    const hazard = 0.05;
    // Who comes on day k is served on day 30, if still there: a stay of 30 - k days and more.
    const days = Array.from({ length: 10 }, (_, k) => 30 - (k + 1));
    const expected = days.reduce((sum, stay) => sum + Math.exp(-hazard * stay), 0);
    const replicates = 2000;
    const variance = days.reduce((sum, stay) => {
      const p = Math.exp(-hazard * stay);
      return sum + p * (1 - p);
    }, 0);
    const error = Math.sqrt(variance / replicates);
    const used = meanUsed(tenSubjects({ ...late, dropoutPerDay: hazard }), replicates);
    expect(Math.abs(used - expected)).toBeLessThan(4 * error);
  });
});

describe('kits that must be replaced', () => {
  const enough = { stock: 100, releaseDay: 0, waitDays: 0 };

  it('are replaced after the last visit as after any other', () => {
    const certain = { ...enough, replacement: 1 };
    expect(played(tenSubjects({ ...certain, visits: [0] }))).toEqual([
      { used: 20, visits: 20, missed: 0, delayed: 0 },
    ]);
    expect(played(tenSubjects({ ...certain, visits: [0, 28, 56] }))).toEqual([
      { used: 60, visits: 60, missed: 0, delayed: 0 },
    ]);
  });

  it('are replaced as often as is likely', () => {
    const replicates = 1000;
    const used = meanUsed(tenSubjects({ ...enough, visits: [0], replacement: 0.5 }), replicates);
    expect(Math.abs(used - 15)).toBeLessThan(4 * Math.sqrt((10 * 0.25) / replicates));
  });

  it('are not those of somebody who has dropped out', () => {
    const model = tenSubjects({ ...enough, visits: [0], replacement: 1, dropoutPerDay: 50 });
    expect(played(model)).toEqual([{ used: 10, visits: 10, missed: 0, delayed: 0 }]);
  });

  it('are none when a visit got none', () => {
    // The first visits and their replacements use up all there is.
    const model = tenSubjects({
      visits: [0, 40, 80],
      stock: 20,
      releaseDay: 600,
      waitDays: 0,
      replacement: 1,
    });
    expect(played(model)).toEqual([{ used: 20, visits: 40, missed: 20, delayed: 0 }]);
  });

  it('follow a delayed visit from the day on which it got its kits', () => {
    const model = tenSubjects({
      visits: [0],
      stock: 0,
      releaseDay: 28,
      waitDays: 90,
      replacement: 1,
    });
    expect(played(model)).toEqual([{ used: 20, visits: 20, missed: 0, delayed: 10 }]);
  });
});
