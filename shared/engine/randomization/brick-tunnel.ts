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
 * Up to three groups of arm indexes for four arms and more: arms of one weight together, by
 * ascending weight; from four weights on the third group holds all arms that are left.
 */
const groupsOf = (weights: readonly number[]): readonly (readonly number[])[] => {
  const distinct = [...new Set(weights)].toSorted((a, b) => a - b);
  const groupOf = (w: number): number => Math.min(distinct.indexOf(w), 2);
  return [0, 1, 2]
    .map((group) => [...weights.keys()].filter((k) => groupOf(weights[k] ?? 0) === group))
    .filter((group) => group.length > 0);
};

/** Equal arms: one of those that the current set still lacks. */
const equalArms = (cycle: Counts): readonly number[] | null => {
  const left = cycle.length - sum(cycle);
  return cycle.some((count) => count > 1) ? null : cycle.map((count) => (1 - count) / left);
};

/**
 * Probabilities at these counts, or null when they cannot occur. Four arms and more: a tunnel of
 * groups, and within each group a tunnel of its own; each keeps its ratio at every step, so their
 * product does.
 */
const probabilitiesAt = (
  weights: readonly number[],
  counts: readonly number[],
): readonly number[] | null => {
  const cycle = withinCycle(weights, counts);
  if (cycle.some((count) => count < 0)) return null;
  if (weights.every((w) => w === 1)) return equalArms(cycle);
  if (weights.length <= 3) return brickStep(weights, cycle);
  return nested(weights, cycle);
};

const nested = (weights: readonly number[], cycle: Counts): readonly number[] | null => {
  const groups = groupsOf(weights);
  const pick = (values: readonly number[], group: readonly number[]) =>
    group.map((k) => values[k] ?? 0);
  const outer = probabilitiesAt(
    lowestTerms(groups.map((group) => sum(pick(weights, group)))),
    groups.map((group) => sum(pick(cycle, group))),
  );
  if (outer === null) return null;
  const result = weights.map(() => 0);
  for (const [g, group] of groups.entries()) {
    const inner = probabilitiesAt(lowestTerms(pick(weights, group)), pick(cycle, group));
    if (inner === null) return null;
    group.forEach((k, i) => {
      result[k] = (outer[g] ?? 0) * (inner[i] ?? 0);
    });
  }
  return result;
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
 * four arms on, tunnels are nested: arms of one weight form a group, the tunnel runs over the
 * groups and within each group over its arms, so that an arm may be somewhat further away.
 * The state is the counts since the last full set of W.
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
