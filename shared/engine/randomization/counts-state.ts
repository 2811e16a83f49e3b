import { type Refusal, refusal } from '../../base/refusal.ts';
import { type Result, err, ok } from '../../base/result.ts';

/** State of procedures that depend on how many subjects each arm has. */
export type Counts = readonly number[];

export const withOneMore = (counts: Counts, arm: number): Counts =>
  counts.map((count, k) => (k === arm ? count + 1 : count));

export const countsKey = (counts: Counts): string => counts.join(',');

/** Counts that stay within a quota for each arm; others cannot occur. */
export const countsWithin = (
  counts: Counts,
  quotas: readonly number[],
): Result<Counts, Refusal> => {
  if (counts.every((count, k) => count <= (quotas[k] ?? 0))) return ok(counts);
  return err(
    refusal(
      'counts-unreachable',
      `The counts ${counts.join(',')} cannot occur: the arms hold at most ${quotas.join(',')}.`,
      'Give counts within what each arm can hold.',
    ),
  );
};
