import { describe, expect, it } from 'vitest';
import { attribute, hottestAtATime } from '../../../../shared/engine/temperature/attribution.ts';
import { budgetUse } from '../../../../shared/engine/temperature/stability-budget.ts';
import {
  exampleProfiles,
  labelRange,
} from '../../../../shared/engine/temperature/stability-profile.ts';
import { reportOf } from '../../../builders/inspected.ts';

const profile = exampleProfiles.refrigerated;
const label = labelRange(profile);
const at = [0, 600, 600, 1200];

describe('two temperatures at one time', () => {
  it.each(['hold', 'midpoint', 'worst'] as const)(
    'charge the one further out, whichever line came first (%s)',
    (rule) => {
      for (const centi of [
        [500, 1200, 500, 500],
        [500, 500, 1200, 500],
      ]) {
        const use = budgetUse([attribute({ at, centi }, 600, rule, label)], profile);
        expect(use.highest).toBe(1200);
        const band = profile.bands.findIndex(({ low, high }) => low < 1200 && 1200 <= high);
        expect(use.used[band]).toBe(rule === 'worst' ? 1200 : 600);
        expect(use.missing).toBe(0);
      }
      const cold = budgetUse(
        [attribute({ at, centi: [500, 100, 600, 500] }, 600, rule, label)],
        profile,
      );
      expect(cold.lowest).toBe(100);
    },
  );

  it('charge nothing twice', () => {
    const spans = attribute({ at, centi: [500, 500, 500, 500] }, 600, 'hold', label);
    expect([...spans.seconds]).toEqual([600, 600, 600]);
  });

  it('count as the hotter one for the mean kinetic temperature, whichever line came first', () => {
    for (const centi of [
      [500, 1200, -300, 500],
      [500, -300, 1200, 500],
    ]) {
      expect(Array.from(hottestAtATime({ at, centi }).centi)).toEqual([500, 1200, 500]);
    }
    const file = (...lines: readonly string[]) =>
      reportOf(['Time,Temp C', ...lines, ''].join('\n'));
    const hot = '2024-03-01 10:10,12';
    const cold = '2024-03-01 10:10,3';
    const around = ['2024-03-01 10:00,5', '2024-03-01 10:20,5'] as const;
    const first = file(around[0], hot, cold, around[1]);
    const last = file(around[0], cold, hot, around[1]);
    const alone = file(around[0], hot, around[1]);
    expect(first).toMatchObject({ conflicts: 1, min_c: 3, max_c: 12, mkt_c: alone.mkt_c });
    expect(last).toMatchObject({ conflicts: 1, mean_c: alone.mean_c, mkt_c: alone.mkt_c });
    expect(alone.mkt_c).toBeGreaterThan(file(around[0], cold, around[1]).mkt_c ?? 99);
  });
});
