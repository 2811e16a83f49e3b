import { type Refusal, refusal } from '../../base/refusal.ts';
import { type Result, err, ok } from '../../base/result.ts';
import type { ListArm } from './list-specification.ts';

/** Treatment indexes in the order of the periods; in a crossover these are the arms. */
export type TreatmentSequence = readonly number[];

const zigzag = (treatments: number): readonly number[] =>
  Array.from({ length: treatments }, (_, i) => (i % 2 === 0 ? i / 2 : treatments - (i + 1) / 2));

/**
 * Williams sequences: every treatment once a sequence and once a period, and each follows each
 * other equally often. `treatments` sequences for an even number, twice as many for an odd one.
 * Source: Williams 1949, Aust J Sci Res A 2:149–168.
 *
 * @param treatments 2..10
 */
export const williamsSequences = (
  treatments: number,
): Result<readonly TreatmentSequence[], Refusal> => {
  if (!Number.isSafeInteger(treatments) || treatments < 2 || treatments > 10) {
    return err(
      refusal(
        'treatments-out-of-range',
        `There is no Williams design here for ${treatments} treatments.`,
        'Give 2 to 10 treatments.',
      ),
    );
  }
  const first = zigzag(treatments);
  const square = Array.from({ length: treatments }, (_, shift) =>
    first.map((treatment) => (treatment + shift) % treatments),
  );
  if (treatments % 2 === 0) return ok(square);
  return ok([...square, ...square.map((sequence) => sequence.toReversed())]);
};

/**
 * Arms of a crossover from its sequences, named like `A-B`, in equal ratio.
 * Refuses sequences of different lengths, repeated ones, and treatments without a name.
 */
export const crossoverArms = (
  names: readonly string[],
  sequences: readonly TreatmentSequence[],
): Result<readonly ListArm[], Refusal> => {
  const periods = sequences[0]?.length ?? 0;
  const texts = sequences.map((s) => s.map((t) => names[t] ?? '').join('-'));
  const isSound =
    sequences.length >= 2 &&
    periods >= 2 &&
    sequences.every((s) => s.length === periods && s.every((t) => names[t] !== undefined)) &&
    new Set(texts).size === texts.length;
  if (isSound) return ok(texts.map((name) => ({ name, weight: 1 })));
  return err(
    refusal(
      'sequences-invalid',
      `The sequences ${texts.join(', ')} do not make a crossover.`,
      'Give two or more different sequences of the same number of periods, each of named treatments.',
    ),
  );
};

/** Treatment of a sequence in a period (from 1); undefined after the last period. */
export const treatmentInPeriod = (
  sequence: TreatmentSequence,
  period: number,
): number | undefined => sequence[period - 1];
