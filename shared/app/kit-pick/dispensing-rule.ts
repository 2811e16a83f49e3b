import type { PurposeFacts } from '../../domain/kit/kit-selection.ts';
import { effectiveDoNotDays } from '../../domain/lot/do-not-days.ts';
import { localDay } from '../../domain/place/local-day.ts';
import type {
  CountryCode,
  SiteId,
  StudyDefinition,
  VisitId,
} from '../../domain/study/study-definition.ts';
import type { PlaceFacts } from '../../store/queries/allocation-facts.ts';
import type { Moment } from '../ports.ts';

/** Do-not-dispense as it holds for a visit at a site, on the site's own day. */
export function dispensingRule(given: {
  readonly definition: StudyDefinition;
  readonly site: PlaceFacts;
  readonly visit: string;
  readonly now: Moment;
}): PurposeFacts {
  const { selection } = given.definition;
  const { days, origin } = effectiveDoNotDays(selection, 'dispense', {
    country: given.site.country as CountryCode,
    site: given.site.code as SiteId,
    visit: given.visit as VisitId,
  });
  return {
    purpose: 'dispense',
    day: localDay(given.now.instant, given.site.zone),
    doNotDays: days,
    origin,
    isBoundaryDayAllowed: selection.isBoundaryDayAllowed,
  };
}
