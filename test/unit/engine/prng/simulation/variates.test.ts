import { describe, expect, it } from 'vitest';
import {
  beta,
  binomial,
  gamma,
  negativeBinomial,
  poisson,
} from '../../../../../shared/engine/prng/simulation/variates.ts';
import type { WordSource } from '../../../../../shared/engine/prng/simulation/xoshiro.ts';
import { Xoshiro } from '../../../../../shared/engine/prng/simulation/xoshiro.ts';
import { exponential, normal } from '../../../../../shared/engine/prng/simulation/ziggurat.ts';
import { chiSquareScore, kolmogorovSmirnov, moments } from './goodness-of-fit.ts';

const SIZE = 40_000;
/** P(√n·distance > 1.95) is 0.001 for the right distribution. */
const KS_LIMIT = 1.95;

function sample(purpose: number, draw: (source: WordSource) => number): number[] {
  const source = new Xoshiro().startReplicate(20260314, 0, purpose);
  return Array.from({ length: SIZE }, () => draw(source));
}

/** P(Z <= x) by Simpson's rule from 0, exact to 1e-9 in the range used. */
function normalCdf(x: number): number {
  const steps = 200;
  const h = x / steps;
  let sum = 1 + Math.exp(-0.5 * x * x);
  for (let i = 1; i < steps; i++) sum += (i % 2 === 1 ? 4 : 2) * Math.exp(-0.5 * (i * h) ** 2);
  return 0.5 + (sum * h) / 3 / Math.sqrt(2 * Math.PI);
}

const poissonPmf = (mean: number, length: number): number[] => {
  let p = Math.exp(-mean);
  return Array.from({ length }, (_, k) => {
    if (k > 0) p *= mean / k;
    return p;
  });
};

function countScore(values: readonly number[], pmf: readonly number[]): number {
  const counts = pmf.map(() => 0);
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return Math.abs(
    chiSquareScore(
      counts,
      pmf.map((p) => p * SIZE),
    ),
  );
}

describe('continuous variates', () => {
  it('exponential', () => {
    const values = sample(1, exponential);
    expect(kolmogorovSmirnov(values, (x) => 1 - Math.exp(-x))).toBeLessThan(KS_LIMIT);
    expect(Math.max(...values)).toBeGreaterThan(7.7);
  });

  it('normal, tails on both sides', () => {
    const values = sample(2, normal);
    expect(kolmogorovSmirnov(values, normalCdf)).toBeLessThan(KS_LIMIT);
    expect(Math.max(...values)).toBeGreaterThan(3.65);
    expect(Math.min(...values)).toBeLessThan(-3.65);
  });

  it('gamma of whole shape is Erlang', () => {
    const values = sample(3, (source) => gamma(source, 3, 2));
    const cdf = (x: number): number => 1 - Math.exp(-2 * x) * (1 + 2 * x + 2 * x * x);
    expect(kolmogorovSmirnov(values, cdf)).toBeLessThan(KS_LIMIT);
  });

  it('gamma of shape one half is half a squared normal', () => {
    const values = sample(4, (source) => gamma(source, 0.5, 0.5));
    const cdf = (x: number): number => 2 * normalCdf(Math.sqrt(x)) - 1;
    expect(kolmogorovSmirnov(values, cdf)).toBeLessThan(KS_LIMIT);
  });

  it('beta(2, 3)', () => {
    const values = sample(5, (source) => beta(source, 2, 3));
    const cdf = (x: number): number => 6 * x ** 2 - 8 * x ** 3 + 3 * x ** 4;
    expect(kolmogorovSmirnov(values, cdf)).toBeLessThan(KS_LIMIT);
  });

  it('the test itself notices a rate that is off by 5 %', () => {
    const values = sample(1, exponential);
    expect(kolmogorovSmirnov(values, (x) => 1 - Math.exp(-1.05 * x))).toBeGreaterThan(KS_LIMIT);
  });
});

describe('counts', () => {
  it('Poisson of small and large mean', () => {
    expect(
      countScore(
        sample(6, (s) => poisson(s, 3.7)),
        poissonPmf(3.7, 25),
      ),
    ).toBeLessThan(4);
    expect(
      countScore(
        sample(7, (s) => poisson(s, 60)),
        poissonPmf(60, 140),
      ),
    ).toBeLessThan(4);
    expect(poisson(new Xoshiro().restart(1, 2, 3, 4), 0)).toBe(0);
  });

  it('the test itself notices a Poisson mean that is off by 2 %', () => {
    expect(
      countScore(
        sample(7, (s) => poisson(s, 60)),
        poissonPmf(61.2, 140),
      ),
    ).toBeGreaterThan(4);
  });

  it('binomial', () => {
    const pmf = (n: number, p: number): number[] => {
      let value = (1 - p) ** n;
      return Array.from({ length: n + 1 }, (_, k) => {
        if (k > 0) value *= (((n - k + 1) / k) * p) / (1 - p);
        return value;
      });
    };
    expect(
      countScore(
        sample(8, (s) => binomial(s, 12, 0.3)),
        pmf(12, 0.3),
      ),
    ).toBeLessThan(4);
    expect(
      countScore(
        sample(9, (s) => binomial(s, 90, 0.45)),
        pmf(90, 0.45),
      ),
    ).toBeLessThan(4);
  });

  it('negative binomial has mean a/b and variance a/b·(1 + 1/b)', () => {
    const { mean, variance } = moments(sample(10, (s) => negativeBinomial(s, 1.2, 0.4)));
    expect(Math.abs(mean - 3)).toBeLessThan(4 * Math.sqrt(10.5 / SIZE));
    expect(variance / 10.5).toBeGreaterThan(0.94);
    expect(variance / 10.5).toBeLessThan(1.06);
  });
});
