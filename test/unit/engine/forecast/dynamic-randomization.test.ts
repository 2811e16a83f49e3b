import { describe, expect, it } from 'vitest';
import { prepareArmDraw } from '../../../../shared/engine/forecast/arm-draw.ts';
import type { RandomizationModel } from '../../../../shared/engine/forecast/model.ts';
import { Xoshiro } from '../../../../shared/engine/prng/simulation/xoshiro.ts';

const SITES = 6;
const none = (levels: number): number[][] => Array.from({ length: levels }, () => [0, 0]);
const ownLevel = Array.from({ length: SITES }, (_, site) => site);

const balanced = (begunAtSites: number[][] = none(SITES)): RandomizationModel => ({
  kind: 'balanced',
  ratio: [1, 1],
  rule: { kind: 'limits', limits: [2, 3] },
  parts: [
    { levelOfSite: ownLevel, shares: [], begun: begunAtSites },
    { levelOfSite: ownLevel.map((site) => site % 2), shares: [], begun: none(2) },
  ],
});

const central = (isModified: boolean, begun: number[][] = none(SITES)): RandomizationModel => ({
  kind: 'central-schedule',
  ratio: [1, 1],
  limit: 2,
  isModified,
  procedure: 'pbd',
  parameters: { block: '4' },
  begun,
});

/** Arms of so many subjects who come to random sites. */
function play(model: RandomizationModel, subjects: number, seed = 1) {
  const prepared = prepareArmDraw(model, subjects);
  if (!prepared.ok) throw new Error(prepared.error.message);
  const source = new Xoshiro().restart(seed, 2, 3, 4);
  prepared.value.restart(source);
  return Array.from({ length: subjects }, () => {
    const site = (source.word() >>> 0) % SITES;
    return { site, arm: prepared.value.draw(source, site) };
  });
}

const refusalOf = (model: RandomizationModel): string => {
  const prepared = prepareArmDraw(model, 10);
  return prepared.ok ? 'none' : `${prepared.error.rule}: ${prepared.error.next}`;
};

describe('dynamic balancing', () => {
  it('keeps every site within its limit', () => {
    const d = new Int32Array(SITES);
    let isReached = false;
    for (const { site, arm } of play(balanced(), 600)) {
      d[site] = (d[site] as number) + (arm === 0 ? 1 : -1);
      expect(Math.abs(d[site] as number)).toBeLessThanOrEqual(2);
      isReached ||= Math.abs(d[site] as number) === 2;
    }
    expect(isReached).toBe(true);
  });

  it('begins with the balance that there is', () => {
    const begun = none(SITES).map((_, site) => (site === 4 ? [7, 2] : [3, 3]));
    for (let seed = 1; seed <= 8; seed++) {
      const first = play(balanced(begun), 60, seed).filter(({ site }) => site === 4);
      expect(first.slice(0, 4).map(({ arm }) => arm)).toEqual([1, 1, 1, 1]);
    }
  });

  it('serves two equal arms only', () => {
    expect(refusalOf({ ...balanced(), ratio: [1, 2] } as RandomizationModel)).not.toBe('none');
  });
});

describe('a central schedule with a limit', () => {
  for (const isModified of [false, true]) {
    it(`keeps every site within it, ${isModified ? 'filling gaps later' : 'passing slots over'}`, () => {
      const counts = none(SITES);
      for (const { site, arm } of play(central(isModified), 600)) {
        const own = counts[site] as number[];
        own[arm] = (own[arm] as number) + 1;
        expect(Math.abs((own[0] as number) - (own[1] as number))).toBeLessThanOrEqual(2);
      }
    });
  }

  it('is the schedule itself where no limit binds, and so balances each block of four', () => {
    const arms = play({ ...central(true), limit: 1000 } as RandomizationModel, 400).map(
      ({ arm }) => arm,
    );
    for (let i = 0; i < 400; i += 4) {
      expect(arms.slice(i, i + 4).reduce((sum, arm) => sum + arm, 0)).toBe(2);
    }
  });

  it('begins with the balance that there is', () => {
    const begun = none(SITES).map((_, site) => (site === 2 ? [5, 3] : [0, 0]));
    const first = play(central(true, begun), 60).find(({ site }) => site === 2);
    expect(first?.arm).toBe(1);
  });
});
