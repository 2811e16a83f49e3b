import { sum } from './weights.ts';

/**
 * One step of the brick tunnel for two or three arms. After j allocations arm k has the floor or
 * the ceiling of j·w_k/W. All quantities are integers in units of 1/W: `r` the remainders
 * (j·w_k mod W), which are the probabilities that an arm is "up" (at its ceiling).
 */
interface Step {
  readonly weights: readonly number[];
  readonly total: number;
  /** Remainders before and after the step. */
  readonly before: readonly number[];
  readonly after: readonly number[];
  readonly isUp: readonly boolean[];
  /** Arms whose floor rises with this step. */
  readonly crosses: readonly boolean[];
}

const certain = (arms: number, arm: number): readonly number[] =>
  Array.from({ length: arms }, (_, k) => (k === arm ? 1 : 0));

/** Share of the paths now at this node (in 1/W), from the expected counts; 0 when never reached. */
const residents = (
  remainders: readonly number[],
  up: readonly boolean[],
  total: number,
): number => {
  const ups = up.filter(Boolean).length;
  if (ups === 0) return sum(remainders) === 0 ? total : 0;
  if (ups * total !== sum(remainders)) return 0;
  if (ups === 1) return remainders[up.indexOf(true)] ?? 0;
  return up.length === 3 && ups === 2 ? total - (remainders[up.indexOf(false)] ?? 0) : 0;
};

/** Three arms, one up before and two after: the middle of the admissible flows. */
const fromOneToTwo = (step: Step): readonly number[] => {
  const { before, after, total, isUp } = step;
  const a = isUp.indexOf(true);
  const b = (a + 1) % 3;
  const c = (a + 2) % 3;
  const up = (k: number): number => before[k] ?? 0;
  // Residents of the node after the step where only arm k is down.
  const down = (k: number): number => total - (after[k] ?? 0);
  const low = Math.max(0, down(c) - up(b), up(a) - down(b));
  const high = Math.min(up(a), down(c), up(c) + up(a) - down(b));
  const toB = (low + high) / 2;
  const result = [0, 0, 0];
  result[b] = toB / up(a);
  result[c] = (up(a) - toB) / up(a);
  return result;
};

/** No arm is overdue, but every arm whose floor rises is already up. */
const afterCrossing = (step: Step): readonly number[] => {
  const { weights, before, after, total, isUp, crosses } = step;
  const here = residents(before, isUp, total);
  const isHeld = isUp.map((up, k) => up && crosses[k] !== true);
  if (isHeld.some(Boolean)) {
    // Three arms, two up, one of them crossing: stay up with the crossing arm or change.
    const crossing = crosses.indexOf(true);
    const other = [0, 1, 2].find((k) => k !== crossing && isHeld[k] !== true) ?? 0;
    const again = total - (after[other] ?? 0);
    const result = [0, 0, 0];
    result[crossing] = again / here;
    result[other] = (here - again) / here;
    return result;
  }
  return weights.map((w, k) => (crosses[k] === true ? (after[k] ?? 0) : w) / here);
};

/**
 * Probabilities of the next arm at a node of the tunnel, such that the expected counts stay
 * j·w_k/W at every step.
 *
 * @param weights two or three integers with greatest common divisor 1
 * @param counts allocations of the arms so far
 * @returns one probability an arm, or null when the tunnel never passes through these counts
 */
export const brickStep = (
  weights: readonly number[],
  counts: readonly number[],
): readonly number[] | null => {
  const total = sum(weights);
  const j = sum(counts);
  const floors = weights.map((w) => Math.floor((j * w) / total));
  if (counts.some((count, k) => count - (floors[k] ?? 0) < 0 || count - (floors[k] ?? 0) > 1)) {
    return null;
  }
  const step: Step = {
    weights,
    total,
    before: weights.map((w) => (j * w) % total),
    after: weights.map((w) => ((j + 1) * w) % total),
    isUp: counts.map((count, k) => count > (floors[k] ?? 0)),
    crosses: weights.map((w, k) => Math.floor(((j + 1) * w) / total) > (floors[k] ?? 0)),
  };
  if (residents(step.before, step.isUp, total) === 0) return null;
  const overdue = step.crosses.findIndex((crosses, k) => crosses && step.isUp[k] !== true);
  if (overdue >= 0) return certain(weights.length, overdue);
  if (!step.isUp.some(Boolean)) return weights.map((w) => w / total);
  if (step.crosses.some(Boolean)) return afterCrossing(step);
  if (weights.length === 3) return fromOneToTwo(step);
  return certain(2, step.isUp.indexOf(false));
};
