// Requirements: RND-01
import { describe, expect, it } from 'vitest';
import { clusterDesign } from '../../../../shared/engine/randomization/cluster.ts';
import { cohortLists } from '../../../../shared/engine/randomization/cohort.ts';
import {
  crossoverArms,
  treatmentInPeriod,
  williamsSequences,
} from '../../../../shared/engine/randomization/crossover.ts';
import {
  bindingLevel,
  levelBalancingProbabilities,
  parseLevelBalancing,
} from '../../../../shared/engine/randomization/dbr.ts';
import { generateList } from '../../../../shared/engine/randomization/list.ts';
import {
  centralScheduleProbabilities,
  isAdmissible,
  parseCentralSchedule,
  takeModifiedZelen,
  zelenArm,
} from '../../../../shared/engine/randomization/zelen.ts';
import { checkedOf, deriveKey, seedOf, specificationOf } from './list-fixtures.ts';

const ruleOf = (result: { ok: true } | { ok: false; error: { rule: string } }) =>
  result.ok ? null : result.error.rule;

describe('dynamic balancing by levels', () => {
  const balancing = { limits: [2, 4, 4] };

  it('allocates for balance at the first level that binds, by a coin when none does', () => {
    expect(levelBalancingProbabilities(balancing, [1, 3, -3])).toEqual([0.5, 0.5]);
    expect(levelBalancingProbabilities(balancing, [2, -4, -4])).toEqual([0, 1]);
    expect(levelBalancingProbabilities(balancing, [-2, 4, 4])).toEqual([1, 0]);
    expect(levelBalancingProbabilities(balancing, [0, 4, -9])).toEqual([0, 1]);
    expect(levelBalancingProbabilities(balancing, [1, -3, -4])).toEqual([1, 0]);
    expect(bindingLevel(balancing, [1, -3, -4])).toBe(2);
    expect(bindingLevel(balancing, [0, 0, 0])).toBeNull();
  });

  it('takes any number of levels and refuses what is no limit', () => {
    expect(parseLevelBalancing({ limits: '2,4,4' })).toEqual({ ok: true, value: balancing });
    expect(parseLevelBalancing({ limits: 3 })).toEqual({ ok: true, value: { limits: [3] } });
    expect(parseLevelBalancing({ limits: [1, 2, 3, 4, 5] }).ok).toBe(true);
    for (const limits of ['', '2,', '0', '2,-1', '1.5', 'x']) {
      expect(ruleOf(parseLevelBalancing({ limits }))).toBe('parameter-out-of-range');
    }
    expect(ruleOf(parseLevelBalancing({}))).toBe('parameter-missing');
    expect(ruleOf(parseLevelBalancing({ limit: 2 }))).toBe('unknown-parameter');
  });
});

describe('a central schedule (Zelen)', () => {
  const schedule = { weights: [1, 1], limit: 2 };

  it('gives the other arm where the centre would pass its limit', () => {
    expect(zelenArm(schedule, 0, [1, 0])).toBe(0);
    expect(zelenArm(schedule, 0, [2, 0])).toBe(1);
    expect(zelenArm(schedule, 1, [2, 0])).toBe(1);
  });

  it('modified: skips what would pass the limit, and fills the gap with the next subject', () => {
    const arms = Uint8Array.from([0, 0, 1, 1]);
    const taken = new Set<number>();
    const take = (counts: readonly number[]) => {
      const found = takeModifiedZelen(schedule, arms, (slot) => !taken.has(slot), counts);
      if (found.ok) taken.add(found.value.slot);
      return found.ok ? found.value : found.error.rule;
    };
    expect(take([2, 0])).toEqual({ slot: 2, arm: 1, skipped: [0, 1] });
    expect(take([0, 0])).toEqual({ slot: 0, arm: 0, skipped: [] });
    expect(take([5, 5])).toEqual({ slot: 1, arm: 0, skipped: [] });
    expect(take([0, 2])).toBe('schedule-exhausted');
    expect(take([1, 1])).toEqual({ slot: 3, arm: 1, skipped: [] });
    expect(take([0, 0])).toBe('schedule-exhausted');
  });

  it('never lets a centre pass its limit, whatever the centres order (several arms, any ratio)', () => {
    const three = { weights: [1, 2, 2], limit: 1 };
    const list = generateList(
      checkedOf(
        specificationOf(
          'pbd',
          { block: 10 },
          [1, 2, 2],
          [{ name: 'centre', length: 400, reserve: 0 }],
        ),
      ),
      seedOf(3),
      deriveKey,
    );
    const arms = list.strata[0]?.arm ?? new Uint8Array();
    const taken = new Set<number>();
    const centres = Array.from({ length: 7 }, () => [0, 0, 0]);
    for (let i = 0; i < 300; i += 1) {
      const counts = centres[(i * i + 3 * i) % 7] ?? [];
      const found = takeModifiedZelen(three, arms, (slot) => !taken.has(slot), counts);
      if (!found.ok) throw new Error(found.error.message);
      taken.add(found.value.slot);
      counts[found.value.arm] = (counts[found.value.arm] ?? 0) + 1;
      const shares = counts.map((count, k) => count / (three.weights[k] ?? 1));
      expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
    }
    expect(taken.size).toBe(300);
  });

  it('answers with the ratio among the arms that the centre admits', () => {
    expect(centralScheduleProbabilities(schedule, [1, 0])).toEqual([0.5, 0.5]);
    expect(centralScheduleProbabilities(schedule, [2, 0])).toEqual([0, 1]);
    expect(centralScheduleProbabilities(schedule, [9, 0])).toEqual([0, 1]);
    expect(centralScheduleProbabilities({ weights: [1, 2, 1], limit: 1 }, [1, 0, 0])[0]).toBe(0);
    expect(isAdmissible(schedule, [0, 3], 1)).toBe(false);
    expect(ruleOf(parseCentralSchedule({ limit: 0 }, [1, 1]))).toBe('parameter-out-of-range');
    expect(ruleOf(parseCentralSchedule({}, [1, 1]))).toBe('parameter-missing');
  });
});

