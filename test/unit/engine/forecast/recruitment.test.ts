// Requirements: FCT-01
import { describe, expect, it } from 'vitest';
import { SiteArrivals } from '../../../../shared/engine/forecast/site-arrivals.ts';
import type { RecruitmentModel } from '../../../../shared/engine/forecast/model.ts';
import { Xoshiro } from '../../../../shared/engine/prng/simulation/xoshiro.ts';
import { backTest, rateDecay } from '../../../../shared/engine/recruitment/back-test.ts';
import {
  fitGammaRates,
  logLikelihood,
} from '../../../../shared/engine/recruitment/empirical-bayes.ts';
import { logGamma } from '../../../../shared/engine/recruitment/log-gamma.ts';
import { gamma, poisson } from '../../../../shared/engine/prng/simulation/variates.ts';
import { recruitingSite } from '../../../builders/forecast-model.ts';

const modelOf = (more: Partial<RecruitmentModel>): RecruitmentModel => ({
  target: 100,
  sites: Array.from({ length: 10 }, () => recruitingSite()),
  regionMaximum: [1e9],
  isEven: false,
  decayPerDay: 0,
  screeningFailure: 0,
  screeningDays: 0,
  ...more,
});

/** Replicates of a recruitment, each looked at while it stands. */
function play(
  model: RecruitmentModel,
  horizon: number,
  replicates: number,
  look: (one: SiteArrivals) => void,
): void {
  const arrivals = new SiteArrivals(model, horizon);
  const source = new Xoshiro();
  for (let r = 0; r < replicates; r++) {
    arrivals.draw(source.startReplicate(20261121, r, 3));
    look(arrivals);
  }
}

const countsOf = ({ site, count }: SiteArrivals, sites: number): readonly number[] =>
  Array.from(
    { length: sites },
    (_, i) => site.subarray(0, count).filter((one) => one === i).length,
  );

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, one) => sum + one, 0) / values.length;
const varianceOf = (values: readonly number[]): number => {
  const mean = meanOf(values);
  return values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (values.length - 1);
};

describe('time to recruit 500 patients', () => {
  // Published: 365 days with quartiles 356 and 375 (scenario 1), 344 and 391 (scenario 2); whole days, a day late.
  for (const [scenario, alpha, sites, q25, q75] of [
    [1, 120, 80, 356, 375],
    [2, 1.2, 80, 344, 391],
  ] as const) {
    it(`has the published quantiles of scenario ${scenario}`, () => {
      const beta = (alpha * 304 * sites) / 500;
      const site = recruitingSite({
        activation: { from: 0, to: 122, alpha: 1, beta: 1 },
        alpha,
        beta,
      });
      const days: number[] = [];
      play(
        modelOf({ target: 500, sites: Array.from({ length: sites }, () => site) }),
        2000,
        1200,
        (one) => days.push((one.time[499] as number) + 1),
      );
      days.sort((a, b) => a - b);
      const at = (p: number): number => days[Math.round(p * days.length)] as number;
      expect(Math.abs(at(0.5) - 365)).toBeLessThan(4);
      expect(Math.abs(at(0.25) - q25)).toBeLessThan(4);
      expect(Math.abs(at(0.75) - q75)).toBeLessThan(5);
    });
  }
});

describe('the subjects of one site', () => {
  it('are negative binomial: mean αt/β, variance αt/β·(1 + t/β)', () => {
    const counts: number[] = [];
    const sites = [recruitingSite({ alpha: 2.5, beta: 50 })];
    play(modelOf({ target: 10_000, sites }), 100, 6000, ({ count }) => counts.push(count));
    const mean = (2.5 * 100) / 50;
    const variance = mean * (1 + 100 / 50);
    expect(Math.abs(meanOf(counts) - mean)).toBeLessThan(4 * Math.sqrt(variance / 6000));
    expect(Math.abs(varianceOf(counts) / variance - 1)).toBeLessThan(0.12);
  });

  it('thin out with decay: λ(1 − e^(−δt))/δ on average', () => {
    const counts: number[] = [];
    const sites = [recruitingSite({ alpha: Infinity, beta: 10 })];
    play(modelOf({ target: 10_000, sites, decayPerDay: 0.01 }), 200, 4000, ({ count }) =>
      counts.push(count),
    );
    const mean = (0.1 * (1 - Math.exp(-2))) / 0.01;
    expect(Math.abs(meanOf(counts) - mean)).toBeLessThan(4 * Math.sqrt(mean / 4000));
  });

  it('do not come in pauses, and come later by as much', () => {
    const pauses = [[20, 50] as const, [80, 90] as const];
    const sites = [recruitingSite({ alpha: Infinity, beta: 4, pauses })];
    const counts: number[] = [];
    play(modelOf({ target: 10_000, sites }), 120, 500, (one) => {
      counts.push(one.count);
      const times = one.time.subarray(0, one.count);
      expect(times.some((t) => (t >= 20 && t < 50) || (t >= 80 && t < 90))).toBe(false);
    });
    expect(Math.abs(meanOf(counts) - 80 / 4)).toBeLessThan(4 * Math.sqrt(20 / 500));
  });

  it('pass screening with its probability, and so many days later', () => {
    const sites = [recruitingSite({ alpha: Infinity, beta: 2 })];
    const counts: number[] = [];
    const screened: number[] = [];
    play(
      modelOf({ target: 10_000, sites, screeningFailure: 0.4, screeningDays: 14 }),
      114,
      800,
      (one) => {
        counts.push(one.count);
        screened.push(one.screened);
        expect(one.time[0] ?? 99).toBeGreaterThan(14);
      },
    );
    expect(Math.abs(meanOf(counts) - 30)).toBeLessThan(4 * Math.sqrt(30 / 800));
    expect(Math.abs(meanOf(screened) - 50)).toBeLessThan(4 * Math.sqrt(80 / 800));
  });
});

