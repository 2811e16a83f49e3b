import { type Refusal, refusal } from '../../base/refusal.ts';
import { type Result, err } from '../../base/result.ts';
import { checkWeights } from '../../engine/randomization/weights.ts';

/** Weights of the arms from text such as `1:2:2`. */
export const readRatio = (text: string): Result<readonly number[], Refusal> => {
  const parts = text.split(':').map((part) => part.trim());
  if (parts.every((part) => /^-?\d+(\.\d+)?$/.test(part))) return checkWeights(parts.map(Number));
  return err(
    refusal(
      'ratio-unreadable',
      `"${text}" is no ratio of arms.`,
      'Write whole numbers with colons between, e.g. 1:1 or 1:2:2.',
    ),
  );
};