describe('cohorts', () => {
  it('have lists and streams of their own', () => {
    const { strata: _, ...common } = specificationOf('crd', {});
    const strata = [{ name: 'all', length: 64, reserve: 0 }];
    const lists = cohortLists(common, [
      { name: '10 mg', strata },
      { name: '20 mg', strata },
    ]);
    const arms = lists.map((list) =>
      generateList(checkedOf(list), seedOf(), deriveKey).strata[0]?.arm.join(''),
    );
    expect(lists.map((list) => list.list)).toEqual(['main / 10 mg', 'main / 20 mg']);
    expect(arms[0]).not.toBe(arms[1]);
  });
});

describe('crossover sequences', () => {
  it.each([2, 3, 4, 5, 6, 7])('of %i treatments are balanced for period and carry-over', (t) => {
    const made = williamsSequences(t);
    if (!made.ok) throw new Error(made.error.message);
    const follows = new Map<string, number>();
    for (let period = 1; period <= t; period += 1) {
      const given = made.value.map((s) => treatmentInPeriod(s, period));
      for (let treatment = 0; treatment < t; treatment += 1) {
        expect(given.filter((g) => g === treatment)).toHaveLength(made.value.length / t);
      }
    }
    for (const s of made.value) {
      expect(new Set(s).size).toBe(t);
      s.slice(1).forEach((b, i) =>
        follows.set(`${s[i]}${b}`, (follows.get(`${s[i]}${b}`) ?? 0) + 1),
      );
    }
    expect(follows.size).toBe(t * (t - 1));
    expect(new Set(follows.values()).size).toBe(1);
  });

  it('become arms, and are refused when they do not fit', () => {
    expect(
      crossoverArms(
        ['A', 'B'],
        [
          [0, 1],
          [1, 0],
        ],
      ),
    ).toEqual({
      ok: true,
      value: [
        { name: 'A-B', weight: 1 },
        { name: 'B-A', weight: 1 },
      ],
    });
    for (const sequences of [
      [[0, 1]],
      [
        [0, 1],
        [0, 1],
      ],
      [[0, 1], [1]],
      [
        [0, 2],
        [1, 0],
      ],
      [[0], [1]],
    ]) {
      expect(ruleOf(crossoverArms(['A', 'B'], sequences))).toBe('sequences-invalid');
    }
    expect(ruleOf(williamsSequences(1))).toBe('treatments-out-of-range');
    expect(treatmentInPeriod([0, 1], 3)).toBeUndefined();
  });
});

describe('clusters', () => {
  it('cost the design effect 1 + (m − 1)ρ', () => {
    expect(clusterDesign(10, 21, 0.05)).toEqual({
      ok: true,
      value: { designEffect: 2, effectiveSize: 105 },
    });
    expect(clusterDesign(10, 1, 0.9)).toEqual({
      ok: true,
      value: { designEffect: 1, effectiveSize: 10 },
    });
  });

  it('are refused outside their range', () => {
    expect(ruleOf(clusterDesign(1, 20, 0.05))).toBe('clusters-out-of-range');
    expect(ruleOf(clusterDesign(10, 0.5, 0.05))).toBe('cluster-size-out-of-range');
    expect(ruleOf(clusterDesign(10, 20, -0.1))).toBe('correlation-out-of-range');
    expect(ruleOf(clusterDesign(10, 20, Number.NaN))).toBe('correlation-out-of-range');
  });
});
