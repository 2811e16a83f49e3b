import { type Refusal, refusal } from '../../base/refusal.ts';
import { type Result, err, ok } from '../../base/result.ts';

/** What randomizing whole clusters (sites) costs. */
export interface ClusterDesign {
  /** 1 + (m − 1)ρ: the factor by which clustering inflates the variance. */
  readonly designEffect: number;
  /** Subjects that individual randomization would need for the same precision. */
  readonly effectiveSize: number;
}

/**
 * Design effect of randomizing clusters of m subjects with intracluster correlation ρ.
 * Source: Donner & Klar 2000, Design and Analysis of Cluster Randomization Trials, ch. 5.
 *
 * @param clusters number of clusters, >= 2
 * @param size mean number of subjects m in a cluster, >= 1
 * @param correlation ρ, 0..1
 */
export const clusterDesign = (
  clusters: number,
  size: number,
  correlation: number,
): Result<ClusterDesign, Refusal> => {
  if (!Number.isSafeInteger(clusters) || clusters < 2) {
    return err(
      refusal(
        'clusters-out-of-range',
        `${clusters} clusters cannot be randomized.`,
        'Give a whole number of at least 2.',
      ),
    );
  }
  if (!(size >= 1 && Number.isFinite(size))) {
    return err(
      refusal(
        'cluster-size-out-of-range',
        `A cluster cannot have ${size} subjects on average.`,
        'Give a mean size of at least 1.',
      ),
    );
  }
  if (!(correlation >= 0 && correlation <= 1)) {
    return err(
      refusal(
        'correlation-out-of-range',
        `The intracluster correlation cannot be ${correlation}.`,
        'Give a correlation from 0 to 1.',
      ),
    );
  }
  const designEffect = 1 + (size - 1) * correlation;
  return ok({ designEffect, effectiveSize: (clusters * size) / designEffect });
};
