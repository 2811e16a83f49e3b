// Requirements: FCT-01
import { describe, expect, it } from 'vitest';
import { Xoshiro } from '../../../../shared/engine/prng/simulation/xoshiro.ts';
import { AliasChoice } from '../../../../shared/engine/recruitment/alias-choice.ts';
import { DistributionCollector } from '../../../../shared/engine/recruitment/distribution-summary.ts';
import { OpeningCentres } from '../../../../shared/engine/recruitment/opening-centres.ts';
import {
  RECRUITMENT_CHUNK,
  type RecruitmentPlan,
  RecruitmentRunner,
  RecruitmentTotals,
} from '../../../../shared/engine/recruitment/recruitment-chunk.ts';
import {
  type CentrePrior,
  RecruitmentPattern,
} from '../../../../shared/engine/recruitment/recruitment-pattern.ts';
import { chiSquareScore, kolmogorovSmirnov, moments } from '../prng/simulation/goodness-of-fit.ts';

const source = (purpose: number): Xoshiro => new Xoshiro().startReplicate(20260505, 0, purpose);

const centre = (alpha: number, beta: number, from = 0, to = 0): CentrePrior => ({
  activationFrom: from,
  activationTo: to,
  alpha,
  beta,
});

describe('alias choice', () => {
  it('chooses in proportion to the weights, and never what weighs nothing', () => {
    const weights = Float64Array.of(5, 0, 1, 3, 0.5, 10.5);
    const choice = new AliasChoice(weights.length);
    choice.load(weights, 20);
    const random = source(1);
    const counts = Array.from(weights, () => 0);
    for (let i = 0; i < 40_000; i++) {
      const index = choice.draw(random);
      counts[index] = (counts[index] ?? 0) + 1;
    }
    expect(counts[1]).toBe(0);
    const expected = Array.from(weights, (w) => w * 2000);
    expect(Math.abs(chiSquareScore(counts, expected))).toBeLessThan(4);
  });
});

describe('the distribution collector', () => {
  it('keeps mean, spread and extremes exactly and quantiles to 1 in 1000', () => {
    const random = source(2);
    const values = Array.from({ length: 5000 }, () => ((random.word() >>> 0) / 2 ** 32) * 700);
    const collector = new DistributionCollector();
    for (const value of values) collector.add(value);
    const sorted = values.toSorted((a, b) => a - b);
    const { mean, variance } = moments(values);
    const summary = collector.summary();
    expect(summary.mean).toBeCloseTo(mean, 9);
    expect(summary.sd).toBeCloseTo(Math.sqrt(variance), 9);
    expect([summary.min, summary.max]).toEqual([sorted[0], sorted.at(-1)]);
    for (const [name, p] of [
      ['q25', 0.25],
      ['q50', 0.5],
      ['q75', 0.75],
    ] as const) {
      const exact = sorted[Math.floor(p * 5000)] ?? 0;
      expect(Math.abs(summary[name] / exact - 1)).toBeLessThan(0.002);
    }
  });

  it('gives order statistics while it keeps the numbers, and bins beyond', () => {
    const few = new DistributionCollector(40);
    for (const day of Array.from({ length: 40 }, (_, k) => 1000 - 7 * k)) few.add(day);
    expect(few.summary()).toMatchObject({ q25: 790, q50: 860, q75: 930 });
    expect([few.quantile(0), few.quantile(1)]).toEqual([727, 1000]);
    few.add(1000);
    const { q50 } = few.summary();
    expect(Number.isInteger(q50)).toBe(false);
    expect(Math.abs(q50 / 867 - 1)).toBeLessThan(0.01);
  });

  it('serves constants and zeros', () => {
    const zeros = new DistributionCollector();
    for (let i = 0; i < 10; i++) zeros.add(0);
    expect(zeros.summary()).toEqual({
      mean: 0,
      sd: 0,
      q25: 0,
      q50: 0,
      q75: 0,
      min: 0,
      max: 0,
      error: 0,
    });
  });
});

