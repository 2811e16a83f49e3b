import type { IsoDate } from '../../base/iso-date.ts';
import { addDays } from '../../base/iso-date.ts';
import type { StudyDefinition } from '../../domain/study/study-definition.ts';

/** A visit that may still need kits; the window is in days of the site. */
export interface NextVisit {
  readonly visit: string;
  readonly name: string;
  readonly from: IsoDate;
  readonly until: IsoDate;
  readonly overdue: boolean;
}

/**
 * Visits after the last one with kits at which any arm gets kits, in schedule order. That another arm's
 * visits count too keeps the answer the same for every arm.
 */
export function nextVisits(
  definition: StudyDefinition,
  subject: { readonly randomizationDay: IsoDate; readonly visits: readonly string[] },
  today: IsoDate,
): readonly NextVisit[] {
  const start = definition.visits.find(({ isRandomization }) => isRandomization)?.day ?? 0;
  const withKits = new Set<string>(definition.visitKits.map(({ visit }) => visit));
  const had = definition.visits.filter(({ id }) => subject.visits.includes(id));
  const last = Math.max(start, ...had.map(({ day }) => day));
  return definition.visits
    .filter(({ id, day }) => day > last && withKits.has(id))
    .toSorted((a, b) => a.day - b.day)
    .map((visit) => {
      const day = addDays(subject.randomizationDay, visit.day - start);
      const until = addDays(day, visit.windowAfter);
      return {
        visit: visit.id,
        name: visit.name,
        from: addDays(day, -visit.windowBefore),
        until,
        overdue: today > until,
      };
    });
}
