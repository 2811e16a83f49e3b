import type { ForecastScenario } from '../../contracts/forecast-scenario.ts';
import type { ScheduleModel } from '../../engine/forecast/model.ts';

/** Visits, kits, titration and departures in the numbers of the engine. */
export function compileSchedule(scenario: ForecastScenario): ScheduleModel {
  const { visits, arms, subjects, titration } = scenario;
  const levels = titration?.levels ?? ['all'];
  const start = levels.map((level) => (level === (titration?.start ?? 'all') ? 1 : 0));
  const steps = titration?.steps ?? [[1]];
  return {
    windowStart: visits.map(({ day, windowBefore }) => Math.max(0, day - windowBefore)),
    windowEnd: visits.map(({ day, windowAfter }) => day + windowAfter),
    plannedDay: visits.map(({ day }) => day),
    isOnPlannedDay: subjects.visitDay === 'planned',
    skip: visits.map(({ skip }) => skip),
    late: subjects.late,
    lateDays: subjects.lateDays,
    kits: visits.map(({ id }) =>
      arms.map((arm) => levels.map((level) => kitsOf(scenario, id, arm.id, level))),
    ),
    titration: {
      levels: levels.length,
      start: arms.map(() => start),
      steps: arms.map(() => steps),
      isTitrated: visits.map(({ isTitrated }) => isTitrated),
    },
    dropoutPerDay: arms.map(
      ({ id }) =>
        subjects.dropoutByArm.find(({ arm }) => arm === id)?.dropoutPerDay ??
        subjects.dropoutPerDay,
    ),
    replacement: subjects.replacement,
  };
}

function kitsOf(
  { dispensing, kitTypes }: ForecastScenario,
  visit: string,
  arm: string,
  level: string,
): readonly number[] {
  const rows = dispensing.filter(
    (row) =>
      row.arm === arm &&
      (row.visits === undefined || row.visits.includes(visit)) &&
      (row.dose === undefined || row.dose === level),
  );
  return kitTypes.map(({ id }) =>
    rows
      .flatMap(({ kits }) => kits)
      .filter(({ kitType }) => kitType === id)
      .reduce((sum, { count }) => sum + count, 0),
  );
}
