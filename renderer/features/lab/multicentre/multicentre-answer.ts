import type { Spread } from '../../../charts/lab-box-shape.tsx';

/** Figures of one design, as the command `multicentre` answers. */
export interface DesignFigures {
  readonly PD: number;
  readonly PCG_convergence: number;
  readonly PCG_deterministic: number;
  readonly E_abs_D: number;
  readonly SD_abs_D: number;
  readonly P_skewed: number;
  readonly L1: Spread;
  readonly L2: Spread;
  readonly L3: Spread;
  readonly RE1: Spread;
  readonly RE2: Spread;
  readonly RE3: Spread;
  /** P(imbalance >= 0), P(>= 1) …: of the trial, the worst region, the worst centre. */
  readonly P_imbalance: Readonly<Record<ImbalanceLevel, readonly number[]>>;
  /** Monte-Carlo standard errors of the figures of the same names. */
  readonly error: Readonly<Record<string, number>>;
}

export const imbalanceLevels = ['trial', 'region', 'centre'] as const;
export type ImbalanceLevel = (typeof imbalanceLevels)[number];

export const spreads = ['RE1', 'RE2', 'RE3', 'L1', 'L2', 'L3'] as const;

export interface MulticentreAnswer {
  readonly replicates: number;
  readonly seed: number;
  readonly recruitment: {
    readonly days: Spread;
    /** Mean number of centres with 0, 1, 2 … patients. */
    readonly centres_by_count: readonly number[];
  };
  readonly designs: Readonly<Record<string, DesignFigures>>;
}
