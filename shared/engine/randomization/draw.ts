/**
 * The one place where probabilities become an arm: arm k when u < P_1 + … + P_k (the sums added
 * from the first arm on). An arm with probability 0 is never drawn, and rounding of the last sum
 * below 1 falls to the last arm that has a positive probability.
 *
 * @param probabilities one number an arm, summing to 1 up to rounding
 * @param u uniform, 0 <= u < 1
 * @returns the index of the arm
 */
export const drawArm = (probabilities: readonly number[], u: number): number => {
  if (!(u >= 0 && u < 1)) throw new RangeError(`a uniform must be in [0, 1), not ${u}`);
  let cumulative = 0;
  let last = -1;
  for (let arm = 0; arm < probabilities.length; arm += 1) {
    const p = probabilities[arm] ?? 0;
    if (!(p > 0)) continue;
    cumulative += p;
    last = arm;
    if (u < cumulative) return arm;
  }
  if (last < 0) throw new RangeError('no arm has a positive probability');
  return last;
};
