import { lineRuleProblem } from '../resupply/resupply-rule.ts';
import type { LineRule, RuleProblem, SiteRule } from '../resupply/resupply-rule.ts';

/** One site with its schedule and supply rule. Arms, kit types and visits are indexes, days count from the first subject. */
export interface LeakScenario {
  readonly subjects: number;
  /** Integer weights of the arms. */
  readonly ratio: readonly number[];
  readonly kitTypes: number;
  /** Days after randomization; the first is 0. */
  readonly visitDays: readonly number[];
  /** Kits by visit and arm: one type, so many of it. */
  readonly kits: readonly (readonly { readonly kitType: number; readonly count: number }[])[];
  /** A subject is randomized every so many days. */
  readonly daysBetweenSubjects: number;
  readonly rule: SiteRule;
  /** One a kit type. */
  readonly lines: readonly LineRule[];
  /** Whether predicted demand uses each subject's own arm or the average of the arms. */
  readonly demandOf: 'own-arm' | 'all-arms';
  /** Subjects that prediction expects a day. */
  readonly newSubjectsPerDay: number;
  readonly daysBetweenRuns: number;
  /** Days from a run to the arrival, at least 1. */
  readonly leadDays: number;
  /** Whether the lot printed on a kit is the same for all types, or each type has its own. */
  readonly lots: 'shared' | 'by-type';
  /**
   * Which of the usable kits of the type goes first: any (a concealed order that has nothing to do with
   * shipments), or those of earlier shipments (their lots expire first, or they were packed first).
   */
  readonly firstUsed: 'any' | 'earlier-shipment';
  /** Among those: a concealed order, or the lowest printed number. */
  readonly tie: 'concealed' | 'lowest-number';
}

export type LeakScenarioProblem =
  | RuleProblem
  | 'no-subjects'
  | 'one-arm'
  | 'schedule-incomplete'
  | 'days-invalid'
  | 'too-large';

/** What an arm gets at a visit. */
export function kitsAt(
  scenario: LeakScenario,
  visit: number,
  arm: number,
): { readonly kitType: number; readonly count: number } {
  const kits = scenario.kits[visit]?.[arm];
  if (kits === undefined) throw new Error(`the schedule has no visit ${visit} for arm ${arm}`);
  return kits;
}

/** Sizes beyond which the check does not go. */
export const leakLimits = { subjects: 200, arms: 8, kitTypes: 8, visits: 20, days: 4000 } as const;

/** The first problem of a scenario, or null. */
export function leakScenarioProblem(scenario: LeakScenario): LeakScenarioProblem | null {
  const { subjects, ratio, kitTypes, visitDays, kits, lines } = scenario;
  if (subjects < 2) return 'no-subjects';
  if (ratio.length < 2) return 'one-arm';
  const lastDay = (subjects - 1) * scenario.daysBetweenSubjects + (visitDays.at(-1) ?? 0);
  const isTooLarge =
    subjects > leakLimits.subjects ||
    ratio.length > leakLimits.arms ||
    kitTypes > leakLimits.kitTypes ||
    visitDays.length > leakLimits.visits ||
    lastDay > leakLimits.days;
  if (isTooLarge) return 'too-large';
  const isRising = visitDays.every((day, i) =>
    i === 0 ? day === 0 : day > (visitDays[i - 1] as number),
  );
  if (!isRising || visitDays.length === 0 || scenario.leadDays < 1) return 'days-invalid';
  const isComplete =
    kits.length === visitDays.length &&
    lines.length === kitTypes &&
    kits.every(
      (arms) =>
        arms.length === ratio.length &&
        arms.every(({ kitType, count }) => kitType < kitTypes && count >= 1),
    );
  if (!isComplete) return 'schedule-incomplete';
  return lines.map(lineRuleProblem).find((problem) => problem !== null) ?? null;
}
