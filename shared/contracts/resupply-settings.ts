import { z } from 'zod';
import { count, identifier, isoDate, line } from './common.ts';

export const whole = (least: number, most: number) => z.number().int().min(least).max(most);
const levels = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('min-max'), trigger: count, ceiling: count }),
  z.strictObject({
    kind: z.literal('predictive'),
    triggerDays: whole(0, 1000),
    resupplyDays: whole(0, 1000),
    buffer: count,
  }),
]);
/** Values of one kit type at a site. */
export const lineValues = {
  levels,
  packSize: whole(1, 5000),
  packRounding: z.enum(['down', 'up']),
  initialStock: whole(0, 5000),
};
/** Values of a site, with those of its kit types. */
export const siteValues = {
  triggersAt: z.enum(['below', 'at-or-below']),
  scope: z.enum(['all-types', 'triggered-types']),
  pooling: z.enum(['by-type', 'all-types']),
  demandOf: z.enum(['own-arm', 'all-arms']),
  initialOn: z.enum(['activation', 'first-screened', 'first-randomized']),
  newSubjectsPerDay: z.number().min(0).max(1000),
  dropoutPerDay: z.number().min(0).max(1),
  minimumShelfLifeDays: whole(0, 2000),
  leadDays: whole(0, 90),
  ...lineValues,
};
const weekdays = z.array(whole(1, 7)).min(1).max(7);
const holidays = z.array(isoDate).max(2000);
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of the day as HH:MM');
const someValues = z.strictObject(siteValues).partial();

/** The settings of a study with what differs by region, country, site and kit type. */
export const resupplySettings = z.strictObject({
  study: z.strictObject(siteValues),
  calendar: z.strictObject({
    runWeekdays: weekdays,
    workWeekdays: weekdays,
    holidays,
    cutOff: timeOfDay,
    runAt: timeOfDay.optional(),
  }),
  regions: z
    .array(someValues.extend({ region: line(60) }))
    .max(300)
    .optional(),
  countries: z
    .array(someValues.extend({ country: line(2), holidays: holidays.optional() }))
    .max(300)
    .default([]),
  sites: z
    .array(someValues.extend({ site: line(40) }))
    .max(5000)
    .default([]),
  kitTypes: z
    .array(
      z
        .strictObject(lineValues)
        .partial()
        .extend({ kitType: identifier, site: line(40).optional() }),
    )
    .max(20_000)
    .default([]),
});