describe('recruitment patterns', () => {
  it('with fixed rates is a Poisson process: Erlang times, centres by rate', () => {
    // A shape of 1e9 makes the rates all but certain: 1 and 3 a day from day 10 on.
    const pattern = new RecruitmentPattern([centre(1e9, 1e9, 10, 10), centre(3e9, 1e9, 10, 10)], 3);
    const random = source(3);
    const thirds: number[] = [];
    let second = 0;
    for (let r = 0; r < 20_000; r++) {
      pattern.draw(random);
      thirds.push((pattern.time[2] ?? 0) - 10);
      second += pattern.centre.reduce((a, b) => a + b, 0);
    }
    const erlang = (t: number): number => 1 - Math.exp(-4 * t) * (1 + 4 * t + 8 * t * t);
    expect(kolmogorovSmirnov(thirds, erlang)).toBeLessThan(1.95);
    expect(Math.abs(second - 45_000) / Math.sqrt(60_000 * 0.1875)).toBeLessThan(4);
  });

  it('has negative binomial counts by a day: Gamma(a) rates over an exposure of t days', () => {
    const [alpha, beta, t, cap] = [1.2, 58, 90, 40];
    const pattern = new RecruitmentPattern([centre(alpha, beta)], cap);
    const random = source(4);
    const counts = Array.from({ length: cap }, () => 0);
    const size = 20_000;
    for (let r = 0; r < size; r++) {
      pattern.draw(random);
      const count = pattern.time.filter((time) => time <= t).length;
      if (count < cap) counts[count] = (counts[count] ?? 0) + 1;
    }
    let p = (beta / (beta + t)) ** alpha;
    const expected = counts.map((_, k) => {
      if (k > 0) p *= ((alpha + k - 1) / k) * (t / (beta + t));
      return p * size;
    });
    expect(Math.abs(chiSquareScore(counts, expected))).toBeLessThan(4);
  });

  it('nobody comes before the centre opens, and times ascend', () => {
    const pattern = new RecruitmentPattern(
      [centre(2, 10, 50, 50), centre(2, 10, 0, 0), centre(2, 10, 20, 30)],
      200,
    );
    const random = source(5);
    for (let r = 0; r < 50; r++) {
      pattern.draw(random);
      pattern.time.forEach((time, j) => {
        expect(time).toBeGreaterThanOrEqual(pattern.time[j - 1] ?? 0);
        expect(time).toBeGreaterThanOrEqual([50, 0, 20][pattern.centre[j] ?? 0] ?? 0);
      });
    }
  });

  it('ends, with the same law, where rates times the window are extreme', () => {
    const late = Array.from({ length: 100 }, () => centre(0.05, 1e-6, 0, 36_525));
    const extreme = new RecruitmentPattern(late, 50);
    const random = source(7);
    for (let r = 0; r < 200; r++) {
      extreme.draw(random);
      expect(extreme.time).toEqual(extreme.time.toSorted());
    }
    // Rates of 1 and 3 a day from day 0 and from day 1e6 on: the third patient is the first centre's.
    const steady = [centre(1e9, 1e9, 0, 0), centre(3e9, 1e9, 1e6, 1e6)];
    const pattern = new RecruitmentPattern(steady, 3);
    const thirds: number[] = [];
    for (let r = 0; r < 20_000; r++) {
      pattern.draw(random);
      expect(pattern.centre).toEqual(Int32Array.of(0, 0, 0));
      thirds.push(pattern.time[2] ?? 0);
    }
    const erlang = (t: number): number => 1 - Math.exp(-t) * (1 + t + (t * t) / 2);
    expect(kolmogorovSmirnov(thirds, erlang)).toBeLessThan(1.95);
  });

  it('chooses among open centres by their rates when it follows the openings', () => {
    const opening = new OpeningCentres(3);
    const random = source(8);
    const counts = [0, 0, 0];
    for (let r = 0; r < 8000; r++) {
      opening.load(Float64Array.of(1e6, 5, 5), Float64Array.of(9, 1, 3));
      for (let j = 0; j < 5; j++) {
        const index = opening.next(random);
        counts[index] = (counts[index] ?? 0) + 1;
      }
    }
    expect(counts[0]).toBe(0);
    expect(Math.abs(chiSquareScore(counts.slice(1), [10_000, 30_000]))).toBeLessThan(4);
    opening.load(Float64Array.of(2, 0, 1), Float64Array.of(1e3, 1e-9, 1e-9));
    expect(opening.next(random)).toBe(0);
    expect(opening.clock).toBeGreaterThan(2);
  });

  it('on whole days orders each day by centre and keeps the first n', () => {
    const centres = Array.from({ length: 20 }, () => centre(1.2, 5, 0, 30));
    const pattern = new RecruitmentPattern(centres, 100);
    const random = source(6);
    let ties = 0;
    for (let r = 0; r < 50; r++) {
      pattern.drawWholeDays(random);
      for (let j = 0; j < 100; j++) {
        const day = pattern.time[j] ?? 0;
        const before = pattern.time[j - 1] ?? 0;
        expect(Number.isInteger(day)).toBe(true);
        expect(day).toBeGreaterThanOrEqual(before);
        if (day !== before) continue;
        ties++;
        expect(pattern.centre[j]).toBeGreaterThanOrEqual(pattern.centre[j - 1] ?? 0);
      }
    }
    expect(ties).toBeGreaterThan(100);
  });
});

describe('recruitment chunks', () => {
  const plan: RecruitmentPlan = {
    centres: Array.from({ length: 10 }, () => centre(1.2, 20, 0, 30)),
    n: 50,
    fanDays: [0, 30, 60, 90, 120, 10_000],
    fanStep: 1,
  };

  it('conserve patients and agree with each other', () => {
    const runner = new RecruitmentRunner(plan);
    const totals = new RecruitmentTotals(plan);
    totals.add(runner.run(3, 0, RECRUITMENT_CHUNK));
    totals.add(runner.run(3, RECRUITMENT_CHUNK, 100));
    const figures = totals.figures();
    const patients = figures.centresByCount.reduce((sum, mean, count) => sum + mean * count, 0);
    expect(patients).toBeCloseTo(50, 9);
    expect(figures.centresByCount.reduce((a, b) => a + b, 0)).toBeCloseTo(10, 9);
    expect(figures.fan[0]?.mean).toBe(0);
    expect(figures.fan.at(-1)?.mean).toBe(50);
    for (const { quantiles } of figures.fan) {
      expect(quantiles).toEqual(quantiles.toSorted((a, b) => a - b));
    }
    const again = new RecruitmentRunner(plan).run(3, RECRUITMENT_CHUNK, 100);
    expect(again).toEqual(runner.run(3, RECRUITMENT_CHUNK, 100));
  });
});
