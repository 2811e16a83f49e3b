import { ImbalanceLattice } from '../compiled/imbalance-lattice.ts';
import type { Design } from '../design.ts';
import { sum } from '../weights.ts';

/** Size of a walk before it is made: its nodes, and how many sizes of imbalance they have at least. */
export interface PredictedSize {
  readonly nodes: number;
  readonly leastMagnitudes: number;
}

/** Procedures that may always give any arm: with `counts` the state is the counts, else the imbalance. */
const UNBOUNDED: ReadonlyMap<string, 'counts' | 'imbalance'> = new Map([
  ['crd', 'imbalance'],
  ['wei', 'counts'],
]);

/** Points from which the sizes of imbalance are counted: enough to tell what would take minutes. */
const MOST_POINTS = 20_000;

/** Vectors of counts of m arms with a total of at most n: C(n + m, m). */
const countVectors = (n: number, m: number): number => {
  let vectors = n < 0 ? 0 : 1;
  for (let k = 1; k <= m; k++) vectors = (vectors * (n + k)) / k;
  return vectors;
};

/** Distinct imbalances within n steps: counts that contain the whole ratio have a smaller twin. */
const imbalances = (n: number, weights: readonly number[]): number =>
  countVectors(n, weights.length) - countVectors(n - sum(weights), weights.length);

function magnitudesWithin(weights: readonly number[], steps: number): number {
  const lattice = new ImbalanceLattice(weights);
  for (let expanded = 0, step = 0; step < steps; step++) {
    const levelEnd = Math.min(Math.max(1, lattice.size), MOST_POINTS);
    for (; expanded < levelEnd; expanded++)
      weights.forEach((_, arm) => lattice.next(expanded, arm));
    if (lattice.size >= MOST_POINTS) break;
  }
  const sizes = new Set<number>();
  for (let point = 0; point < lattice.size; point++) sizes.add(lattice.squaredDistance(point));
  return sizes.size;
}

/**
 * Size of the walk of a design that may always give any arm, from C(n + m, m) for m arms; null for the
 * others, whose states are bounded by their rule and found only by walking.
 */
export function predictSize(design: Design, steps: number): PredictedSize | null {
  const state = UNBOUNDED.get(design.code);
  if (state === undefined) return null;
  const { weights } = design;
  const nodes =
    state === 'counts' ? countVectors(steps, weights.length) : imbalances(steps, weights);
  return { nodes, leastMagnitudes: magnitudesWithin(weights, steps) };
}
