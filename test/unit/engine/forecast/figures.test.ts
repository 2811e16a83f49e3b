// Requirements: FCT-04
import { describe, expect, it } from 'vitest';
import { ForecastRunner } from '../../../../shared/engine/forecast/runner.ts';
import type { ForecastChunk } from '../../../../shared/engine/forecast/chunk-shape.ts';
import { DemandTotals, weeksAPeriod } from '../../../../shared/engine/forecast/demand-totals.ts';
import {
  FigureCollector,
  RatioCollector,
  censoredFigure,
} from '../../../../shared/engine/forecast/figure.ts';
import type { ForecastModel } from '../../../../shared/engine/forecast/model.ts';
import { measureAt, rowLength } from '../../../../shared/engine/forecast/tally.ts';
import { ForecastTotals } from '../../../../shared/engine/forecast/totals.ts';
import { WeekHistogram } from '../../../../shared/engine/forecast/week-bands.ts';
import { minMax, recruitingSite, smallModel } from '../../../builders/forecast-model.ts';

const lines = [minMax(1, 3), minMax(1, 3), minMax(2, 5)];

function chunkOf(model: ForecastModel, first: number, replicates: number): ForecastChunk {
  const runner = ForecastRunner.prepare(model);
  if (!runner.ok) throw new Error(runner.error.message);
  return runner.value.run(11, first, replicates);
}

function totalsOf(model: ForecastModel, replicates: number): ForecastTotals {
  const totals = new ForecastTotals(model);
  totals.add(chunkOf(model, 0, replicates));
  return totals;
}

const measured = (model: ForecastModel, name: Parameters<typeof measureAt>[0]): number =>
  chunkOf(model, 0, 1).rows[measureAt(name)] as number;

/** Mean and standard error of numbers one by one. */
function plain(values: readonly number[]): { readonly mean: number; readonly error: number } {
  const n = values.length;
  const mean = values.reduce((sum, one) => sum + one, 0) / n;
  const squares = values.reduce((sum, one) => sum + (one - mean) ** 2, 0);
  return { mean, error: Math.sqrt(squares / (n * (n - 1))) };
}

describe('a ratio of means', () => {
  it('has the error of its linearization', () => {
    const collector = new RatioCollector();
    for (const [x, y] of [
      [1, 10],
      [2, 10],
      [3, 20],
    ] as const) {
      collector.add(x, y);
    }
    // r = 6/40; x − r·y = −0.5, 0.5, 0; √(0.5 / (3 · 2)) over a mean of 40/3.
    const { mean, error } = collector.ratio();
    expect(mean).toBeCloseTo(0.15, 12);
    expect(error).toBeCloseTo(Math.sqrt(0.5 / 6) / (40 / 3), 12);
  });

  it('is as sure as its parts when they go together, and 0 of nothing', () => {
    const together = new RatioCollector();
    for (const y of [10, 20, 50]) together.add(0.3 * y, y);
    expect(together.ratio().mean).toBeCloseTo(0.3, 12);
    expect(together.ratio().error).toBeCloseTo(0, 7);
    expect(new RatioCollector().ratio()).toEqual({ mean: 0, error: 0 });
  });
});

