import type { StudyDefinition } from '../../domain/study/study-definition.ts';
import type { SiteResupply } from '../../domain/stock/resupply-settings.ts';
import { exactSubjects } from '../../engine/supply/blind-leak/attacker.ts';
import { leakScenarioProblem } from '../../engine/supply/blind-leak/leak-scenario.ts';
import type { LeakScenario } from '../../engine/supply/blind-leak/leak-scenario.ts';
import type { DemandPlan } from '../../engine/supply/resupply/demand.ts';
import type { LineRule } from '../../engine/supply/resupply/resupply-rule.ts';

type Plan = Omit<DemandPlan, 'dropoutPerDay'>;
type Cell = LeakScenario['kits'][number][number];

/** What of the settings of one site tells of arms. */
export interface LeakSettings extends Pick<
  SiteResupply,
  'triggersAt' | 'scope' | 'pooling' | 'demandOf' | 'newSubjectsPerDay' | 'leadDays'
> {
  /** One a kit type of the study. */
  readonly lines: readonly LineRule[];
}

/** Kit types that some visit gives differently by arm; the others say nothing of arms. */
export function tellingTypes(plan: Plan, kitTypes: number): readonly number[] {
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

/** Kits of one expiry are drawn; those that expire first go first. */
export interface LeakScenarios {
  readonly subjects: number;
  readonly oneExpiry: LeakScenario;
  readonly risingExpiry: LeakScenario;
}

/**
 * A site under some settings, under both orders of use. Kit types that all arms take alike are left out: the attacker
 * is taken to recognize them. Null when the check does not read the visits.
 */
export function leakScenarios(
  definition: StudyDefinition,
  plan: Plan,
  settings: LeakSettings,
  subjects?: number,
): LeakScenarios | null {
  const types = tellingTypes(plan, definition.kitTypes.length);
  const telling = plan.kits.map((arms) =>
    arms.map((counts) => types.map((type) => counts[type] ?? 0)),
  );
  const withKits = telling.flatMap((arms, visit) =>
    arms.some((counts) => counts.some((count) => count > 0)) ? [visit] : [],
  );
  const kits = singleTypeKits(withKits.map((visit) => telling[visit] ?? []));
  if (kits === null || withKits.length === 0) return null;
  const scenario: LeakScenario = {
    ...siteOf(definition, settings),
    ...visitsOf(plan, withKits),
    subjects: subjects ?? checkedSubjects(plan.ratio.length, withKits.length),
    ratio: plan.ratio,
    kitTypes: types.length,
    kits,
    lines: types.map((type) => settings.lines[type] as LineRule),
  };
  if (leakScenarioProblem(scenario) !== null) return null;
  return {
    subjects: scenario.subjects,
    oneExpiry: { ...scenario, firstUsed: 'any' },
    risingExpiry: scenario,
  };
}

const visitsOf = (plan: Plan, withKits: readonly number[]): Pick<LeakScenario, 'visitDays'> => {
  const firstDay = plan.windowStart[withKits[0] ?? 0] ?? 0;
  return { visitDays: withKits.map((visit) => (plan.windowStart[visit] ?? 0) - firstDay) };
};

const siteOf = (definition: StudyDefinition, settings: LeakSettings) => ({
  daysBetweenSubjects: daysBetween(settings.newSubjectsPerDay),
  rule: {
    triggersAt: settings.triggersAt,
    scope: settings.scope,
    pooling: settings.pooling,
  },
  demandOf: settings.demandOf,
  newSubjectsPerDay: settings.newSubjectsPerDay,
  daysBetweenRuns: 1,
  leadDays: Math.max(1, settings.leadDays),
  lots: 'shared' as const,
  firstUsed: 'earlier-shipment' as const,
  tie:
    definition.selection.tie === 'sequence' ? ('concealed' as const) : ('lowest-number' as const),
});
