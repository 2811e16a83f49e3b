import { transportDays } from '../supply/resupply/calendar.ts';
import type { SupplyCalendar } from '../supply/resupply/calendar.ts';
import { nextRunDay } from '../supply/resupply/calendar.ts';
import { firstShippableExpiry } from '../supply/kit-selection.ts';
import type { ForecastModel } from './model.ts';

/** No day of the forecast. */
const NONE = 0x3fffffff;
/** Transports longer than this are not looked up; scenarios allow fewer days. */
const LONGEST = 420;

/** Runs and transports by day, asked of the calendar once. */
export class Ways {
  /** The first run on this day or later; beyond the horizon when there is none. */
  readonly nextRun: Int32Array;
  /** Day on which what is ordered in the run of a day leaves its depot. */
  readonly dispatch: Int32Array;
  /** Days from handing over, when the depot works, to the next day on which the site receives, by its holidays. */
  private readonly receiving: readonly Int32Array[];
  /** By site: days the rule reckons with for a transport, and days from its begin and its end to the first expiry. */
  private readonly leadDays: Int32Array;
  private readonly daysFromDispatch: Int32Array;
  private readonly daysFromArrival: Int32Array;

  constructor(model: ForecastModel) {
    const { horizon, startDay, supply } = model;
    const calendar: SupplyCalendar = { ...supply.calendar, leadDays: 0 };
    this.nextRun = new Int32Array(horizon);
    this.dispatch = new Int32Array(horizon);
    for (let day = 0; day < horizon; day++) {
      this.nextRun[day] = (nextRunDay(calendar, startDay + day) ?? NONE + startDay) - startDay;
      const way = transportDays(calendar, { day: startDay + day, minute: supply.runMinute });
      this.dispatch[day] = way === null ? NONE : way.dispatch - startDay;
    }
    this.receiving = receivingDays(model, calendar);
    const { isBoundaryDayAllowed, sites } = supply;
    this.leadDays = Int32Array.from(sites, ({ leadDays }) => leadDays);
    // The later of two days, each of which moves with its own: so one alone is what the rule says when the other is long past.
    this.daysFromDispatch = Int32Array.from(sites, (site) =>
      firstShippableExpiry({ ...site, isBoundaryDayAllowed, dispatchDay: 0, arrivalDay: -NONE }),
    );
    this.daysFromArrival = Int32Array.from(sites, (site) =>
      firstShippableExpiry({ ...site, isBoundaryDayAllowed, dispatchDay: -NONE, arrivalDay: 0 }),
    );
  }

  /** Day of arrival of what leaves on a day and takes that long. */
  arrival(site: number, dispatch: number, leadDays: number): number {
    const days = this.receiving[site] as Int32Array;
    const handed = dispatch + leadDays;
    return handed < days.length ? (days[handed] as number) : handed;
  }

  /** The first expiry that may be sent to a site in the run of a day; nothing may when no transport leaves. */
  firstExpiry(site: number, run: number): number {
    const dispatchDay = this.dispatch[run] as number;
    if (dispatchDay >= NONE) return NONE;
    const arrivalDay = this.arrival(site, dispatchDay, this.leadDays[site] as number);
    const bySending = dispatchDay + (this.daysFromDispatch[site] as number);
    const onArrival = arrivalDay + (this.daysFromArrival[site] as number);
    return bySending > onArrival ? bySending : onArrival;
  }
}

/** By site, the first day from each day on which it receives; sites without holidays of their own share it. */
function receivingDays(model: ForecastModel, calendar: SupplyCalendar): readonly Int32Array[] {
  const known = new Map<string, Int32Array>();
  const days = model.horizon + LONGEST;
  return model.supply.sites.map(({ arrivalHolidays }) => {
    const key = arrivalHolidays.join(' ');
    const found = known.get(key);
    if (found !== undefined) return found;
    const own: SupplyCalendar = {
      ...calendar,
      holidays: [...calendar.holidays, ...arrivalHolidays],
      cutOffMinute: 24 * 60,
    };
    const column = Int32Array.from({ length: days }, (_, day) => {
      const way = transportDays(own, { day: model.startDay + day, minute: 0 });
      return way === null ? NONE : way.dispatch - model.startDay;
    });
    known.set(key, column);
    return column;
  });
}
