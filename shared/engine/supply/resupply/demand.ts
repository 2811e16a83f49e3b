/** Kits that a schedule asks for. Visits, arms and kit types are indexes; days count from randomization. */
export interface DemandPlan {
  /** First and last day of each visit's window; the randomization visit is day 0. */
  readonly windowStart: readonly number[];
  readonly windowEnd: readonly number[];
  /** Integer weights of the allocation ratio. */
  readonly ratio: readonly number[];
  /** Kits by visit, arm and kit type. */
  readonly kits: readonly (readonly (readonly number[])[])[];
  /** Hazard of leaving the study a day, 0 for nobody leaves. */
  readonly dropoutPerDay: number;
}

/** A subject still in the study. */
export interface ActiveSubject {
  /** Day of randomization, in the same count as `today`. */
  readonly randomizedDay: number;
  /** Index of the arm; null counts the average of the arms, which says nothing about this subject. */
  readonly arm: number | null;
  /** Index of the next visit that may still need kits. */
  readonly nextVisit: number;
}

export interface DemandHorizon {
  readonly today: number;
  /** Days from today that count: a window that starts on day `today + days` does not. */
  readonly days: number;
}

/** Kits of a type that a visit takes from the average of the arms. */
export function averageKits(plan: DemandPlan, visit: number, kitType: number): number {
  let weighted = 0;
  let weights = 0;
  plan.ratio.forEach((ratio, arm) => {
    weighted += ratio * (plan.kits[visit]?.[arm]?.[kitType] ?? 0);
    weights += ratio;
  });
  return weights === 0 ? 0 : weighted / weights;
}

/** Expected kits in thousandths, of kits that are needed with this probability. */
export const milliKits = (kits: number, probability: number): number =>
  Math.round(1000 * kits * probability);

/** Probability that somebody who leaves with this hazard a day is still there after so many days. */
export const stayProbability = (dropoutPerDay: number, days: number): number =>
  Math.exp(-dropoutPerDay * days);

/**
 * Days until a visit with this window (first and last day) is due: 0 while it is open; -1 when it is over
 * or starts only after the horizon, so that it does not count.
 */
export function daysUntilVisit(start: number, end: number, today: number, days: number): number {
  const wait = start > today ? start - today : 0;
  return end < today || wait >= days ? -1 : wait;
}

/**
 * Expected kits of a type, in thousandths, for visits of one subject whose window starts within the horizon;
 * a visit whose window is open counts as due today, one whose window is over does not count.
 * Each is weighted with exp(−dropout × days until then).
 */
export function subjectDemand(
  plan: DemandPlan,
  subject: ActiveSubject,
  kitType: number,
  { today, days }: DemandHorizon,
): number {
  let total = 0;
  for (let visit = subject.nextVisit; visit < plan.windowStart.length; visit += 1) {
    const start = subject.randomizedDay + (plan.windowStart[visit] as number);
    const end = subject.randomizedDay + (plan.windowEnd[visit] as number);
    const wait = daysUntilVisit(start, end, today, days);
    if (wait < 0) continue;
    const kits =
      subject.arm === null
        ? averageKits(plan, visit, kitType)
        : (plan.kits[visit]?.[subject.arm]?.[kitType] ?? 0);
    total += milliKits(kits, stayProbability(plan.dropoutPerDay, wait));
  }
  return total;
}

/**
 * Expected kits of a type, in thousandths, for subjects yet to come at `perDay` a day: a visit that starts w days
 * after randomization falls within the horizon for those who come in its first days − w days.
 */
export function newSubjectDemand(
  plan: DemandPlan,
  perDay: number,
  kitType: number,
  days: number,
): number {
  let expected = 0;
  plan.windowStart.forEach((start, visit) => {
    const wait = Math.max(0, start);
    const arrivals = perDay * Math.max(0, days - wait);
    expected +=
      arrivals * averageKits(plan, visit, kitType) * stayProbability(plan.dropoutPerDay, wait);
  });
  return Math.round(1000 * expected);
}
