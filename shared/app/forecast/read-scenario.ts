import { epochDayOf } from '../../base/iso-date.ts';
import type { IsoDate } from '../../base/iso-date.ts';
import type { Refusal } from '../../base/refusal.ts';
import { type Result, err, ok } from '../../base/result.ts';
import { forecastScenarioSchema } from '../../contracts/forecast-scenario.ts';
import type { ForecastScenario } from '../../contracts/forecast-scenario.ts';
import type { UnplacedIssue } from '../../domain/study/definition-issue.ts';
import { schemaIssues } from '../../domain/study/schema-issues.ts';
import type { ForecastModel } from '../../engine/forecast/model.ts';
import { prepareArmDraw } from '../../engine/forecast/arm-draw.ts';
import { balanceIssues } from './balance-checks.ts';
import { calendarIssues, calendarWarnings } from './calendar-checks.ts';
import { compileRecruitment, dayIn } from './compile-recruitment.ts';
import { compileRandomization } from './compile-randomization.ts';
import { compileSchedule } from './compile-schedule.ts';
import { compileSupply } from './compile-supply.ts';
import { recruitmentRefusal } from './recruitment-checks.ts';
import type { ScenarioWarning } from './scenario-issue.ts';
import { issue, scenarioRefusal } from './scenario-issue.ts';
import { meantIssues } from './meant-issues.ts';
import { calendarEndIssues, limitIssues } from './scenario-limits.ts';
import { nameIssues } from './scenario-names.ts';
import { namedSites } from './scenario-sites.ts';
import type { NamedSite } from './scenario-sites.ts';
import { supplyIssues, supplyWarnings } from './supply-checks.ts';

/** A scenario that can be run: as written with defaults filled in, and in the numbers of the engine. */
export interface ReadyScenario {
  readonly scenario: ForecastScenario;
  readonly sites: readonly NamedSite[];
  readonly model: ForecastModel;
  /** Indexes of the sites whose stock is followed by week. */
  readonly focus: readonly number[];
  readonly warnings: readonly ScenarioWarning[];
}

const refuse = (issues: readonly UnplacedIssue[]): Result<never, Refusal> =>
  err(scenarioRefusal(issues as readonly [UnplacedIssue, ...UnplacedIssue[]]));

const oneArm = issue(
  ['arms'],
  'one arm',
  'two arms or more to randomize between',
  'Give another arm.',
);

/** Reads a scenario; refuses what is wrong with its place, and warns of what may not be meant. */
export function readForecastScenario(input: unknown): Result<ReadyScenario, Refusal> {
  const parsed = forecastScenarioSchema.safeParse(input);
  if (!parsed.success) return refuse(schemaIssues(input, meantIssues(parsed.error.issues)));
  const scenario = parsed.data;
  const names = nameIssues(scenario);
  if (names.length > 0) return refuse(names);
  const end = calendarEndIssues(scenario);
  if (end.length > 0) return refuse(end);
  const limits = [
    ...limitIssues(scenario),
    ...balanceIssues(scenario),
    ...calendarIssues(scenario),
    ...supplyIssues(scenario),
  ];
  if (limits.length > 0) return refuse(limits);
  const sites = namedSites(scenario);
  const model = compile(scenario, sites);
  const arms = prepareArmDraw(model.randomization, model.recruitment.target);
  if (!arms.ok) {
    if (scenario.arms.length === 1) return refuse([oneArm]);
    const { message, next } = arms.error;
    return refuse([issue(['randomization'], message, 'a procedure that can be prepared', next)]);
  }
  const impossible = recruitmentRefusal(scenario, model);
  if (impossible !== null) return err(impossible);
  const focus = scenario.focus.map((name) => sites.findIndex((one) => one.name === name));
  const warnings = [...supplyWarnings(scenario, model), ...calendarWarnings(scenario)];
  return ok({ scenario, sites, model, focus, warnings });
}

function compile(scenario: ForecastScenario, sites: readonly NamedSite[]): ForecastModel {
  const regions = [...new Set(scenario.sites.map(({ region }) => region))];
  return {
    horizon: scenario.horizonDays,
    startDay: epochDayOf(scenario.start as IsoDate),
    recruitment: compileRecruitment(scenario, sites, regions),
    randomization: compileRandomization(scenario, sites),
    schedule: compileSchedule(scenario),
    present: presentOf(scenario, sites),
    supply: compileSupply(scenario, sites),
  };
}

function presentOf(
  scenario: ForecastScenario,
  sites: readonly NamedSite[],
): ForecastModel['present'] {
  const { subjects, arms, visits, titration } = scenario;
  const at = new Map(sites.map(({ name }, i) => [name, i]));
  return subjects.present.flatMap(({ site, arm, randomized, nextVisit, dose }) => {
    if (nextVisit === null) return [];
    const level = dose ?? titration?.start;
    return [
      {
        site: at.get(site) as number,
        arm: arms.findIndex(({ id }) => id === arm),
        randomizedDay: dayIn(scenario, randomized),
        nextVisit: visits.findIndex(({ id }) => id === nextVisit),
        dose: Math.max(0, titration?.levels.indexOf(level ?? '') ?? 0),
      },
    ];
  });
}
