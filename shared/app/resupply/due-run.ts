import { epochDayOf } from '../../base/iso-date.ts';
import type { IsoDate } from '../../base/iso-date.ts';
import type { Instant } from '../../base/instant.ts';
import { localDay } from '../../domain/place/local-day.ts';
import type { ResupplySettings } from '../../domain/stock/resupply-settings.ts';
import { nextRunDay } from '../../engine/supply/resupply/calendar.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import { lastRunAt, resupplySettings } from '../../store/queries/resupply-facts.ts';
import type { QueryContext } from '../handlers.ts';
import { calendarOf } from './propose-run.ts';

type Where = Pick<QueryContext, 'db' | 'now'>;

const depotZone = ({ db }: Where): string =>
  currentDefinition(db).definition.depots[0]?.zone ?? 'UTC';

/** The day of runs: that of the first depot. */
export const depotDay = (context: Where): IsoDate =>
  localDay(context.now.instant, depotZone(context));

/** Whether today is a day of runs and none was made; false without settings. */
export function isRunDue(context: Where): boolean {
  const inForce = resupplySettings<ResupplySettings>(context.db);
  if (inForce === null) return false;
  const today = depotDay(context);
  const last = lastRunAt(context.db);
  const isDone = last !== null && localDay(last as Instant, depotZone(context)) === today;
  const day = epochDayOf(today);
  return !isDone && nextRunDay(calendarOf(inForce.body.settings, 0), day) === day;
}
