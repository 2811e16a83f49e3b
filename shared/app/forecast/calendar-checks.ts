import { epochDayOf, isoDateFromEpochDay } from '../../base/iso-date.ts';
import type { IsoDate } from '../../base/iso-date.ts';
import type { ForecastScenario } from '../../contracts/forecast-scenario.ts';
import type { DefinitionPath, UnplacedIssue } from '../../domain/study/definition-issue.ts';
import { weekdayOf } from '../../engine/supply/resupply/calendar.ts';
import { issue, warning } from './scenario-issue.ts';
import type { ScenarioWarning } from './scenario-issue.ts';

/** Days in a row without shipments that hardly any calendar means. */
const LONG = 21;
/** Every weekday comes within it. */
const WEEK = 7;

/** Days on which something happens: on these weekdays, but for those off. */
interface Days {
  readonly path: DefinitionPath;
  readonly what: string;
  readonly weekdays: readonly number[];
  readonly off: readonly string[];
}

/** When runs take place, depots hand over, and each country receives; each with the place of its days off. */
function daysOf({ resupply }: ForecastScenario): readonly Days[] {
  const { runWeekdays, workWeekdays, holidays } = resupply.calendar;
  const path = ['resupply', 'calendar', 'holidays'];
  return [
    { path, what: 'no resupply run takes place', weekdays: runWeekdays, off: holidays },
    { path, what: 'no depot hands over', weekdays: workWeekdays, off: holidays },
    ...resupply.countries.flatMap(({ country, holidays: own }, i) =>
      own === undefined
        ? []
        : [
            {
              path: ['resupply', 'countries', i, 'holidays'],
              what: `no site in ${country} receives anything`,
              weekdays: workWeekdays,
              off: [...holidays, ...own],
            },
          ],
    ),
  ];
}

/** Rows of days of the forecast without any day that counts, as [first, last]; weekdays alone make none of `LONG`. */
function idleRows({ start, horizonDays }: ForecastScenario, { weekdays, off }: Days) {
  const first = epochDayOf(start as IsoDate);
  const isOff = new Set(off);
  const rows: (readonly [number, number])[] = [];
  let from = first;
  for (let day = first; day <= first + horizonDays; day++) {
    const isEnd = day === first + horizonDays;
    if (!isEnd && (!weekdays.includes(weekdayOf(day)) || isOff.has(isoDateFromEpochDay(day)))) {
      continue;
    }
    if (day > from) rows.push([from, day - 1]);
    from = day + 1;
  }
  return rows;
}

/** Each row once, with the first that explains it. */
function standstills(scenario: ForecastScenario) {
  const found = new Map<
    string,
    { readonly days: Days; readonly from: number; readonly to: number }
  >();
  for (const days of daysOf(scenario)) {
    for (const [from, to] of idleRows(scenario, days)) {
      if (!found.has(`${from} ${to}`)) found.set(`${from} ${to}`, { days, from, to });
    }
  }
  return [...found.values()];
}

/** Holidays that leave no day at all on which kits could move. */
export const calendarIssues = (scenario: ForecastScenario): readonly UnplacedIssue[] =>
  standstills(scenario).flatMap(({ days, from, to }) =>
    to - from + 1 === scenario.horizonDays && scenario.horizonDays >= WEEK
      ? [
          issue(
            days.path,
            `${days.off.length} days, so that ${days.what} in the whole forecast`,
            'days off that leave others',
            'Take holidays out.',
          ),
        ]
      : [],
  );

/** Long rows of days off. */
export const calendarWarnings = (scenario: ForecastScenario): readonly ScenarioWarning[] =>
  standstills(scenario)
    .filter(({ from, to }) => to - from + 1 > LONG)
    .map(({ days, from, to }) =>
      warning(
        days.path,
        'long-standstill',
        `From ${isoDateFromEpochDay(from)} to ${isoDateFromEpochDay(to)} ${days.what}.`,
      ),
    );
