// Requirements: SUP-12
import { describe, expect, it } from 'vitest';
import {
  boundedAttack,
  exactAttack,
} from '../../../../../shared/engine/supply/blind-leak/attacker.ts';
import type { PairTally } from '../../../../../shared/engine/supply/blind-leak/pair-tally.ts';
import { siteHistory } from '../../../../../shared/engine/supply/blind-leak/site-history.ts';
import type { LeakScenario } from '../../../../../shared/engine/supply/blind-leak/leak-scenario.ts';
import { Xoshiro } from '../../../../../shared/engine/prng/simulation/xoshiro.ts';
import { leakCase, levels, noResupply, onlyBelow, pooledTotal } from './leak-cases.ts';

const source = (replicate = 0) => new Xoshiro().startReplicate(77, replicate, 1);
const attack = (scenario: LeakScenario, arms: readonly number[], replicate = 0): PairTally =>
  exactAttack(siteHistory(scenario, arms, source(replicate)));

describe('cases that a person can follow', () => {
  it('one kit of each type: the second subject had the other, or went without', () => {
    const one = leakCase(2, noResupply(1), { rule: onlyBelow });
    expect(attack(one, [0, 1]).verdict(0, 1)).toBe('different');
    expect(attack(one, [0, 0]).verdict(0, 1)).toBe('same');
  });

  it('two kits of each type say nothing about two subjects', () => {
    const two = leakCase(2, noResupply(2), { rule: onlyBelow });
    expect(attack(two, [0, 1]).verdict(0, 1)).toBeNull();
    expect(attack(two, [0, 0])).toMatchObject({ possible: 4, certain: 0 });
  });

  it('three alike and a fourth who goes without or not', () => {
    const two = leakCase(3, noResupply(2), { rule: onlyBelow });
    // 2 + 2 kits: three subjects served leaves every pair open but all three alike is ruled out
    expect(attack(two, [0, 0, 1])).toMatchObject({ possible: 6, certain: 0 });
    expect(attack(two, [0, 0, 0])).toMatchObject({ possible: 2, certain: 3 });
  });

  it('a lot of its own for each type tells everything', () => {
    const lots = leakCase(3, noResupply(4), { rule: onlyBelow, lots: 'by-type' });
    const tally = attack(lots, [0, 1, 0]);
    expect([tally.verdict(0, 1), tally.verdict(0, 2), tally.verdict(2, 1)]).toEqual([
      'different',
      'same',
      'different',
    ]);
  });

  it('a shipment after two subjects tells that they used the same type', () => {
    const batch = leakCase(2, levels(2, 4));
    expect(attack(batch, [1, 1]).verdict(0, 1)).toBe('same');
    expect(attack(batch, [0, 1]).verdict(0, 1)).toBe('different');
  });

  it('with one-for-one, who gets the replacement kit has the arm of the one it replaced', () => {
    // one kit each, replaced before the next subject comes: kit 2 replaces the first subject's
    const naive = leakCase(2, levels(0, 1));
    expect(attack(naive, [0, 0]).verdict(0, 1)).toBe('same');
    expect(attack(naive, [0, 1]).verdict(0, 1)).toBe('different');
  });

  it('lowest number first: a kit passed over is of the other type', () => {
    const scenario = leakCase(2, noResupply(2), { rule: onlyBelow, tie: 'lowest-number' });
    const verdicts = [0, 1, 2, 3, 4, 5].map((replicate) => {
      const { kits, events } = siteHistory(scenario, [0, 1], source(replicate));
      const taken = events.flatMap((event) => (event.kind === 'visit' ? event.kits : []));
      const ranks = taken.map((kit) => kits[kit]?.rank ?? 0);
      const isPassedOver = (ranks[1] as number) < (ranks[0] as number);
      return [isPassedOver, attack(scenario, [0, 1], replicate).verdict(0, 1)] as const;
    });
    expect(verdicts.some(([isPassedOver]) => isPassedOver)).toBe(true);
    for (const [isPassedOver, verdict] of verdicts) {
      if (isPassedOver) expect(verdict).toBe('different');
    }
  });

  it('pooled sets of four say nothing, pooled sets of two give their pair away', () => {
    const arms = [0, 1, 1, 0, 1, 0, 0, 1];
    const safe = leakCase(8, levels(10, 12), { rule: pooledTotal });
    expect(attack(safe, arms).certain).toBe(0);
    const alternating = leakCase(2, levels(1, 1), { rule: pooledTotal });
    expect(attack(alternating, [0, 1]).verdict(0, 1)).toBe('different');
  });

  it('the truth is always among the possible', () => {
    for (let replicate = 0; replicate < 40; replicate += 1) {
      const arms = Array.from({ length: 7 }, (_, i) => (replicate >> i) & 1);
      const tally = attack(leakCase(7, levels(1, 3)), arms, replicate);
      expect(tally.possible).toBeGreaterThanOrEqual(2);
      for (let a = 0; a < 7; a += 1) {
        for (let b = a + 1; b < 7; b += 1) {
          const verdict = tally.verdict(a, b);
          if (verdict !== null) expect(verdict === 'same').toBe(arms[a] === arms[b]);
        }
      }
    }
  });
});

describe('the attacker of larger sites', () => {
  const scenario = leakCase(10, levels(2, 4));

  it('keeps everything when there is room, and then agrees with the exact one', () => {
    for (let replicate = 0; replicate < 10; replicate += 1) {
      const arms = Array.from({ length: 10 }, (_, i) => ((replicate * 37) >> (i % 6)) & 1);
      const history = siteHistory(scenario, arms, source(replicate));
      const exact = exactAttack(history);
      const wide = boundedAttack(history, arms, 5000, source());
      expect(wide).toEqual(exact);
    }
  });

  it('never misses a certain pair when there is not', () => {
    const open = leakCase(10, noResupply(9), { rule: onlyBelow });
    const arms = [0, 1, 1, 0, 1, 0, 0, 1, 1, 1];
    const history = siteHistory(open, arms, source());
    const exact = exactAttack(history);
    const narrow = boundedAttack(history, arms, 3, source());
    expect(narrow.possible).toBe(3);
    expect(exact.possible).toBeGreaterThan(1000);
    expect(narrow.certain).toBeGreaterThanOrEqual(exact.certain);
  });
});
