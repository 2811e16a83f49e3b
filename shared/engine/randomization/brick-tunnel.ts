import { type Refusal, refusal } from '../../base/refusal.ts';
import { type Result, err, ok } from '../../base/result.ts';
import { brickStep } from './brick-step.ts';
import { type Counts, countsKey } from './counts-state.ts';
import type { Procedure } from './procedure.ts';
import { sum } from './weights.ts';

interface BrickTunnel {
  readonly weights: readonly number[];
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

const lowestTerms = (weights: readonly number[]): readonly number[] => {
  const divisor = weights.reduce(gcd);
  return weights.map((w) => w / divisor);
};

/** Counts since the last multiple of W allocations, when every arm was exactly in the ratio. */
const withinCycle = (weights: readonly number[], counts: Counts): Counts => {
  const cycles = Math.floor(sum(counts) / sum(weights));
  return cycles === 0 ? counts : counts.map((count, k) => count - cycles * (weights[k] ?? 0));
};

/**
 * Probabilities at these counts, or null when they cannot occur. Four arms and more: a tunnel of
 * the first arm, the second arm and all others together, and within the others a tunnel of their
 * own; each keeps its ratio at every step, so their product does.
 */
const probabilitiesAt = (
  weights: readonly number[],
  counts: readonly number[],
): readonly number[] | null => {
  const cycle = withinCycle(weights, counts);
  if (cycle.some((count) => count < 0)) return null;
  if (weights.length <= 3) return brickStep(weights, cycle);
  const others = lowestTerms(weights.slice(2));
  const groups = lowestTerms([weights[0] ?? 0, weights[1] ?? 0, sum(weights.slice(2))]);
  const outer = probabilitiesAt(groups, [cycle[0] ?? 0, cycle[1] ?? 0, sum(cycle.slice(2))]);
  const inner = probabilitiesAt(others, cycle.slice(2));
  if (outer === null || inner === null) return null;
  return [outer[0] ?? 0, outer[1] ?? 0, ...inner.map((p) => p * (outer[2] ?? 0))];
};

const fromCounts = (p: BrickTunnel, counts: readonly number[]): Result<Counts, Refusal> => {
  if (probabilitiesAt(p.weights, counts) !== null) return ok(withinCycle(p.weights, counts));
  const total = sum(p.weights);
  const exact = p.weights.map((w) => ((sum(counts) * w) / total).toFixed(2)).join(', ');
  return err(
    refusal(
      'counts-unreachable',
      `The counts ${counts.join(',')} are outside the brick tunnel: the ratio asks for ${exact} by now.`,
      'Give counts in which each arm is less than one subject away from its share.',
    ),
  );
};

/**
 * Brick tunnel randomization for any arms and ratio: each arm stays less than one subject away from
 * its share j·w_k/W, and the unconditional probability of arm k is w_k/W at every step. For two and
 * three arms that determines how often each node of the tunnel is visited; two arms also have unique
 * transitions. Where three arms leave a choice, the middle of the admissible flows is taken. From
 * four arms on, tunnels are nested (see `probabilitiesAt`), and a nested arm may be up to two
 * subjects away from its share. The state is the counts since the last full set of W.
 * Source: Kuznetsova & Tymofyeyev 2011, Stat Med 30:812–824; 2015, Stat Med 34:4031–4056.
 */
export const brickTunnel: Procedure<BrickTunnel, Counts> = {
  code: 'brick',
  name: 'Brick tunnel randomization',
  formula:
    'N_k is the floor or the ceiling of j·w_k/W at every step; transitions keep E(N_k) = j·w_k/W',
  source:
    'Kuznetsova & Tymofyeyev 2011, Stat Med 30:812-824; Kuznetsova & Tymofyeyev 2015, Stat Med 34:4031-4056',
  armsAllowed: 'any',
  needsLength: false,
  parameters: [],
  parse: (_, { weights }) => ok({ weights }),
  steps: () => null,
  initial: ({ weights }) => weights.map(() => 0),
  probabilities: ({ weights }, counts) => {
    const probabilities = probabilitiesAt(weights, counts);
    if (probabilities === null) throw new Error(`counts ${counts.join(',')} left the tunnel`);
    return probabilities;
  },
  next: ({ weights }, counts, arm) =>
    withinCycle(
      weights,
      counts.map((count, k) => (k === arm ? count + 1 : count)),
    ),
  key: countsKey,
  fromCounts,
};
