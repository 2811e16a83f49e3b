import { describe, expect, it } from 'vitest';
import { attribute } from '../../../../shared/engine/temperature/attribution.ts';
import { budgetUse } from '../../../../shared/engine/temperature/stability-budget.ts';
import {
  exampleProfiles,
  labelRange,
} from '../../../../shared/engine/temperature/stability-profile.ts';

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
});
