import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { leakScenarioSchema } from '../../contracts/leak-scenario.ts';
import type { LeakScenarioFields } from '../../contracts/leak-scenario.ts';
import { checkLeak } from '../../engine/supply/blind-leak/check-leak.ts';
import type { LeakReport, LeakRun } from '../../engine/supply/blind-leak/check-leak.ts';
import { leakScenarioProblem } from '../../engine/supply/blind-leak/leak-scenario.ts';
import type { LeakScenario } from '../../engine/supply/blind-leak/leak-scenario.ts';
import type { LineRule } from '../../engine/supply/resupply/resupply-rule.ts';
import { rulesInWords } from './rules-in-words.ts';

/** Checks what a site of a scenario, not yet read, can infer. Refuses a scenario that cannot be read or checked. */
export function checkBlindLeak(scenario: unknown, run: LeakRun): Result<LeakReport, Refusal> {
  const read = readLeakScenario(scenario);
  return read.ok ? ok(checkLeak(read.value, run)) : read;
}

function readLeakScenario(scenario: unknown): Result<LeakScenario, Refusal> {
  const parsed = leakScenarioSchema.safeParse(scenario);
  if (!parsed.success) {
    return err(
      refusal(
        'scenario-field-invalid',
        'The scenario cannot be read.',
        'Correct the named fields; leak check --help documents all of them.',
        parsed.error.issues.map(
          ({ path, message }) => `${path.map(String).join('.') || 'the scenario'}: ${message}`,
        ),
      ),
    );
  }
  const lines: LineRule[] = [];
  for (const [index, type] of parsed.data.types.entries()) {
    const line = lineRuleOf(type);
    if (line === null) return err(mixedLevels(index));
    lines.push(line);
  }
  const read = scenarioOf(parsed.data, lines);
  const problem = leakScenarioProblem(read);
  return problem === null ? ok(read) : err(rulesInWords(problem));
}

const mixedLevels = (index: number): Refusal =>
  refusal(
    'levels-incomplete',
    `types.${index} states neither fixed nor predicted levels, or both.`,
    'Give trigger and ceiling, or trigger_days, resupply_days and buffer.',
  );

function lineRuleOf(type: LeakScenarioFields['types'][number]): LineRule | null {
  const { trigger, ceiling, trigger_days, resupply_days, buffer, initial, pack, rounding } = type;
  const packs = { packSize: pack, packRounding: rounding };
  const isFixed = trigger !== undefined && ceiling !== undefined;
  const isPredicted = trigger_days !== undefined && resupply_days !== undefined;
  const hasFixed = trigger !== undefined || ceiling !== undefined;
  const hasPredicted =
    trigger_days !== undefined || resupply_days !== undefined || buffer !== undefined;
  if (isFixed && !hasPredicted) {
    return {
      ...packs,
      levels: { kind: 'min-max', trigger, ceiling },
      initialStock: initial ?? ceiling,
    };
  }
  if (!isPredicted || buffer === undefined || hasFixed) return null;
  return {
    ...packs,
    levels: {
      kind: 'predictive',
      triggerDays: trigger_days,
      resupplyDays: resupply_days,
      buffer,
    },
    initialStock: initial ?? 2 * buffer,
  };
}

function scenarioOf(given: LeakScenarioFields, lines: readonly LineRule[]): LeakScenario {
  const arms = given.ratio.length;
  const visits = given.visits ?? [
    { day: 0, kits: given.ratio.map((_, arm) => ({ type: arm, count: 1 })) },
  ];
  const highest = Math.max(...visits.flatMap(({ kits }) => kits.map(({ type }) => type)));
  const kitTypes = given.visits === undefined ? arms : highest + 1;
  return {
    subjects: given.subjects,
    ratio: given.ratio,
    kitTypes,
    visitDays: visits.map(({ day }) => day),
    kits: visits.map(({ kits }) => kits.map(({ type, count }) => ({ kitType: type, count }))),
    daysBetweenSubjects: given.days_between_subjects,
    rule: { triggersAt: given.triggers_at, scope: given.scope, pooling: given.pooling },
    lines:
      lines.length === 1 ? Array.from({ length: kitTypes }, () => lines[0] as LineRule) : lines,
    demandOf: given.demand_of,
    newSubjectsPerDay: given.new_subjects_per_day,
    daysBetweenRuns: given.days_between_runs,
    leadDays: given.lead_days,
    lots: given.lots,
    firstUsed: given.first_used,
    tie: given.tie,
  };
}
