import { describe, expect, it } from 'vitest';
import { daySummaries } from '../../../renderer/charts/temperature/day-summary.ts';
import {
  around,
  panned,
  timeTicks,
  zoomed,
} from '../../../renderer/charts/temperature/view-window.ts';
import {
  bandsOfDraft,
  draftOfBands,
} from '../../../renderer/features/cold-chain/profiles/profile-draft.ts';

const whole = { from: 0, to: 100_000 };

describe('the part of time that a chart shows', () => {
  it('zooms around the pointer and never beyond the whole or below two minutes', () => {
    expect(zoomed(whole, whole, 0.5, 0)).toEqual({ from: 0, to: 50_000 });
    expect(zoomed({ from: 40_000, to: 60_000 }, whole, 0.5, 1)).toEqual({
      from: 50_000,
      to: 60_000,
    });
    expect(zoomed({ from: 90_000, to: 100_000 }, whole, 50)).toEqual(whole);
    const { from, to } = zoomed({ from: 1_000, to: 1_200 }, whole, 0.01);
    expect(to - from).toBe(120);
  });

  it('pans within the whole, and shows a breach with room at either side', () => {
    expect(panned({ from: 0, to: 10_000 }, whole, -1)).toEqual({ from: 0, to: 10_000 });
    expect(panned({ from: 0, to: 10_000 }, whole, 0.5)).toEqual({ from: 5_000, to: 15_000 });
    expect(around(50_000, 56_000, whole)).toEqual({ from: 44_000, to: 62_000 });
    expect(around(0, 60, whole)).toEqual({ from: 0, to: 1_860 });
  });

  it('has round ticks of the local clock, few enough to be read', () => {
    const ticks = timeTicks({ from: 0, to: 86_400 }, 3_600, 8);
    expect(ticks.length).toBeLessThanOrEqual(9);
    expect(ticks.map(({ at }) => (at + 3_600) % 10_800)).toEqual(ticks.map(() => 0));
    expect(ticks.filter(({ isDay }) => isDay).map(({ at }) => at)).toEqual([82_800]);
  });
});

it('a year as a table has the extremes of every day by the local clock', () => {
  const at = [0, 3_600, 82_800, 90_000];
  expect(daySummaries({ at, centi: [500, 900, 100, 200] }, 3_600)).toEqual([
    { day: 0, readings: 2, lowest: 500, highest: 900, mean: 700 },
    { day: 1, readings: 2, lowest: 100, highest: 200, mean: 150 },
  ]);
});

describe('bands as they are typed', () => {
  const bands = [
    { low: -1, high: 800, allowedSeconds: null, longestSeconds: null },
    { low: 800, high: 2500, allowedSeconds: 72 * 3600, longestSeconds: 5_400 },
  ];
  it('come back as they were', () => {
    expect(bandsOfDraft(draftOfBands(bands))).toEqual(bands);
  });

  it('take a decimal comma and are nothing while a number is missing', () => {
    const draft = { low: '2,5', high: '8', allowed: '', longest: '' };
    expect(bandsOfDraft([draft])?.[0]).toMatchObject({ low: 250, allowedSeconds: null });
    for (const part of [{ low: '' }, { high: 'x' }, { allowed: 'two' }]) {
      expect(bandsOfDraft([{ ...draft, ...part }])).toBeNull();
    }
  });
});
