import type { IsoDate } from '../../base/iso-date.ts';
import { addDays } from '../../base/iso-date.ts';
import type { StudyDefinition, Visit } from '../../domain/study/study-definition.ts';

/** A visit that may still need kits; the window is in days of the site. */
export interface NextVisit {
  readonly visit: string;
  readonly name: string;
  readonly from: IsoDate;
  readonly until: IsoDate;
  readonly overdue: boolean;
}

/** The schedule of kits: visits at which any arm gets some, in order, with days counted from randomization. */
export interface KitSchedule {
  readonly visits: readonly Visit[];
  readonly dayOf: ReadonlyMap<string, number>;
}

/** That another arm's visits count too keeps every answer the same for every arm. */
export function kitSchedule(definition: StudyDefinition): KitSchedule {
  const start = definition.visits.find(({ isRandomization }) => isRandomization)?.day ?? 0;
  const withKits = new Set<string>(definition.visitKits.map(({ visit }) => visit));
  return {
    visits: definition.visits
      .filter(({ id, day }) => day > start && withKits.has(id))
      .toSorted((a, b) => a.day - b.day),
    dayOf: new Map(definition.visits.map(({ id, day }) => [id, day - start])),
  };
}

/** Visits with kits after the last one of those that a subject had. */
export function visitsAhead(schedule: KitSchedule, had: readonly string[]): readonly Visit[] {
  let last = 0;
  for (const visit of had) last = Math.max(last, schedule.dayOf.get(visit) ?? 0);
  return visitsAfter(schedule, last);
}

/** Visits with kits after a day, counted from randomization. */
export const visitsAfter = (schedule: KitSchedule, day: number): readonly Visit[] =>
  schedule.visits.filter(({ id }) => (schedule.dayOf.get(id) ?? 0) > day);

/** The window of a visit for a subject, and whether it is over today. */
export function visitWindow(
  schedule: KitSchedule,
  visit: Visit,
  days: { readonly randomization: IsoDate; readonly today: IsoDate },
): NextVisit {
  const day = addDays(days.randomization, schedule.dayOf.get(visit.id) ?? 0);
  const until = addDays(day, visit.windowAfter);
  return {
    visit: visit.id,
    name: visit.name,
    from: addDays(day, -visit.windowBefore),
    until,
    overdue: days.today > until,
  };
}
