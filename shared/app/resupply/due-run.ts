import { epochMsOf } from '../../base/instant.ts';
import type { Instant } from '../../base/instant.ts';
import { epochDayOf, isoDateFromEpochDay } from '../../base/iso-date.ts';
import type { IsoDate } from '../../base/iso-date.ts';
import { localDay, offsetMinutesAt } from '../../domain/place/local-day.ts';
import { defaultRunAt } from '../../domain/stock/resupply-settings.ts';
import type { ResupplySettings } from '../../domain/stock/resupply-settings.ts';
import { nextRunDay } from '../../engine/supply/resupply/calendar.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import { lastRunAt, resupplySettings } from '../../store/queries/resupply-facts.ts';
import type { QueryContext } from '../handlers.ts';
import { calendarOf, minuteOf } from './propose-run.ts';

type Where = Pick<QueryContext, 'db' | 'now'>;

const depotZone = ({ db }: Where): string =>
  currentDefinition(db).definition.depots[0]?.zone ?? 'UTC';

/** The day of runs: that of the first depot. */
export const depotDay = (context: Where): IsoDate =>
  localDay(context.now.instant, depotZone(context));

function depotMinute(context: Where): number {
  const { instant } = context.now;
  const minutes =
    Math.floor(epochMsOf(instant) / 60_000) + offsetMinutesAt(instant, depotZone(context));
  return ((minutes % 1440) + 1440) % 1440;
}

/** When runs are due. */
export interface RunSchedule {
  /** A run of today is due at this moment and was not made. */
  readonly isDue: boolean;
  /** The next day of a run, today included unless it was made. */
  readonly nextRun: IsoDate | null;
  /** HH:MM at the first depot. */
  readonly runAt: string;
}

/** The schedule of the settings in force; without settings nothing is due. */
export function runSchedule(context: Where): RunSchedule {
  const inForce = resupplySettings<ResupplySettings>(context.db);
  if (inForce === null) return { isDue: false, nextRun: null, runAt: defaultRunAt };
  const { settings } = inForce.body;
  const runAt = settings.calendar.runAt ?? defaultRunAt;
  const today = depotDay(context);
  const last = lastRunAt(context.db);
  const isDone = last !== null && localDay(last as Instant, depotZone(context)) === today;
  const day = epochDayOf(today);
  const next = nextRunDay(calendarOf(settings, 0), isDone ? day + 1 : day);
  return {
    isDue: next === day && depotMinute(context) >= minuteOf(runAt),
    nextRun: next === null ? null : isoDateFromEpochDay(next),
    runAt,
  };
}

/** Whether today is a day of runs, its hour has come, and none was made; false without settings. */
export const isRunDue = (context: Where): boolean => runSchedule(context).isDue;
