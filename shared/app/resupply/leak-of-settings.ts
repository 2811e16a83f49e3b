import type { ResupplySettings } from '../../domain/stock/resupply-settings.ts';
import type { StudyDefinition } from '../../domain/study/study-definition.ts';
import { exactSubjects } from '../../engine/supply/blind-leak/attacker.ts';
import { checkLeak } from '../../engine/supply/blind-leak/check-leak.ts';
import type { LeakReport } from '../../engine/supply/blind-leak/check-leak.ts';
import { leakScenarioProblem } from '../../engine/supply/blind-leak/leak-scenario.ts';
import type { LeakScenario } from '../../engine/supply/blind-leak/leak-scenario.ts';
import type { LineRule } from '../../engine/supply/resupply/resupply-rule.ts';
import type { DemandPlan } from '../../engine/supply/resupply/demand.ts';

type Run = { readonly histories: number; readonly seed: number };
type Share = Pick<LeakReport, 'certainShare' | 'standardError' | 'largestShare' | 'isBlindSafe'>;

export interface LeakOfSettings {
  readonly subjects: number;
  /** All kits expire on one day: any of them may go first. */
  readonly oneExpiry: Share;
  /** Later shipments expire later, so that earlier ones are used up first, which tells more. */
  readonly risingExpiry: Share;
}

export type LeakSettings = Omit<
  ResupplySettings['study'],
  'initialOn' | 'dropoutPerDay' | 'minimumShelfLifeDays'
>;

type Cell = LeakScenario['kits'][number][number];

/** Kit types that some visit gives differently by arm; the others say nothing of arms. */
function tellingTypes(
  plan: Omit<DemandPlan, 'dropoutPerDay'>,
  kitTypes: number,
): readonly number[] {
  const types = Array.from({ length: kitTypes }, (_, type) => type);
  return types.filter((type) =>
    plan.kits.some((arms) => arms.some((counts) => counts[type] !== arms[0]?.[type])),
  );
}

/** Visits of which every arm takes kits of one type; null when one takes several, or nothing for some arm. */
function singleTypeKits(visits: DemandPlan['kits']): LeakScenario['kits'] | null {
  const cells = visits.map((arms) =>
    arms.map((types): Cell | null => {
      const taken = types.flatMap((count, kitType) => (count > 0 ? [{ kitType, count }] : []));
      return taken.length === 1 ? (taken[0] as Cell) : null;
    }),
  );
  return cells.every((arms) => arms.every((cell) => cell !== null))
    ? (cells as LeakScenario['kits'])
    : null;
}

/** A subject a week unless the settings expect another rate. */
const daysBetween = (perDay: number): number =>
  perDay === 0 ? 7 : Math.min(28, Math.max(1, Math.round(1 / perDay)));

/** Allocations times visits that a check may try, so that an answer comes within seconds. */
const mostTried = 4096;

/** As many subjects as can be checked exactly in that. */
export function checkedSubjects(arms: number, visits: number): number {
  const most = Math.floor(Math.log(mostTried / visits) / Math.log(arms) + 1e-9);
  return Math.min(exactSubjects, Math.max(4, most));
}

/**
 * What a site of up to twelve subjects can infer under the settings of the study, without its overrides. Kit types
 * that all arms take alike are left out: the attacker is taken to recognize them. Kits of
 * one expiry are drawn; those that expire first go first.
 */
export function leakOfSettings(
  definition: StudyDefinition,
  plan: Omit<DemandPlan, 'dropoutPerDay'>,
  study: LeakSettings,
  run: Run,
): LeakOfSettings | null {
  const types = tellingTypes(plan, definition.kitTypes.length);
  const telling = plan.kits.map((arms) =>
    arms.map((counts) => types.map((type) => counts[type] ?? 0)),
  );
  const withKits = telling.flatMap((arms, visit) =>
    arms.some((counts) => counts.some((count) => count > 0)) ? [visit] : [],
  );
  const kits = singleTypeKits(withKits.map((visit) => telling[visit] ?? []));
  if (kits === null || withKits.length === 0) return null;
  const scenario = scenarioOf(definition, plan, study, { types: types.length, withKits, kits });
  if (leakScenarioProblem(scenario) !== null) return null;
  return {
    subjects: scenario.subjects,
    oneExpiry: shareOf({ ...scenario, firstUsed: 'any' }, run),
    risingExpiry: shareOf(scenario, run),
  };
}

interface TellingVisits {
  readonly types: number;
  readonly withKits: readonly number[];
  readonly kits: LeakScenario['kits'];
}

function scenarioOf(
  definition: StudyDefinition,
  plan: Omit<DemandPlan, 'dropoutPerDay'>,
  study: LeakSettings,
  { types, withKits, kits }: TellingVisits,
): LeakScenario {
  const firstDay = plan.windowStart[withKits[0] ?? 0] ?? 0;
  return {
    subjects: checkedSubjects(plan.ratio.length, withKits.length),
    ratio: plan.ratio,
    kitTypes: types,
    visitDays: withKits.map((visit) => (plan.windowStart[visit] ?? 0) - firstDay),
    kits,
    daysBetweenSubjects: daysBetween(study.newSubjectsPerDay),
    rule: { triggersAt: study.triggersAt, scope: study.scope, pooling: study.pooling },
    lines: Array.from({ length: types }, () => lineOf(study)),
    demandOf: study.demandOf,
    newSubjectsPerDay: study.newSubjectsPerDay,
    daysBetweenRuns: 1,
    leadDays: Math.max(1, study.leadDays),
    lots: 'shared',
    firstUsed: 'earlier-shipment',
    tie: definition.selection.tie === 'sequence' ? 'concealed' : 'lowest-number',
  };
}

function shareOf(scenario: LeakScenario, run: Run): Share {
  const report = checkLeak(scenario, { ...run, width: 1000 });
  const { certainShare, standardError, largestShare, isBlindSafe } = report;
  return { certainShare, standardError, largestShare, isBlindSafe };
}

const lineOf = ({ levels, packSize, packRounding, initialStock }: LeakSettings): LineRule => ({
  levels,
  packSize,
  packRounding,
  initialStock,
});
