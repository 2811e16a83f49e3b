// Requirements: FCT-01
import { describe, expect, it } from 'vitest';
import { searchCentres, tryCentres } from '../../../../shared/engine/forecast/more-centres.ts';
import type {
  CentresFound,
  CentresSearch,
} from '../../../../shared/engine/forecast/more-centres.ts';
import { logGamma } from '../../../../shared/engine/recruitment/log-gamma.ts';
import { recruitingSite } from '../../../builders/forecast-model.ts';

const day = (on: number) => ({ from: on, to: on, alpha: 1, beta: 1 });

const searchOf = (
  more: Partial<CentresSearch>,
  recruitment: Partial<CentresSearch['recruitment']> = {},
): CentresSearch => ({
  recruitment: {
    target: 60,
    sites: [],
    regionMaximum: [1e9],
    isEven: false,
    decayPerDay: 0,
    screeningFailure: 0,
    screeningDays: 0,
    ...recruitment,
  },
  added: [recruitingSite({ activation: day(100), alpha: 1.2, beta: 60 })],
  isBalanced: false,
  horizon: 5000,
  before: 400,
  probability: 0.8,
  most: 60,
  replicates: 1000,
  mostReplicates: 4000,
  seed: 20261121,
  ...more,
});

/** The search with all its tries. */
function foundBy(search: CentresSearch): CentresFound {
  const steps = searchCentres(search);
  let step = steps.next();
  while (step.done !== true) step = steps.next(tryCentres(search, step.value));
  return step.value;
}

/** P(N ≥ n) of the negative binomial with shape a whose probability of a further subject is q. */
function atLeast(n: number, a: number, q: number): number {
  let below = 0;
  for (let k = 0; k < n; k++) {
    const log = logGamma(a + k) - logGamma(a) - logGamma(k + 1) + a * Math.log1p(-q);
    below += Math.exp(log + k * Math.log(q));
  }
  return 1 - below;
}

describe('sites that open later', () => {
  // k sites of Gamma(α, β) rates, open for t days: their subjects are NegBin(kα, β/(β + t)) (Anisimov & Fedorov 2007).
  const exact = (added: number): number => atLeast(60, 1.2 * added, 300 / (60 + 300));

  it('bring the target in time with the probability of the negative binomial', () => {
    const { tried, needed, replicates } = foundBy(searchOf({}));
    for (const { added, share } of tried.filter((one) => one.added > 0)) {
      const p = exact(added);
      const error = Math.sqrt((p * (1 - p)) / replicates);
      expect(Math.abs(share - p), `${added} sites`).toBeLessThan(4 * error + 1e-9);
    }
    expect(exact(needed ?? 0)).toBeGreaterThanOrEqual(0.8);
    expect(exact((needed ?? 0) - 1)).toBeLessThan(0.8);
  });

  it('come beside those that are open, by their posterior', () => {
    const open = recruitingSite({ activation: day(-100), alpha: 1.2 + 3, beta: 60 + 100 });
    const shared = { alpha: 4.2, beta: 160, activation: day(0) };
    const search = searchOf(
      { added: [recruitingSite(shared)], before: 300, most: 4 },
      { sites: [open, open, open] },
    );
    for (const { added, share } of foundBy(search).tried) {
      const p = atLeast(60, 4.2 * (3 + added), 300 / (160 + 300));
      expect(Math.abs(share - p), `${added} sites`).toBeLessThan(
        4 * Math.sqrt((p * (1 - p)) / 1000) + 1e-9,
      );
    }
  });

  it('do nothing before they open, and have not decayed when they do', () => {
    const late = foundBy(searchOf({ before: 100, most: 3 }));
    expect(late.tried.map(({ share }) => share)).toEqual([0, 0, 0, 0]);
    expect([late.needed, late.possible]).toEqual([null, null]);
    // Rate days of one site: (1 − e^(−δt))/δ from its own opening on.
    const decay = 0.01;
    const { tried } = foundBy(
      searchOf(
        { added: [recruitingSite({ activation: day(100), alpha: 1.2, beta: 6 })], most: 1 },
        { decayPerDay: decay, target: 15 },
      ),
    );
    const rateDays = -Math.expm1(-decay * 300) / decay;
    const p = atLeast(15, 1.2, rateDays / (6 + rateDays));
    expect(Math.abs((tried.at(-1)?.share ?? 0) - p)).toBeLessThan(4 * Math.sqrt(0.25 / 1000));
  });
});

describe('the decision', () => {
  it('meets the same chance with every number of sites: the share never falls', () => {
    const sites = Array.from({ length: 6 }, (_, i) =>
      recruitingSite({ region: i % 2, minimum: i === 0 ? 2 : 0, maximum: 12 }),
    );
    const added = [1, 0].map((region) =>
      recruitingSite({ activation: day(30), region, maximum: 12 }),
    );
    for (const probability of [0.1, 0.5, 0.9]) {
      const { tried } = foundBy(
        searchOf(
          { added, probability, replicates: 200, mostReplicates: 200, before: 150 },
          { sites, regionMaximum: [1e9, 45] },
        ),
      );
      const shares = tried.map(({ share }) => share);
      expect(shares.length).toBeGreaterThan(3);
      expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    }
  });

  it('takes as enough only what the replicates show, and plays more while they do not tell', () => {
    const few = { replicates: 40, mostReplicates: 40 };
    const unclear = foundBy(searchOf(few));
    expect(unclear.possible ?? 0).toBeLessThan(unclear.needed ?? 0);
    const shown = unclear.tried.find(({ added }) => added === unclear.needed);
    expect(shown?.lower).toBeGreaterThanOrEqual(0.8);
    const at = unclear.tried.find(({ added }) => added === unclear.possible);
    expect(at?.lower).toBeLessThan(0.8);
    expect(at?.upper).toBeGreaterThanOrEqual(0.8);
    // Between the exact 0.7995 of 13 sites and 0.8694 of 14.
    const more = foundBy(searchOf({ ...few, probability: 0.83, mostReplicates: 20_000 }));
    expect(more.replicates).toBeGreaterThan(40);
    expect([more.possible, more.needed]).toEqual([14, 14]);
  });

  it('shares subjects evenly between all sites, the added ones too, where recruitment is balanced', () => {
    const site = recruitingSite({ alpha: Infinity, beta: 10, minimum: 30, maximum: 30 });
    const search = searchOf(
      {
        added: [{ ...site, activation: day(50), minimum: 0 }],
        isBalanced: true,
        most: 10,
      },
      { sites: [site, site], isEven: true },
    );
    // Even arrivals every 10 days: 60 subjects over 2 + k sites, the last after 50 + 10·60/(2 + k) days.
    const { needed } = foundBy({ ...search, before: 260 });
    expect(needed).toBe(1);
    expect(foundBy({ ...search, before: 249 }).needed).toBe(2);
  });
});
