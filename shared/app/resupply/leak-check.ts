import { canonicalJson } from '../../base/canonical-json.ts';
import type { Json } from '../../base/canonical-json.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { OutputOf, ParsedInputOf } from '../../contracts/index.ts';
import type { ResupplyLeak } from '../../contracts/resupply-simulation.ts';
import { resupplyPresets } from '../../domain/stock/resupply-presets.ts';
import { effectiveResupply } from '../../domain/stock/resupply-settings.ts';
import type { ResupplySettings, ResupplyValues } from '../../domain/stock/resupply-settings.ts';
import type { StudyDefinition } from '../../domain/study/study-definition.ts';
import { leakReport } from '../../engine/supply/blind-leak/check-leak.ts';
import type { LeakReport, LeakTally } from '../../engine/supply/blind-leak/check-leak.ts';
import { isOneForOne } from '../../engine/supply/resupply/resupply-rule.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';
import { runCancelled } from '../design-lab/multicentre.ts';
import type { RunOptions } from '../design-lab/multicentre.ts';
import type { SimulationPort } from '../simulation/simulation-port.ts';
import { planOf } from './demand-facts.ts';
import type { LeakTrials } from './leak-job.ts';
import { leakScenarios, tellingTypes } from './leak-scenarios.ts';
import type { LeakScenarios, LeakSettings } from './leak-scenarios.ts';
import { chosenSettings } from './propose.ts';
import { placeOf } from './settings.ts';

/** Groups of sites that are checked; a study with more keeps its rarest settings unchecked, and says so. */
const mostGroups = 6;
/** Allocations that the attacker of sites with more subjects keeps. */
const width = 400;

interface Group {
  readonly sites: readonly string[];
  readonly isOneForOne: boolean;
  readonly scenarios: LeakScenarios | null;
}

/** Groups of sites to check, each once. Plain data. */
export interface LeakQuestion {
  readonly groups: readonly Group[];
  readonly unchecked: number;
  readonly histories: number;
  readonly seed: number;
}

const lineOf = ({ levels, packSize, packRounding, initialStock }: ResupplyValues) => ({
  levels,
  packSize,
  packRounding,
  initialStock,
});

function settingsAt(
  definition: StudyDefinition,
  settings: ResupplySettings,
  site: StudyDefinition['sites'][number],
): LeakSettings {
  const effective = definition.kitTypes.map(
    ({ id }) => effectiveResupply(settings, placeOf(site, id)).values,
  );
  const values = effective[0] ?? settings.study;
  const { triggersAt, scope, pooling, demandOf, newSubjectsPerDay, leadDays } = values;
  const lines = effective.map(lineOf);
  return { triggersAt, scope, pooling, demandOf, newSubjectsPerDay, leadDays, lines };
}

/** Whether some kit type that tells of arms is replaced one for one. */
const replacesEach = (settings: LeakSettings, telling: readonly number[]): boolean =>
  settings.lines.some((line, type) => telling.includes(type) && isOneForOne(settings, line));

/** Sites with the same effective settings are checked once; overrides of a region, site or type are seen. */
export function leakQuestion(
  db: SqlDatabase,
  input: Omit<ParsedInputOf<'resupply.checkLeak'>, 'job'>,
): Result<LeakQuestion, Refusal> {
  const chosen = chosenSettings(db, input.settings);
  if (!chosen.ok) return chosen;
  const { definition } = currentDefinition(db);
  const plan = planOf(definition);
  const telling = tellingTypes(plan, definition.kitTypes.length);
  const bySettings = new Map<string, { readonly sites: string[]; readonly at: LeakSettings }>();
  for (const site of definition.sites) {
    const at = settingsAt(definition, chosen.value.settings, site);
    const key = canonicalJson(at as unknown as Json);
    const group = bySettings.get(key) ?? { sites: [], at };
    group.sites.push(site.id);
    bySettings.set(key, group);
  }
  const sorted = [...bySettings.values()].toSorted((a, b) => b.sites.length - a.sites.length);
  const groups = sorted.slice(0, mostGroups).map(({ sites, at }) => ({
    sites,
    isOneForOne: replacesEach(at, telling),
    scenarios: leakScenarios(definition, plan, at, input.subjects),
  }));
  const unchecked = sorted.slice(mostGroups).reduce((sum, { sites }) => sum + sites.length, 0);
  return ok({ groups, unchecked, histories: input.histories, seed: input.seed });
}

