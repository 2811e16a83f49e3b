import { describe, expect, it } from 'vitest';
import { epochDayOf } from '../../../../../shared/base/iso-date.ts';
import type { IsoDate } from '../../../../../shared/base/iso-date.ts';
import {
  nextRunDay,
  transportDays,
  weekdayOf,
} from '../../../../../shared/engine/supply/resupply/calendar.ts';
import type { SupplyCalendar } from '../../../../../shared/engine/supply/resupply/calendar.ts';

const day = (text: string): number => epochDayOf(text as IsoDate);
const calendar: SupplyCalendar = {
  runWeekdays: [1, 4],
  workWeekdays: [1, 2, 3, 4, 5],
  holidays: [day('2026-12-25')],
  cutOffMinute: 14 * 60,
  leadDays: 2,
};

describe('the supply calendar', () => {
  it('knows its weekdays', () => {
    expect(weekdayOf(day('1970-01-01'))).toBe(4);
    expect(weekdayOf(day('2026-11-22'))).toBe(7);
    expect(weekdayOf(day('1969-12-29'))).toBe(1);
  });

  it('runs on its days and not on holidays', () => {
    expect(nextRunDay(calendar, day('2026-11-24'))).toBe(day('2026-11-26'));
    expect(nextRunDay({ ...calendar, runWeekdays: [5] }, day('2026-12-25'))).toBe(
      day('2027-01-01'),
    );
    expect(nextRunDay({ ...calendar, runWeekdays: [] }, day('2026-11-24'))).toBeNull();
  });

  it('leaves the same day until the cut-off, and arrives on a working day', () => {
    const tuesday = day('2026-11-24');
    expect(transportDays(calendar, { day: tuesday, minute: 14 * 60 })).toEqual({
      dispatch: tuesday,
      arrival: day('2026-11-26'),
    });
    expect(transportDays(calendar, { day: tuesday, minute: 14 * 60 + 1 })).toEqual({
      dispatch: day('2026-11-25'),
      arrival: day('2026-11-27'),
    });
    // Thursday + 2 days is a Saturday
    expect(transportDays(calendar, { day: day('2026-11-26'), minute: 0 })).toEqual({
      dispatch: day('2026-11-26'),
      arrival: day('2026-11-30'),
    });
    // Wednesday before a holiday Friday: Monday
    expect(transportDays(calendar, { day: day('2026-12-23'), minute: 0 })?.arrival).toBe(
      day('2026-12-28'),
    );
    // The site's own holiday: the depot hands over, the site receives a day later
    const abroad = { ...calendar, arrivalHolidays: [day('2026-11-26')] };
    expect(transportDays(abroad, { day: tuesday, minute: 0 })).toEqual({
      dispatch: tuesday,
      arrival: day('2026-11-27'),
    });
    const never = { ...calendar, workWeekdays: [] };
    expect(transportDays(never, { day: tuesday, minute: 0 })).toBeNull();
  });
});
