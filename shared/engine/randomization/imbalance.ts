import { type Refusal, refusal } from '../../base/refusal.ts';
import { type Result, err, ok } from '../../base/result.ts';

/** D = N1 − N2 of two arms. */
export const differenceOf = (counts: readonly number[]): number =>
  (counts[0] ?? 0) - (counts[1] ?? 0);

/** D of two arms, refused when abs(D) is beyond a limit that the procedure never passes. */
export const balanceBeyondLimit = (
  counts: readonly number[],
  limit: number,
): Result<number, Refusal> => {
  const d = differenceOf(counts);
  if (Math.abs(d) <= limit) return ok(d);
  return err(
    refusal(
      'counts-unreachable',
      `The counts ${counts.join(',')} have an imbalance of ${Math.abs(d)}, but the procedure never passes ${limit}.`,
      `Give counts that differ by at most ${limit}.`,
    ),
  );
};

/** Probabilities of two arms when the arm behind has probability p: 1/2 each at D = 0. */
export const signedCoin = (d: number, p: number): readonly number[] => {
  if (d === 0) return [0.5, 0.5];
  return d < 0 ? [p, 1 - p] : [1 - p, p];
};