describe('policies', () => {
  it('let whoever comes come, keep limits, and share out evenly', () => {
    const rates = [1, 2, 4, 8, 16].map((beta) => recruitingSite({ alpha: 3, beta: 3 * beta }));
    play(modelOf({ target: 60, sites: rates }), 5000, 50, (one) => {
      expect(one.count).toBe(60);
      expect(one.time.every((t, i) => i === 0 || t >= (one.time[i - 1] as number))).toBe(true);
    });
    const limited = rates.map((site) => ({ ...site, minimum: 6, maximum: 20 }));
    play(modelOf({ target: 60, sites: limited }), 50_000, 50, (one) => {
      const counts = countsOf(one, 5);
      expect(Math.min(...counts)).toBeGreaterThanOrEqual(6);
      expect(Math.max(...counts)).toBeLessThanOrEqual(20);
    });
    const even = rates.map((site) => ({ ...site, minimum: 12, maximum: 12 }));
    play(modelOf({ target: 60, sites: even }), 50_000, 20, (one) =>
      expect(countsOf(one, 5)).toEqual([12, 12, 12, 12, 12]),
    );
  });

  it('close a full region and a closed site', () => {
    const sites = Array.from({ length: 6 }, (_, i) =>
      recruitingSite({ region: i % 2, isClosed: i === 5 }),
    );
    play(modelOf({ target: 40, sites, regionMaximum: [1e9, 7] }), 50_000, 40, (one) => {
      const counts = countsOf(one, 6);
      expect((counts[1] ?? 0) + (counts[3] ?? 0)).toBeLessThanOrEqual(7);
      expect(counts[5]).toBe(0);
      expect(one.count).toBe(40);
    });
  });
});

describe('places kept for minimum numbers', () => {
  const opens = (day: number) => ({ from: day, to: day, alpha: 1, beta: 1 });
  // One subject a day from the day after opening.
  const daily = (more: Parameters<typeof recruitingSite>[0]) =>
    recruitingSite({ alpha: Infinity, beta: 1, ...more });
  const drawn = (more: Partial<RecruitmentModel>, horizon: number) => {
    const model = modelOf({ target: 20, isEven: true, ...more });
    let seen: readonly number[] = [];
    play(model, horizon, 1, (one) => {
      const last = one.time[one.count - 1] ?? 0;
      seen = [...countsOf(one, model.sites.length), Math.round(10 * last) / 10];
    });
    return seen;
  };

  it('are kept in a region that others would fill', () => {
    // Region of 8: two for the second centre; 20 − 6 − 2 for the third; the first comes on days 101 to 106.
    const sites = [daily({ activation: opens(100), minimum: 6 }), daily({}), daily({ region: 1 })];
    expect(drawn({ sites, regionMaximum: [8, 1e9] }, 2000)).toEqual([6, 2, 12, 106]);
    const nobodyWaits = sites.map((site) => ({ ...site, minimum: 0 }));
    expect(drawn({ sites: nobodyWaits, regionMaximum: [8, 1e9] }, 2000)).toEqual([0, 8, 12, 12]);
  });

  it('come free at once when their centre opens too late or is closed', () => {
    for (const late of [{ activation: opens(700) }, { isClosed: true }]) {
      const sites = [daily({}), daily({ minimum: 5, ...late })];
      expect(drawn({ sites }, 600)).toEqual([20, 0, 20]);
    }
  });

  it('stay kept for a centre that opens after the last day played when recruitment goes on', () => {
    const sites = [daily({}), daily({ minimum: 5, activation: opens(700) })];
    expect(drawn({ sites, goesOn: true }, 600)).toEqual([15, 0, 15]);
  });

  it('come free when their centre stops, for centres that turned subjects away before', () => {
    // 14 until day 14, then none; two at 51.5 and 52.5, and four of those kept from day 53 on.
    const pauses = [[53, 2000] as const];
    const sites = [daily({}), daily({ activation: opens(50.5), minimum: 6, pauses })];
    expect(drawn({ sites }, 1000)).toEqual([18, 2, 56]);
  });

  it('come free when the region is full before every minimum in it is met', () => {
    // Nine owed in a region of 7: it is full on day 4 with four and three; the third centre has 13 on day 13.
    const sites = [daily({ minimum: 5 }), daily({ minimum: 4 }), daily({ region: 1 })];
    const [a = 0, b = 0, c, day] = drawn({ sites, regionMaximum: [7, 1e9] }, 500);
    expect([a + b, c, day]).toEqual([7, 13, 13]);
  });
});

