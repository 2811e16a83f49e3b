import type { Instant } from '../../base/instant.ts';
import { dateInWords } from '../../base/iso-date.ts';
import type { IsoDate } from '../../base/iso-date.ts';
import { localDay } from '../../domain/place/local-day.ts';
import type { StudyDefinition } from '../../domain/study/study-definition.ts';
import type { PlaceFacts, SubjectFacts } from '../../store/queries/allocation-facts.ts';
import { kitSchedule, visitWindow } from '../queries/next-visits.ts';
import type { Moment } from '../ports.ts';

/** The window that a visit was dispensed outside of, in days of the site. */
export interface OutsideWindow {
  readonly from: IsoDate;
  readonly until: IsoDate;
}

/** The window of a visit when today is not in it; null inside it and for a visit that has none. */
export function outsideWindow(
  definition: StudyDefinition,
  given: {
    readonly subject: SubjectFacts;
    readonly site: PlaceFacts;
    readonly visit: string;
    readonly now: Moment;
  },
): OutsideWindow | null {
  const schedule = kitSchedule(definition);
  const visit = schedule.visits.find(({ id }) => id === given.visit);
  if (visit === undefined) return null;
  const { zone } = given.site;
  const today = localDay(given.now.instant, zone);
  const randomization = localDay(given.subject.randomizedAt as Instant, zone);
  const { from, until } = visitWindow(schedule, visit, { randomization, today });
  return today < from || today > until ? { from, until } : null;
}

/** What the entry says of it: the window, and why the kits were given all the same. */
export const outsideInWords = (
  { from, until }: OutsideWindow,
  reason: string | undefined,
): string =>
  `Outside the visit's window, ${dateInWords(from)} to ${dateInWords(until)}: ${reason ?? 'no reason was given'}`;
