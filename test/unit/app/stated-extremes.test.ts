import { describe, expect, it } from 'vitest';
import { legSpans } from '../../../shared/app/cold-chain/readings.ts';
import { judge } from '../../../shared/engine/temperature/excursion-tier.ts';
import { budgetUse } from '../../../shared/engine/temperature/stability-budget.ts';
import {
  exampleProfiles,
  labelRange,
} from '../../../shared/engine/temperature/stability-profile.ts';

const profile = exampleProfiles.refrigerated;
const window = { from: 0, to: 7_200 };

const judged = (min: number | null, max: number | null) => {
  const readings = {
    kind: 'summary' as const,
    at: new Float64Array(0),
    centi: new Int32Array(0),
    intervalSeconds: 600,
    days: [],
    stated: { min, max },
    zone: null,
  };
  const { spans } = legSpans(readings, window, 'hold', labelRange(profile));
  const use = budgetUse([spans], profile);
  return { use, tier: judge(use, profile).tier };
};

describe('a file that states extremes alone', () => {
  it('counts as measured within the label range, as missing outside it', () => {
    expect(judged(300, 700).use).toMatchObject({ missing: 0, highest: 700 });
    const warm = judged(300, 1_200).use;
    expect(warm.highest).toBe(1_200);
    expect(warm.missing).toBe(7_199);
    expect(judged(null, null).use).toMatchObject({ missing: 7_200, highest: null });
  });

  it('reaches tier 3 by an extreme beyond a hard limit', () => {
    expect(judged(300, 6_000).tier).toBe(3);
    expect(judged(-2_000, 700).tier).toBe(3);
  });
});