/** Sites with gamma rates, looked at after different times. */
function history(alpha: number, beta: number, sites: number, seed: number) {
  const source = new Xoshiro().startReplicate(seed, 0, 9);
  return Array.from({ length: sites }, (_, i) => {
    const exposure = 100 + 10 * (i % 30);
    return { exposure, events: poisson(source, gamma(source, alpha, beta) * exposure) };
  });
}

describe('empirical Bayes', () => {
  it('knows the logarithm of the gamma function', () => {
    expect(logGamma(1)).toBeCloseTo(0, 13);
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 12);
    expect(logGamma(11)).toBeCloseTo(Math.log(3_628_800), 11);
    expect(logGamma(1500.5) - logGamma(1499.5)).toBeCloseTo(Math.log(1499.5), 9);
  });

  it('finds the parameters that made the counts', () => {
    const fitted = fitGammaRates(history(1.5, 60, 600, 5));
    expect(Math.abs(Math.log(fitted.alpha / 1.5))).toBeLessThan(0.3);
    expect(Math.abs(fitted.alpha / fitted.beta / (1.5 / 60) - 1)).toBeLessThan(0.15);
  });

  it('stands at a maximum of the likelihood', () => {
    const sites = history(2, 80, 40, 6);
    const best = fitGammaRates(sites);
    const top = logLikelihood(best, sites);
    for (const [a, b] of [
      [1.02, 1],
      [0.98, 1],
      [1, 1.02],
      [1, 0.98],
      [1.1, 1.1],
    ] as const) {
      expect(logLikelihood({ alpha: best.alpha * a, beta: best.beta * b }, sites)).toBeLessThan(
        top,
      );
    }
  });

  it('takes sites that differ by chance alone as alike, and copes without any subject', () => {
    const alike = Array.from({ length: 20 }, () => ({ events: 10, exposure: 200 }));
    expect(fitGammaRates(alike)).toEqual({ alpha: Infinity, beta: 20 });
    expect(fitGammaRates([{ events: 0, exposure: 300 }])).toEqual({ alpha: 0.5, beta: 300 });
  });
});

describe('the back-test', () => {
  const pasts = (decay: number) => {
    const source = new Xoshiro().startReplicate(8, 0, 2);
    return Array.from({ length: 25 }, (_, i) => {
      const opened = i;
      const rate = gamma(source, 1.5, 40);
      const subjects: number[] = [];
      for (let day = opened; day < 600; day++) {
        const today = poisson(source, rate * Math.exp(-decay * (day - opened)));
        for (let k = 0; k < today; k++) subjects.push(day);
      }
      return { opened, subjects };
    });
  };

  it('covers what came where rates are constant, and warns where they decay', () => {
    const steady = backTest(pasts(0), 600, { cuts: 12, ahead: 40, seed: 1 });
    expect(steady.length).toBe(12);
    expect(steady.filter(({ isCovered }) => isCovered).length).toBeGreaterThanOrEqual(9);
    expect(steady.every(({ pit }) => pit >= 0 && pit <= 1)).toBe(true);
    expect(rateDecay(pasts(0), 600).isDecaying).toBe(false);
    const falling = rateDecay(pasts(0.004), 600);
    expect(falling.isDecaying).toBe(true);
    expect(falling.ratio).toBeLessThan(0.6);
    const missed = backTest(pasts(0.004), 600, { cuts: 12, ahead: 40, seed: 1 });
    expect(missed.filter(({ isCovered }) => isCovered).length).toBeLessThan(9);
  });
});
