// Requirements: FCT-01
import { describe, expect, it } from 'vitest';
import { ForecastRunner } from '../../../../shared/engine/forecast/runner.ts';
import { finishingTime, isFinishedBy } from '../../../../shared/engine/forecast/finishing.ts';
import type { ForecastModel } from '../../../../shared/engine/forecast/model.ts';
import { ForecastTotals } from '../../../../shared/engine/forecast/totals.ts';
import { minMax, recruitingSite, smallModel } from '../../../builders/forecast-model.ts';

const lines = [minMax(1, 3), minMax(1, 3), minMax(2, 6)];

/** One site that is open from day 0 and randomizes so many subjects a day. */
function oneSite(target: number, perDay: number, isEven: boolean, horizon: number): ForecastModel {
  const model = smallModel({
    sites: 1,
    target,
    lines,
    recruitment: { isEven, sites: [recruitingSite({ alpha: Infinity, beta: 1 / perDay })] },
  });
  return { ...model, horizon };
}

function totalsOf(model: ForecastModel, replicates: number, seed = 1): ForecastTotals {
  const runner = ForecastRunner.prepare(model);
  if (!runner.ok) throw new Error(runner.error.message);
  const totals = new ForecastTotals(model);
  totals.add(runner.value.run(seed, 0, replicates));
  return totals;
}

/** P(N ≥ target) for a Poisson number: the target is reached before that time. */
function reached(target: number, mean: number): number {
  let term = Math.exp(-mean);
  let below = 0;
  for (let k = 0; k < target; k++) {
    below += term;
    term *= mean / (k + 1);
  }
  return 1 - below;
}

describe('the share of replicates that finish by a day', () => {
  it('turns on that day, not at the end of its week, for few and for many subjects', () => {
    // Four a day at even distances: subject 600 comes at time 150.0, subject 6 at time 1.5.
    for (const [target, day] of [
      [600, 150],
      [512, 128],
      [513, 128],
      [6, 1],
    ] as const) {
      const totals = totalsOf(oneSite(target, 4, true, 300), 3);
      expect(totals.finishedBy(day - 1).share, `${target} by day ${day - 1}`).toBe(0);
      expect(totals.finishedBy(day).share, `${target} by day ${day}`).toBe(1);
      expect(totals.finishedBy(5000).share).toBe(1);
    }
  });

  it('is the Poisson probability of as many arrivals before the day is over', () => {
    const totals = totalsOf(oneSite(520, 4, false, 200), 600, 3);
    for (const day of [120, 126, 129, 133, 140]) {
      const exact = reached(520, 4 * (day + 1));
      const { share, error } = totals.finishedBy(day);
      expect(Math.abs(share - exact), `day ${day}: ${share} for ${exact}`).toBeLessThan(4 * error);
    }
    // Two days more or less are far off, so the comparison can fail.
    expect(reached(520, 4 * 132) - reached(520, 4 * 130)).toBeGreaterThan(0.1);
  });

  it('counts none that does not finish within the horizon', () => {
    const totals = totalsOf(oneSite(600, 4, true, 150), 3);
    expect(totals.unfinished).toBe(3);
    expect(totals.finishedBy(5000).share).toBe(0);
  });
});

describe('the end of recruitment', () => {
  it('is the last arrival of the target, and by a day when it comes before the day is over', () => {
    const arrivals = { time: Float64Array.of(3.2, 20.9, 21), count: 3 };
    expect(finishingTime(arrivals, 2)).toBe(20.9);
    expect(finishingTime(arrivals, 4)).toBe(Infinity);
    expect(finishingTime(arrivals, 0)).toBe(0);
    expect([19, 20, 21].map((day) => isFinishedBy(20.9, day))).toEqual([false, true, true]);
    expect(isFinishedBy(21, 20)).toBe(false);
    expect(isFinishedBy(Infinity, 1e6)).toBe(false);
  });
});
