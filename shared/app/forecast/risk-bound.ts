import { BOUND_CONFIDENCE, replicatesFor, upperShare } from '../../engine/forecast/share-bounds.ts';

/** What a combination of settings risked, replicate by replicate. */
export interface RiskSeen {
  readonly replicates: number;
  /** Replicates with any risk at all. */
  readonly hits: number;
  /** Sum over the replicates, each from 0 to 1. */
  readonly sum: number;
  readonly mean: number;
  readonly error: number;
}

/** What the replicates can show at best. */
export interface RiskGuarantee {
  readonly confidence: number;
  readonly replicates: number;
  /** Largest risk of one replicate that is reckoned with; 1 where none was seen in any combination. */
  readonly worst: number;
  /** Upper bound of a combination in which nothing at all was seen. */
  readonly lowest: number;
  /** Replicates without anything that would show the limit; null for a limit of 0, which nothing shows. */
  readonly replicatesNeeded: number | null;
}

/** One-sided 95 %. */
const NORMAL = 1.645;
/** Replicates with any risk from which on the mean is nearly normal. */
const MANY = 30;

/**
 * Upper bound of the risk, one-sided 95 %. That nothing was seen is no certainty: with few hits the bound is that of a
 * share (Clopper & Pearson), each hit counting by its part of the worst; numbers from 0 to `worst` are never more
 * spread out than those that are 0 or `worst` (Hoeffding 1963).
 */
export function riskBound({ replicates, hits, sum, mean, error }: RiskSeen, worst: number): number {
  if (hits >= MANY) return Math.min(1, mean + NORMAL * error);
  return worst * upperShare(sum / worst, replicates);
}

/** The worst that a replicate of any combination risked; 1 where nothing was seen. */
export const worstOf = (risks: readonly number[]): number => {
  const worst = risks.reduce((most, one) => Math.max(most, one), 0);
  return worst === 0 ? 1 : worst;
};

export const guaranteeOf = (limit: number, worst: number, replicates: number): RiskGuarantee => ({
  confidence: BOUND_CONFIDENCE,
  replicates,
  worst,
  lowest: worst * upperShare(0, replicates),
  replicatesNeeded: limit === 0 ? null : replicatesFor(limit / worst),
});
