import { z } from 'zod';
import { amount, country, day, days, id, kits, share, whole } from './scenario-fields.ts';

/** What there is to give. */
export const lot = z.strictObject({
  id: id('Id of the lot; of a packaging campaign that is planned as well'),
  kitType: id('Kit type'),
  depot: id('Depot that it comes to'),
  kits: kits('Kits'),
  release: day('Day from which the depot can send it'),
  expiry: day('Last day of use'),
  notFor: z
    .array(country)
    .max(300)
    .describe(
      'Countries that it may not be sent to, such as those that have not approved its expiry',
    )
    .optional(),
});

const doNot = {
  doNotShip: days('Days before expiry from which a kit is not shipped'),
  doNotCount: days('… not counted as stock'),
  doNotDispense: days('… not dispensed'),
};
const someDoNot = {
  doNotShip: doNot.doNotShip.optional(),
  doNotCount: doNot.doNotCount.optional(),
  doNotDispense: doNot.doNotDispense.optional(),
};
/** What may still be shipped, counted and dispensed. */
export const selection = z.strictObject({
  ...doNot,
  isBoundaryDayAllowed: z.boolean().default(true),
  countries: z
    .array(z.strictObject({ country, ...someDoNot }))
    .max(300)
    .default([]),
  sites: z
    .array(z.strictObject({ site: z.string(), ...someDoNot }))
    .max(5000)
    .default([]),
  visits: z
    .array(z.strictObject({ visit: z.string(), doNotDispense: doNot.doNotDispense }))
    .max(400)
    .default([]),
});

const lead = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('as-planned') }),
    z.strictObject({ kind: z.literal('fixed'), days: whole(0, 365, 'Days') }),
    z.strictObject({
      kind: z.literal('shares'),
      days: z
        .array(whole(0, 365, 'Days'))
        .min(1)
        .max(100),
      shares: z.array(amount(1e9, 'Weight')).min(1).max(100),
    }),
    z.strictObject({
      kind: z.literal('triangular'),
      low: whole(0, 365, 'Shortest, days'),
      mode: whole(0, 365, 'Most likely'),
      high: whole(0, 365, 'Longest'),
    }),
  ])
  .describe('Days that transports really take; as-planned are the leadDays of resupply');

/** How long shipments take, and what befalls them. */
export const transport = z.strictObject({
  lead: lead.default({ kind: 'as-planned' }),
  countries: z.array(z.strictObject({ country, lead })).max(300).default([]),
  loss: share('Probability that a shipment is lost').default(0),
  damage: share('Probability that a kit arrives damaged').default(0),
  excursion: share('Probability that a shipment has a temperature excursion').default(0),
  rejected: share('Share of these whose kits are rejected').default(0.5),
  quarantineDays: whole(1, 365, 'Days until the others may be used').default(5),
});

/** What it costs beside the kits. */
export const costs = z.strictObject({
  shipment: amount(1e9, 'One shipment').default(0),
  shipmentByCountry: z
    .array(z.strictObject({ country, shipment: amount(1e9, 'One shipment') }))
    .max(300)
    .default([]),
  destruction: amount(1e9, 'Destroying one kit that was not used').default(0),
});
