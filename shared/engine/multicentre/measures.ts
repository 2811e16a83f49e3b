import type { Outcome } from './allocation.ts';

/** How many patients each centre and region of a pattern has. */
export interface PatternCounts {
  readonly n: number;
  readonly regionOfCentre: Int32Array;
  readonly centreCount: Int32Array;
  readonly regionCount: Int32Array;
}

/** Balance and predictability of one design on one pattern. */
export interface Measures {
  readonly trialImbalance: number;
  /** Largest abs(D) of a region and of a centre. */
  readonly regionImbalance: number;
  readonly centreImbalance: number;
  /** L1 = D²/n, L2 = Σ_g D_g²/n_g, L3 = Σ_i D_i²/n_i. */
  readonly loss: readonly [trial: number, region: number, centre: number];
  /** Share of centres with abs(D_i)/n_i > 1/3 among those with two patients or more. */
  readonly skewed: number;
  /** Share of patients whose arm was certain. */
  readonly deterministic: number;
  /** Share of correct guesses within the centre: of the arm behind there, and of the certain arm there. */
  readonly convergenceGuesses: number;
  readonly deterministicGuesses: number;
}

/** Collapses an outcome; keeps a scratch of region balances. */
export class Measurer {
  private readonly regionBalance: Int32Array;

  constructor(regions: number) {
    this.regionBalance = new Int32Array(regions);
  }

  measure(pattern: PatternCounts, outcome: Outcome): Measures {
    const { n, regionOfCentre, centreCount } = pattern;
    const { balance } = outcome;
    const { regionBalance } = this;
    regionBalance.fill(0);
    let centreLoss = 0;
    let centreMaximum = 0;
    let imbalanceSum = 0;
    let eligible = 0;
    let skewed = 0;
    for (let i = 0; i < centreCount.length; i++) {
      const count = centreCount[i] as number;
      if (count === 0) continue;
      const d = balance[i] as number;
      const size = Math.abs(d);
      const region = regionOfCentre[i] as number;
      regionBalance[region] = (regionBalance[region] as number) + d;
      centreLoss += (d * d) / count;
      centreMaximum = Math.max(centreMaximum, size);
      imbalanceSum += size;
      if (count < 2) continue;
      eligible++;
      if (3 * size > count) skewed++;
    }
    const { total, loss, maximum } = this.regionTotals(pattern.regionCount);
    return {
      trialImbalance: Math.abs(total),
      regionImbalance: maximum,
      centreImbalance: centreMaximum,
      loss: [(total * total) / n, loss, centreLoss],
      skewed: eligible === 0 ? 0 : skewed / eligible,
      deterministic: outcome.deterministic / n,
      // A right guess brings abs(D_i) down by one and a wrong one up, so the ends tell how many were right.
      convergenceGuesses: (n - imbalanceSum + outcome.inBalance) / (2 * n),
      deterministicGuesses: 0.5 + outcome.centreDeterministic / (2 * n),
    };
  }

  private regionTotals(regionCount: Int32Array): { total: number; loss: number; maximum: number } {
    let total = 0;
    let loss = 0;
    let maximum = 0;
    for (let g = 0; g < regionCount.length; g++) {
      const d = this.regionBalance[g] as number;
      total += d;
      maximum = Math.max(maximum, Math.abs(d));
      const count = regionCount[g] as number;
      if (count > 0) loss += (d * d) / count;
    }
    return { total, loss, maximum };
  }
}