describe('times that not all replicates reach', () => {
  const seen = new FigureCollector();
  for (let day = 1; day <= 60; day++) seen.add(day);

  it('have the quantiles that lie among those that do', () => {
    // 60 of 100 finish, on days 1 .. 60: 5, 25 and 50 % are days 5, 25 and 50; 75 and 95 % lie beyond.
    const { quantiles, mean, min, max, errors } = censoredFigure(seen, 100);
    expect(quantiles).toEqual([5, 25, 50, null, null]);
    expect([mean, min, max]).toEqual([null, 1, null]);
    expect(errors.quantiles.map((error) => error !== null)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
    // A median whose error reaches beyond what was seen is not known: 50 + 5 % of 54 %.
    const fewer = new FigureCollector();
    for (let day = 1; day <= 54; day++) fewer.add(day);
    expect(censoredFigure(fewer, 100).quantiles[2]).toBeNull();
  });

  it('are an ordinary figure when all do, and unknown when none does', () => {
    const { mean, quantiles, errors } = censoredFigure(seen, 60);
    const figure = seen.figure();
    expect({ mean, quantiles, errors }).toEqual({
      mean: figure.mean,
      quantiles: figure.quantiles,
      errors: figure.errors,
    });
    const none = censoredFigure(new FigureCollector(), 50);
    expect([none.mean, none.min, ...none.quantiles]).toEqual(Array.from({ length: 7 }, () => null));
  });
});

describe('visits', () => {
  const base = smallModel({ sites: 1, target: 1, lines });
  const one: ForecastModel = {
    ...base,
    horizon: 200,
    recruitment: {
      ...base.recruitment,
      isEven: true,
      sites: [recruitingSite({ alpha: Infinity, beta: 20 })],
    },
    schedule: {
      ...base.schedule,
      windowStart: [0, 28, 32, 60],
      windowEnd: [0, 30, 33, 62],
      plannedDay: [0, 29, 32, 61],
      dropoutPerDay: [0, 0],
    },
  };

  it('that another overtakes are counted', () => {
    expect(measured(one, 'overtaken')).toBe(0);
    expect(measured(one, 'visits')).toBe(4);
    // Visits 1 and 3 come late for certain, by one day or two: on day 31 or 32 and 63 or 64. Visit 2 would be late too.
    const late = { ...one, schedule: { ...one.schedule, late: 1, lateDays: 1 } };
    expect([measured(late, 'overtaken'), measured(late, 'visits')]).toEqual([0, 4]);
    // With windows to days 30 and 27 after it, the visit on day 31 leaves no day for the next one: 28 is over.
    const windows = { windowStart: [0, 28, 26, 60], windowEnd: [0, 30, 27, 62] };
    const crossing = { ...late, schedule: { ...late.schedule, ...windows } };
    expect([measured(crossing, 'overtaken'), measured(crossing, 'visits')]).toEqual([1, 3]);
  });

  it('for a replacement count as visits, so that no more are missed than there are', () => {
    // One kit of each type for the first visit, none after: its replacement and three visits find nothing, and what
    // was not given is not replaced.
    const sites = one.supply.sites.map((site) => ({
      ...site,
      wasSupplied: true,
      doNotDispense: [0, 0, 0, 0],
      stock: [0, 1, 2].map((lot) => ({ lot, kits: 1 })),
    }));
    const lots = [0, 1, 2].map((kitType) => ({
      kitType,
      depot: 0,
      kits: 0,
      releaseDay: 0,
      expiryDay: 5000,
    }));
    const empty: ForecastModel = {
      ...one,
      schedule: { ...one.schedule, replacement: 1 },
      supply: { ...one.supply, lots, sites },
    };
    expect([measured(empty, 'visits'), measured(empty, 'missed')]).toEqual([5, 4]);
    const { mean, error } = totalsOf(empty, 3).missedShare();
    expect(mean).toBe(4 / 5);
    expect(error).toBeCloseTo(0, 6);
  });
});

describe('errors of sums over replicates', () => {
  const n = 12;
  const model = smallModel({ sites: 3, target: 30, lines, schedule: { replacement: 0.1 } });
  /** Chunk by chunk of one replicate, as batches of one. */
  const all = new ForecastTotals(model);
  for (let r = 0; r < n; r++) all.add(chunkOf(model, r, 1));
  const single = Array.from({ length: n }, (_, r) => {
    const totals = new ForecastTotals(model);
    totals.add(chunkOf(model, r, 1));
    return totals;
  });

  it('of demand are those of the replicates one by one, by week and in all', () => {
    let busy = 0;
    for (const [site, type] of [
      [0, 2],
      [1, 0],
      [2, 1],
    ] as const) {
      all.demandOf(site, type).forEach((found, week) => {
        const expected = plain(single.map((one) => one.demandOf(site, type)[week]?.mean ?? 0));
        expect(found.mean).toBeCloseTo(expected.mean, 9);
        expect(found.error).toBeCloseTo(expected.error, 9);
        if (expected.error > 0) busy++;
      });
      const expected = plain(single.map((one) => one.demandAt(site, type).mean));
      expect(all.demandAt(site, type).mean).toBeCloseTo(expected.mean, 9);
      expect(all.demandAt(site, type).error).toBeCloseTo(expected.error, 9);
    }
    expect(busy).toBeGreaterThan(30);
  });

  it('of demand from chunks of unequal size are those of batches', () => {
    const batches = new DemandTotals({ horizon: 7, supply: { ...model.supply, kitTypes: 1 } });
    // 2 replicates with 6 kits and 4 with 24: m = 5, Σ n(mᵢ − m)² = 2 · 4 + 4 · 1 = 12, √(12 / (2 − 1) / 6).
    batches.add(Int32Array.of(6, 0, 0), 2);
    batches.add(Int32Array.of(24, 0, 0), 4);
    expect(batches.byPeriod(0, 0)).toEqual([{ mean: 5, error: Math.SQRT2 }]);
    expect(batches.inAll(0, 0)).toEqual({ mean: 5, error: Math.SQRT2 });
    expect(batches.inAll(1, 0)).toEqual({ mean: 0, error: 0 });
  });

  it('of sites by their subjects as well', () => {
    all.sitesWith().forEach((found, count) => {
      const expected = plain(single.map((one) => one.sitesWith()[count]?.mean ?? 0));
      expect(found.mean).toBeCloseTo(expected.mean, 9);
      expect(found.error).toBeCloseTo(expected.error, 9);
    });
  });

  it('of missed visits and waste use both parts of the ratio', () => {
    const rows = Array.from({ length: n }, (_, r) => chunkOf(model, r, 1).rows);
    expect(rows.every((row) => row.length === rowLength(3))).toBe(true);
    const pairs = rows.map((row) => [row[measureAt('missed')], row[measureAt('visits')]] as const);
    const sum = (at: 0 | 1): number => pairs.reduce((all_, pair) => all_ + (pair[at] ?? 0), 0);
    const ratio = sum(0) / sum(1);
    const residual = plain(pairs.map(([missed = 0, visits = 0]) => missed - ratio * visits));
    expect(all.missedShare().error).toBeCloseTo((residual.error * n) / sum(1), 9);
  });
});

describe('memory', () => {
  it('does not grow with sites, kit types and weeks: weeks are put together', () => {
    const [site] = smallModel({ sites: 1, target: 1, lines }).supply.sites;
    const huge = (sites: number, kitTypes: number) => ({
      horizon: 2000,
      supply: {
        ...smallModel({ sites: 1, target: 1, lines }).supply,
        kitTypes,
        sites: Array.from({ length: sites }, () => site as NonNullable<typeof site>),
      },
    });
    expect(weeksAPeriod(huge(300, 3))).toBe(1);
    expect(weeksAPeriod(huge(2000, 50))).toBe(72);
    expect(new DemandTotals(huge(2000, 50)).periods).toBe(4);
    // A model of its own size: the last of its periods is shorter, and nothing of it is lost.
    const model = smallModel({ sites: 2, target: 20, lines });
    const { demand } = chunkOf({ ...model, horizon: 100 }, 0, 2);
    expect(demand.length).toBe(2 * 3 * 15);
  });
});

describe('weekly numbers', () => {
  it('tell none from some, however wide their bins', () => {
    const histogram = new WeekHistogram(1);
    histogram.add(new Int32Array(97), 0, 1, 97);
    for (const kits of [3, 5000, 90_000]) histogram.add(Int32Array.of(kits), 0, 1, 1);
    expect(histogram.quantile(0, 0.97)).toBe(0);
    expect(histogram.quantile(0, 0.98)).toBeGreaterThan(0);
    expect(histogram.quantile(0, 1)).toBeGreaterThan(89_000);
  });

  it('are the same one by one and together, and in whatever order the bins widen', () => {
    const weeks = 3;
    const replicates = 40;
    const values = Int32Array.from({ length: replicates * weeks }, (_, i) =>
      i % 5 === 0 ? 0 : (i * i * 37) % (i < 30 ? 400 : 70_000),
    );
    const together = new WeekHistogram(weeks);
    together.add(values, 0, weeks, replicates);
    const oneByOne = new WeekHistogram(weeks);
    for (let r = replicates - 1; r >= 0; r--) oneByOne.add(values, r * weeks, weeks, 1);
    expect(together.band()).toEqual(oneByOne.band());
    const ofFirst = values.filter((_, i) => i % weeks === 0);
    expect(together.band().mean[0]).toBeCloseTo(
      ofFirst.reduce((sum, one) => sum + one, 0) / replicates,
      8,
    );
  });
});