type Run = Pick<RunOptions, 'workers' | 'onProgress' | 'signal'>;

async function leaksOf(
  groups: readonly Pick<Group, 'scenarios'>[],
  trials: Pick<LeakTrials, 'histories' | 'seed'>,
  run: Run,
  port: SimulationPort,
): Promise<Result<readonly (ResupplyLeak | null)[], Refusal>> {
  const scenarios = groups.flatMap(({ scenarios: both }) =>
    both === null ? [] : [both.oneExpiry, both.risingExpiry],
  );
  const tallies: LeakTally[] = [];
  const ending = await port.run({
    job: 'blind-leak',
    parameters: { scenarios, ...trials, width } satisfies LeakTrials,
    chunks: scenarios.length * trials.histories,
    workers: run.workers,
    accept: (result) => tallies.push(result as LeakTally),
    ...(run.onProgress === undefined ? {} : { onProgress: run.onProgress }),
    signal: run.signal,
  });
  if (ending === 'cancelled') return err(runCancelled());
  const shares = scenarios.map((scenario, i) =>
    shareOf(leakReport(scenario, tallies.slice(i * trials.histories, (i + 1) * trials.histories))),
  );
  let at = 0;
  return ok(
    groups.map(({ scenarios: both }) => {
      if (both === null) return null;
      const [oneExpiry, risingExpiry] = shares.slice(at, at + 2) as [Share, Share];
      at += 2;
      return { subjects: both.subjects, oneExpiry, risingExpiry };
    }),
  );
}

type Share = ResupplyLeak['oneExpiry'];

const shareOf = (report: LeakReport): Share => ({
  method: report.method,
  histories: report.histories,
  pairs: report.pairs,
  certainShare: report.certainShare,
  standardError: report.standardError,
  largestShare: report.largestShare,
  isBlindSafe: report.isBlindSafe,
});

/** Safe under both orders of use. */
const isSafe = (leak: ResupplyLeak | null): boolean =>
  leak !== null && leak.oneExpiry.isBlindSafe && leak.risingExpiry.isBlindSafe;

/** Attacks every group of sites. The same question gives the same answer on any number of threads. */
export async function checkLeakOf(
  { groups, unchecked, histories, seed }: LeakQuestion,
  run: Run,
  port: SimulationPort,
): Promise<Result<OutputOf<'resupply.checkLeak'>, Refusal>> {
  const leaks = await leaksOf(groups, { histories, seed }, run, port);
  if (!leaks.ok) return leaks;
  const checked = groups.map(({ sites, isOneForOne: replaces }, i) => ({
    sites: [...sites],
    isOneForOne: replaces,
    leak: leaks.value[i] ?? null,
  }));
  const isBlindSafe = unchecked === 0 && checked.every(({ leak }) => isSafe(leak));
  return ok({ histories, seed, groups: checked, unchecked, isBlindSafe });
}

/** Enough histories that rules which leak seldom are found as well. */
const presetHistories = 10;

/** Presets with what this study's sites could infer under each; the check alone calls one blind-safe. */
export async function checkedPresets(
  db: SqlDatabase,
  run: Run & { readonly histories?: number },
  port: SimulationPort,
): Promise<Result<OutputOf<'resupply.presets'>, Refusal>> {
  const { definition } = currentDefinition(db);
  const plan = planOf(definition);
  const telling = tellingTypes(plan, definition.kitTypes.length);
  const groups = resupplyPresets.map(({ values }) => {
    const lines = definition.kitTypes.map(() => lineOf(values as ResupplyValues));
    const at: LeakSettings = { ...values, newSubjectsPerDay: 0, leadDays: 3, lines };
    const scenarios = leakScenarios(definition, plan, at);
    return { isOneForOne: replacesEach(at, telling), scenarios };
  });
  const leaks = await leaksOf(
    groups,
    { histories: run.histories ?? presetHistories, seed: 1 },
    run,
    port,
  );
  if (!leaks.ok) return leaks;
  return ok({
    presets: resupplyPresets.map(({ name, summary, values }, i) => ({
      name,
      summary,
      values,
      isOneForOne: groups[i]?.isOneForOne ?? false,
      leak: leaks.value[i] ?? null,
    })),
  });
}
