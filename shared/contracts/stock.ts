import { z } from 'zod';
import { count, file, isoDate, line, nothing } from './common.ts';
import { lastDay } from './kits.ts';
import { define } from './procedure.ts';

const cell = z.strictObject({
  /** On the shelf and inside its window: of dispensing at a site, of shipping at a depot. */
  available: count,
  /** On the shelf and not past do-not-count: what resupply and days of supply go by. */
  counted: count,
  /** Of the available ones, those whose last day is near. */
  ending: count,
  /** On the shelf, but past the last day, by expiry or by the stability budget. */
  past: count,
  /** Of those past the last day, the kits whose expiry would still allow them. */
  outOfBudget: count,
  inTransit: count,
  /** Quarantined, of a lot on hold, or waiting for a new label. */
  quarantined: count,
  /** In the weeks that days of supply look back on. */
  dispensed: count,
  /** Whole days that the available kits last at that rate; null when nothing was dispensed. */
  days: z.number().int().nullable(),
});
export type StockCell = z.infer<typeof cell>;

const placeRow = z.strictObject({
  place: z.string(),
  name: z.string(),
  kind: z.enum(['depot', 'site']),
  zone: z.string(),
  status: z.string(),
  total: cell,
  /** One a kit type of the study, in its order; empty for a blinded person. */
  byType: z.array(cell),
});
export type StockPlaceRow = z.infer<typeof placeRow>;

const lotRow = z.strictObject({
  lot: z.string(),
  expiry: isoDate,
  /** Null for a blinded person: one row a lot. */
  kitType: z.string().nullable(),
  shelf: count,
  /** Of those on the shelf, the kits that their stability budget alone keeps from use: shipping, or dispensing at a site. */
  outOfBudget: count,
  inTransit: count,
  quarantined: count,
  ship: lastDay,
  count: lastDay,
  dispense: lastDay,
});
export type StockLotRow = z.infer<typeof lotRow>;

export const stockContracts = {
  'stock.matrix': define({
    kind: 'query',
    summary: 'What every place holds, by kit type for holders of the key, with days of supply.',
    input: nothing,
    output: z.strictObject({
      unblinded: z.boolean(),
      kitTypes: z.array(z.string()),
      /** How far days of supply look back, and what counts as near its last day. */
      rule: z.strictObject({ lookBackDays: z.number().int(), endingDays: z.number().int() }),
      places: z.array(placeRow),
      total: cell,
      totalByType: z.array(cell),
    }),
    roles: 'signed-in',
  }),
  'stock.place': define({
    kind: 'query',
    summary: 'The lots that a place holds, each with its last day to ship, count and dispense.',
    input: z.strictObject({ place: line(40) }),
    output: z.strictObject({
      unblinded: z.boolean(),
      place: placeRow,
      today: isoDate,
      lots: z.array(lotRow),
    }),
    roles: 'signed-in',
  }),
  'stock.export': define({
    kind: 'query',
    summary: 'The stock of every place as CSV or XLSX.',
    input: z.strictObject({ format: z.enum(['csv', 'xlsx']).default('csv') }),
    output: file,
    roles: 'signed-in',
  }),
} as const;
