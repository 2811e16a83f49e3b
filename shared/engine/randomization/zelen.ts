import { type Refusal, refusal } from '../../base/refusal.ts';
import { type Result, err, ok } from '../../base/result.ts';
import { type ParameterSpec, type RawParameters, readNumber, refuseUnknown } from './parameters.ts';
import type { ProcedureDescription } from './procedure-description.ts';
import { sum } from './weights.ts';

const LIMIT: ParameterSpec = {
  name: 'limit',
  meaning: 'largest imbalance within a centre',
  kind: 'integer',
  min: 1,
  max: 100_000,
};

/** A central schedule with a limit on the imbalance within each centre. */
export interface CentralSchedule {
  readonly weights: readonly number[];
  readonly limit: number;
}

/** The slot of the schedule that a subject takes, and open slots before it that were passed over. */
export interface ScheduledSlot {
  readonly slot: number;
  readonly arm: number;
  readonly skipped: readonly number[];
}

export const zelen: ProcedureDescription = {
  code: 'zelen',
  name: 'Zelen and modified Zelen (central schedule)',
  formula:
    'the first open slot of the central schedule whose arm keeps the centre’s imbalance max_k N_k/w_k − min_k N_k/w_k within the limit',
  source: 'Zelen 1974, J Chronic Dis 27:365-375; McEntegart 2003, Drug Inf J 37:293-308',
  armsAllowed: 'any',
  needsLength: false,
  parameters: [LIMIT],
};

export const parseCentralSchedule = (
  raw: RawParameters,
  weights: readonly number[],
): Result<CentralSchedule, Refusal> => {
  const unknown = refuseUnknown(zelen.parameters, raw);
  if (!unknown.ok) return unknown;
  const limit = readNumber(LIMIT, raw);
  return limit.ok ? ok({ weights, limit: limit.value }) : limit;
};

const spread = (weights: readonly number[], counts: readonly number[]): number => {
  const shares = weights.map((w, k) => (counts[k] ?? 0) / w);
  return Math.max(...shares) - Math.min(...shares);
};

/** Whether arm k may be given in a centre with these counts: within the limit, or not worse than it is. */
export const isAdmissible = (
  { weights, limit }: CentralSchedule,
  centreCounts: readonly number[],
  arm: number,
): boolean => {
  const after = weights.map((_, k) => (centreCounts[k] ?? 0) + (k === arm ? 1 : 0));
  const spreadAfter = spread(weights, after);
  // Rounding of thirds and the like must not decide; shares differ by 1/(w_a·w_b) at least.
  return spreadAfter <= Math.max(limit, spread(weights, centreCounts)) + 1e-9;
};

/** Probabilities when the next open slots are not known: the ratio among the admissible arms. */
export const centralScheduleProbabilities = (
  schedule: CentralSchedule,
  centreCounts: readonly number[],
): readonly number[] => {
  const open = schedule.weights.map((w, k) => (isAdmissible(schedule, centreCounts, k) ? w : 0));
  const total = sum(open);
  return open.map((w) => w / total);
};

/**
 * Zelen's rule for two equal arms: the next slot's arm if the centre's limit allows it, otherwise
 * the other arm; the slot is used up in both cases.
 */
export const zelenArm = (
  schedule: CentralSchedule,
  slotArm: number,
  centreCounts: readonly number[],
): number => (isAdmissible(schedule, centreCounts, slotArm) ? slotArm : 1 - slotArm);

/**
 * The modified rule: the first open slot whose arm is admissible in the centre. Slots passed over
 * stay open and are met first by the next subject, so the gaps fill later.
 *
 * @param arms the arms of the whole central schedule
 * @param isOpen whether a slot has not been taken
 */
export const takeModifiedZelen = (
  schedule: CentralSchedule,
  arms: ArrayLike<number>,
  isOpen: (slot: number) => boolean,
  centreCounts: readonly number[],
): Result<ScheduledSlot, Refusal> => {
  const skipped: number[] = [];
  for (let slot = 0; slot < arms.length; slot += 1) {
    if (!isOpen(slot)) continue;
    const arm = arms[slot] ?? 0;
    if (isAdmissible(schedule, centreCounts, arm)) return ok({ slot, arm, skipped });
    skipped.push(slot);
  }
  return err(
    refusal(
      'schedule-exhausted',
      `No open slot of the central schedule suits a centre with the counts ${centreCounts.join(',')}.`,
      'Extend the schedule, or raise the limit by an amendment.',
      [`${skipped.length} open slot(s) would pass the limit of ${schedule.limit}.`],
    ),
  );
};
