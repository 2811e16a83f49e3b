import { isoDateFromEpochDay } from '../../base/iso-date.ts';
import type { LastDay } from '../../contracts/kits.ts';
import { effectiveDoNotDays } from '../../domain/lot/do-not-days.ts';
import type { EffectiveDays, KitPurpose } from '../../domain/lot/do-not-days.ts';
import type {
  CountryCode,
  SiteId,
  StudyDefinition,
  VisitId,
} from '../../domain/study/study-definition.ts';
import { lastAllowedDay } from '../../engine/supply/kit-selection.ts';
import type { PlaceRecord } from '../../store/queries/places.ts';
import { doNotDaysAt } from './stock-cells.ts';

/** Where and when a date is judged. */
export interface JudgedAt {
  readonly definition: StudyDefinition;
  readonly place: PlaceRecord;
  /** Today at the place, as an epoch day. */
  readonly today: number;
}

const lastDayOf = (at: JudgedAt, expiryDay: number, { days, origin }: EffectiveDays): LastDay => {
  const { isBoundaryDayAllowed } = at.definition.selection;
  const day = lastAllowedDay(expiryDay, days, isBoundaryDayAllowed);
  return { day: isoDateFromEpochDay(day), days, origin, isOver: day < at.today };
};

/** The last day for a purpose at a place, in its zone, with the setting that it follows from. */
export const lastDayAt = (at: JudgedAt, purpose: KitPurpose, expiryDay: number): LastDay =>
  lastDayOf(at, expiryDay, doNotDaysAt(at.definition, at.place, purpose));

/** All three of them. */
export const lastDaysAt = (at: JudgedAt, expiryDay: number) => ({
  ship: lastDayAt(at, 'ship', expiryDay),
  count: lastDayAt(at, 'count', expiryDay),
  dispense: lastDayAt(at, 'dispense', expiryDay),
});

/** Visits that state days of their own for dispensing, with the last day at a site. */
export function lastDaysOfVisits(at: JudgedAt, expiryDay: number) {
  const { definition, place } = at;
  if (place.kind !== 'site') return [];
  return definition.selection.overrides.visits.flatMap(({ visit, doNotDispense }) => {
    if (doNotDispense === undefined) return [];
    const days = effectiveDoNotDays(definition.selection, 'dispense', {
      country: place.country as CountryCode,
      site: place.code as SiteId,
      visit: visit as VisitId,
    });
    const name = definition.visits.find(({ id }) => id === visit)?.name ?? visit;
    return [{ visit: visit as string, name, dispense: lastDayOf(at, expiryDay, days) }];
  });
}
