import type { IsoDate } from '../../base/iso-date.ts';
import { addDays } from '../../base/iso-date.ts';
import type {
  CountryCode,
  DoNotDays,
  SelectionSettings,
  SiteId,
  VisitId,
} from '../study/study-definition.ts';

/** What a kit is wanted for; each has its own window before expiry. */
export type KitPurpose = 'ship' | 'count' | 'dispense';

/** Where a value in force was stated. */
export type DoNotOrigin = 'study' | 'country' | 'site' | 'visit';

export interface EffectiveDays {
  readonly days: number;
  readonly origin: DoNotOrigin;
}

/** Narrowing facts; each is optional because a depot has no site and shipping has no visit. */
export interface DoNotContext {
  readonly country?: CountryCode;
  readonly site?: SiteId;
  readonly visit?: VisitId;
}

const settingOf: Readonly<Record<KitPurpose, keyof DoNotDays>> = {
  ship: 'doNotShip',
  count: 'doNotCount',
  dispense: 'doNotDispense',
};

/** The days in force for a purpose, and which of study, country, site or visit states them (narrowest wins). */
export function effectiveDoNotDays(
  settings: SelectionSettings,
  purpose: KitPurpose,
  context: DoNotContext = {},
): EffectiveDays {
  const { overrides } = settings;
  const setting = settingOf[purpose];
  const stated: readonly (readonly [DoNotOrigin, Partial<DoNotDays> | undefined])[] = [
    ['visit', overrides.visits.find(({ visit }) => visit === context.visit)],
    ['site', overrides.sites.find(({ site }) => site === context.site)],
    ['country', overrides.countries.find(({ country }) => country === context.country)],
  ];
  for (const [origin, row] of stated) {
    const days = row?.[setting];
    if (days !== undefined) return { days, origin };
  }
  return { days: settings.study[setting], origin: 'study' };
}

/**
 * The last calendar day, in the place's zone, on which a purpose is still allowed. A kit may be used
 * up to and including its expiry day; with `days` before expiry that day is `expiry − days`, and one
 * day earlier when the boundary day is not allowed.
 */
export const lastDayFor = (expiry: IsoDate, days: number, isBoundaryDayAllowed: boolean): IsoDate =>
  addDays(expiry, -days - (isBoundaryDayAllowed ? 0 : 1));

/** Derived from the clock, never stored: true once the expiry day has ended at the place (`today` in its zone). */
export const isExpired = (expiry: IsoDate, today: IsoDate): boolean => today > expiry;
