/** When runs and transports happen. Days are days since 1970-01-01; weekdays are 1 Monday to 7 Sunday. */
export interface SupplyCalendar {
  readonly runWeekdays: readonly number[];
  /** Weekdays on which the depot hands over and the site receives. */
  readonly workWeekdays: readonly number[];
  /** Days on which nobody works. */
  readonly holidays: readonly number[];
  /** Further days on which the site receives nothing. */
  readonly arrivalHolidays?: readonly number[];
  /** A run after this minute of the day leaves on the next working day. */
  readonly cutOffMinute: number;
  /** Days from handing over to arrival. */
  readonly leadDays: number;
}

/** 1 Monday … 7 Sunday; 1970-01-01 was a Thursday. */
export const weekdayOf = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1;

/** A year is longer than any row of days off: a calendar that offers no day within it has none. */
const longestSearch = 366;

function nextMatching(from: number, matches: (day: number) => boolean): number | null {
  for (let day = from; day < from + longestSearch; day += 1) if (matches(day)) return day;
  return null;
}

const worksOn =
  (calendar: SupplyCalendar) =>
  (day: number): boolean =>
    calendar.workWeekdays.includes(weekdayOf(day)) && !calendar.holidays.includes(day);

/** The first day from `day` on which a run takes place, or null when the calendar has none. */
export const nextRunDay = (calendar: SupplyCalendar, day: number): number | null =>
  nextMatching(
    day,
    (one) => calendar.runWeekdays.includes(weekdayOf(one)) && !calendar.holidays.includes(one),
  );

/** Days on which a run at this day and minute leaves and arrives, or null when the calendar has no working day. */
export function transportDays(
  calendar: SupplyCalendar,
  run: { readonly day: number; readonly minute: number },
): { readonly dispatch: number; readonly arrival: number } | null {
  const works = worksOn(calendar);
  const isLate = run.minute > calendar.cutOffMinute;
  const dispatch = nextMatching(run.day + (isLate ? 1 : 0), works);
  if (dispatch === null) return null;
  const receives = (day: number): boolean =>
    works(day) && calendar.arrivalHolidays?.includes(day) !== true;
  const arrival = nextMatching(dispatch + calendar.leadDays, receives);
  return arrival === null ? null : { dispatch, arrival };
}
