// Requirements: CLD-05
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  equivalentTime,
  meanKineticTemperature,
  meanTemperature,
} from '../../../../shared/engine/temperature/mean-kinetic.ts';

const seed = 20_260_417;

const weighted = fc
  .array(
    fc.tuple(
      fc.integer({ min: -9_000, max: 8_000 }),
      fc.double({ min: 0.01, max: 1e4, noNaN: true }),
    ),
    {
      minLength: 1,
      maxLength: 60,
    },
  )
  .map((pairs) => ({
    centi: pairs.map(([centi]) => centi),
    weight: pairs.map(([, weight]) => weight),
  }));

describe('mean kinetic temperature', () => {
  it.each([
    [[500, 1500], [23, 1], 5.7635],
    [[200, 800], [12, 12], 5.5364],
    [[2500, 4000], [719, 1], 25.0491],
    [[2000, 3000], [29, 1], 20.5775],
  ])('gives the known answer for %j weighted %j', (centi, weight, expected) => {
    expect(meanKineticTemperature({ centi, weight })).toBeCloseTo(expected, 4);
  });

  it(`is never below the arithmetic mean nor above the highest reading (seed ${seed})`, () => {
    fc.assert(
      fc.property(weighted, fc.double({ min: 10, max: 500, noNaN: true }), (readings, energy) => {
        const mkt =
          meanKineticTemperature(readings, { energy, gasConstant: 8.3144e-3 }) ?? Number.NaN;
        expect(mkt).toBeGreaterThanOrEqual(meanTemperature(readings) ?? Number.NaN);
        expect(mkt).toBeLessThanOrEqual(Math.max(...readings.centi) / 100);
      }),
      { seed, numRuns: 1_000 },
    );
  });

  it(`equals a constant temperature and ignores the unit of weights (seed ${seed})`, () => {
    fc.assert(
      fc.property(weighted, fc.integer({ min: -9_000, max: 8_000 }), ({ centi, weight }, one) => {
        const constant = { centi: weight.map(() => one), weight };
        expect(meanKineticTemperature(constant)).toBe(one / 100);
        const inMinutes = { centi, weight: weight.map((hours) => hours * 60) };
        expect(meanKineticTemperature(inMinutes)).toBeCloseTo(
          meanKineticTemperature({ centi, weight }) as number,
          9,
        );
      }),
      { seed, numRuns: 300 },
    );
  });

  it('has no value where no time passed', () => {
    expect(meanKineticTemperature({ centi: [], weight: [] })).toBeNull();
    expect(meanKineticTemperature({ centi: [500], weight: [0] })).toBeNull();
  });
});

describe('Arrhenius equivalent time', () => {
  it('is the time itself at the reference temperature, more above and less below', () => {
    const at = (centi: number) => equivalentTime({ centi: [centi], weight: [10] }, 2500);
    expect(at(2500)).toBeCloseTo(10, 12);
    // e^(10000·(1/298.15 − 1/308.15)) by hand
    expect(at(3500)).toBeCloseTo(10 * Math.exp(10_000 * (1 / 298.15 - 1 / 308.15)), 2);
    expect(at(1500)).toBeLessThan(10);
  });

  it('agrees with the mean kinetic temperature: the whole time at it does as much', () => {
    const readings = { centi: [200, 800, 2500], weight: [5, 7, 1] };
    const mkt = (meanKineticTemperature(readings) as number) * 100;
    const whole = equivalentTime({ centi: [mkt], weight: [13] }, 500);
    expect(equivalentTime(readings, 500)).toBeCloseTo(whole, 6);
  });
});
