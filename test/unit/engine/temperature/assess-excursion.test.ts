// Requirements: CLD-07
import { describe, expect, it } from 'vitest';
import { assessExcursion } from '../../../../shared/engine/temperature/assess-excursion.ts';
import { remainingSeconds } from '../../../../shared/engine/temperature/excursion-tier.ts';
import { unmonitoredLeg } from '../../../../shared/engine/temperature/stability-budget.ts';
import { attribute } from '../../../../shared/engine/temperature/attribution.ts';
import {
  exampleProfiles,
  labelRange,
} from '../../../../shared/engine/temperature/stability-profile.ts';

const hour = 3600;

/** Ten-minute readings: so many hours at each temperature. */
function legOf(...parts: readonly (readonly [number, number])[]) {
  const centi = parts.flatMap(([hours, one]) => Array.from({ length: hours * 6 }, () => one));
  const readings = { at: centi.map((_, i) => i * 600), centi };
  return attribute(readings, 600, 'hold', labelRange(exampleProfiles.refrigerated));
}

const ask = (...parts: readonly (readonly [number, number])[]) =>
  ({
    leg: legOf(...parts),
    profile: exampleProfiles.refrigerated,
    earlier: [],
  }) as const;

describe('an excursion', () => {
  it('within its budget can be released, and the next leg remembers it', () => {
    const firstLeg = legOf([10, 500], [12, 1500], [10, 500]);
    const secondLeg = legOf([1, 500], [20, 1500]);
    const first = assessExcursion(ask([10, 500], [12, 1500], [10, 500]));
    expect(first.judgement).toMatchObject({ tier: 1, above: 0, below: 0 });
    expect(first.legUse.used).toEqual([0, 20 * hour, 12 * hour, 0]);
    const second = assessExcursion({ ...ask([1, 500], [20, 1500]), earlier: [firstLeg] });
    expect(second.lifeUse.used[2]).toBe(32 * hour);
    expect(second.legUse.used[2]).toBe(20 * hour);
    const lost = assessExcursion({
      ...ask([1, 500]),
      earlier: [firstLeg, secondLeg, unmonitoredLeg(50 * hour)],
    });
    expect(lost.judgement.tier).toBe(2);
    expect(remainingSeconds(lost.judgement)).toBe(0);
  });

  it('comes with windows, mean kinetic temperature and equivalent time of the heat alone', () => {
    const answer = assessExcursion(ask([24, 500], [24, 2500], [24, 500]));
    expect(answer.worstDay).toBeCloseTo(25, 6);
    expect(answer.worstThirtyDays).toBeCloseTo(answer.meanKinetic as number, 6);
    // A day at 25 °C in hours at 8 °C: 24·e^(10000·(1/281.15 − 1/298.15))
    expect(answer.equivalentSeconds / hour).toBeCloseTo(
      24 * Math.exp(10_000 * (1 / 281.15 - 1 / 298.15)),
      1,
    );
    const frozen = assessExcursion(ask([5, -200]));
    expect(frozen.judgement.tier).toBe(3);
    expect(frozen.equivalentSeconds).toBe(0);
  });
});
