import { epochDayOf, isoDateFromEpochDay } from '../../base/iso-date.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { ResupplySettings } from '../../domain/stock/resupply-settings.ts';
import { nextRunDay } from '../../engine/supply/resupply/calendar.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';
import type { QueryHandler } from '../handlers.ts';
import { requireSealer } from '../require-sealer.ts';
import { depotDay } from './due-run.ts';
import { calendarOf, proposeRun } from './propose-run.ts';
import { settingsInForce, settingsRefusal } from './settings.ts';

export const proposeResupply: QueryHandler<'resupply.propose'> = (context, input) => {
  const chosen = chosenSettings(context.db, input.settings);
  if (!chosen.ok) return chosen;
  const { entry, settings } = chosen.value;
  const sealer = requireSealer(context);
  const sites = proposeRun({ ...context, sealer }, settings, input.sites);
  if (!sites.ok) return sites;
  const today = depotDay(context);
  const next = nextRunDay(calendarOf(settings, 0), epochDayOf(today));
  return ok({
    settingsEntry: entry,
    today,
    nextRun: next === null ? null : isoDateFromEpochDay(next),
    sites: [...sites.value],
  });
};

/** The settings given, checked like those to be signed, or those in force. */
export function chosenSettings(
  db: SqlDatabase,
  given: ResupplySettings | undefined,
): Result<{ readonly entry: number | null; readonly settings: ResupplySettings }, Refusal> {
  if (given !== undefined) {
    const wrong = settingsRefusal(currentDefinition(db).definition, given);
    return wrong === null ? ok({ entry: null, settings: given }) : err(wrong);
  }
  const inForce = settingsInForce(db);
  if (!inForce.ok) return inForce;
  return ok({ entry: inForce.value.entry, settings: inForce.value.body.settings });
}
