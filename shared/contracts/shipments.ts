import { z } from 'zod';
import { shipmentStates } from '../domain/shipment/shipment-state.ts';
import { count, file, identifier, isoDate, line, page, reason } from './common.ts';
import { define } from './procedure.ts';

const shipmentRow = z.strictObject({
  shipment: z.string(),
  status: z.enum(shipmentStates),
  from: z.string(),
  to: z.string(),
  direction: z.enum(['depot-to-depot', 'depot-to-site', 'site-to-site', 'site-to-depot']),
  /** Asked for; picked and received count up to it. */
  kits: count,
  picked: count,
  received: count,
  /** What it owes next by the calendar of the resupply settings; null when it owes nothing any more. */
  due: z
    .strictObject({ what: z.enum(['leave', 'arrive']), on: isoDate, isLate: z.boolean() })
    .nullable(),
  requestedAt: z.string(),
  requestedBy: z.string(),
  dispatchedAt: z.string().nullable(),
  carrier: z.string().nullable(),
  tracking: z.string().nullable(),
  sscc: z.string().nullable(),
  logger: z.string().nullable(),
  loggerResult: z.string().nullable(),
});
export type ShipmentRow = z.infer<typeof shipmentRow>;

const shipmentKit = z.strictObject({
  number: z.string(),
  lot: z.string(),
  expiry: isoDate,
  status: z.string(),
  /** Null until it was received or reported. */
  condition: z.string().nullable(),
  kitType: z.string().nullable(),
});

const lines = z
  .array(z.strictObject({ kitType: identifier, count: count.min(1).max(5000) }))
  .min(1)
  .max(255);

const numbers = z.array(line(40)).min(1).max(5000);
const named = { shipment: identifier };

const shipmentFilter = {
  status: z.array(z.enum(shipmentStates)).max(9).optional(),
  place: line(40).optional(),
  search: z.string().max(60).optional(),
};

export const shipmentContracts = {
  'shipments.page': define({
    kind: 'query',
    summary: 'A window on the shipments, latest first.',
    input: z.strictObject({ ...shipmentFilter, ...page }),
    output: z.strictObject({ total: count, rows: z.array(shipmentRow) }),
    roles: 'signed-in',
  }),
  'shipments.export': define({
    kind: 'query',
    summary: 'The filtered shipments as CSV or XLSX; numbers of kits, no types.',
    input: z.strictObject({ ...shipmentFilter, format: z.enum(['csv', 'xlsx']).default('csv') }),
    output: file,
    roles: 'signed-in',
  }),
  'shipments.get': define({
    kind: 'query',
    summary: 'One shipment: what was asked for, its kits, and what happened to it.',
    input: z.strictObject(named),
    output: z.strictObject({
      shipment: shipmentRow,
      allowed: z.array(z.string()),
      /** By kit type; null for a blinded person. */
      lines: z.array(z.strictObject({ kitType: z.string(), count, picked: count })).nullable(),
      kits: z.array(shipmentKit),
      timeline: z.array(
        z.strictObject({
          entry: z.number().int(),
          at: z.string(),
          offsetMinutes: z.number().int(),
          by: z.string(),
          what: z.string(),
          detail: z.string(),
        }),
      ),
      unblinded: z.boolean(),
    }),
    roles: 'signed-in',
  }),
  'shipments.request': define({
    kind: 'command',
    summary: 'Ask for kits of the named types to be sent from one place to another.',
    input: z.strictObject({
      from: line(40),
      to: line(40),
      lines,
      note: z.string().max(500).default(''),
    }),
    output: z.strictObject({ shipment: z.string() }),
    roles: ['unblinded-pharmacist', 'supply-planner'],
    needs: 'unblinding-key',
  }),
  'shipments.requestReturn': define({
    kind: 'command',
    summary: 'Announce that named kits go back or on: usable ones, or returned and damaged ones.',
    input: z.strictObject({
      from: line(40),
      to: line(40),
      numbers,
      note: z.string().max(500).default(''),
    }),
    output: z.strictObject({ shipment: z.string() }),
    roles: ['unblinded-pharmacist', 'depot-operator', 'site-user'],
  }),
  'shipments.approve': define({
    kind: 'command',
    summary: 'Approve a requested shipment.',
    input: z.strictObject(named),
    output: z.strictObject({}),
    roles: ['unblinded-pharmacist'],
  }),
  'shipments.proposePick': define({
    kind: 'query',
    summary: 'The first-expiring kits that fill a shipment within do-not-ship, with the reasons.',
    input: z.strictObject(named),
    output: z.strictObject({
      kits: z.array(
        z.strictObject({
          number: z.string(),
          lot: z.string(),
          expiry: isoDate,
          kitType: z.string(),
          /** Seconds left of the stability budget, in its tightest band; null where nothing was judged or limits it. */
          budgetSeconds: z.number().nullable(),
          /** Last day of use that a decision on an excursion set. */
          useBy: isoDate.nullable(),
        }),
      ),
      because: z.array(
        z.strictObject({ number: z.string(), outcome: z.string(), because: z.string() }),
      ),
    }),
    roles: ['unblinded-pharmacist'],
    needs: 'unblinding-key',
  }),
  'shipments.pick': define({
    kind: 'command',
    summary: 'Reserve the scanned kits for a shipment: the right types and counts, all usable.',
    input: z.strictObject({ ...named, numbers }),
    output: z.strictObject({ picked: count }),
    roles: ['unblinded-pharmacist'],
    needs: 'unblinding-key',
  }),
  'shipments.pack': define({
    kind: 'command',
    summary: 'Close the box: shipper number and temperature logger.',
    input: z.strictObject({
      ...named,
      sscc: z.string().max(20).default(''),
      logger: z.string().trim().max(40).default(''),
    }),
    output: z.strictObject({}),
    roles: ['unblinded-pharmacist', 'depot-operator', 'site-user'],
  }),
  'shipments.dispatch': define({
    kind: 'command',
    summary: 'Hand a packed shipment to the carrier; its kits are in transit from now on.',
    input: z.strictObject({
      ...named,
      carrier: line(80),
      tracking: z.string().trim().max(80).default(''),
    }),
    output: z.strictObject({}),
    roles: ['unblinded-pharmacist', 'depot-operator', 'site-user'],
  }),
  'shipments.receive': define({
    kind: 'command',
    summary:
      'Receive kits of a shipment one by one: acceptable, damaged or missing; extra kits are kept apart.',
    input: z.strictObject({
      ...named,
      kits: z
        .array(
          z.strictObject({
            number: line(40),
            condition: z.enum(['acceptable', 'damaged', 'missing']),
          }),
        )
        .max(5000),
      extra: z.array(line(40)).max(200).default([]),
      logger: z.enum(['no-alarm', 'alarmed', 'not-found', 'none']),
      note: z.string().max(500).default(''),
    }),
    output: z.strictObject({ received: count, quarantined: count, open: count }),
    roles: ['unblinded-pharmacist', 'depot-operator', 'site-user'],
  }),
  'shipments.lose': define({
    kind: 'command',
    summary: 'Report the rest of a shipment as lost; its kits are missing until they are found.',
    input: z.strictObject({ ...named, reason }),
    output: z.strictObject({ missing: count }),
    roles: ['unblinded-pharmacist', 'depot-operator'],
  }),
  'shipments.cancel': define({
    kind: 'command',
    summary: 'Cancel a shipment before it is dispatched; its kits are free again.',
    input: z.strictObject({ ...named, reason }),
    output: z.strictObject({}),
    roles: ['unblinded-pharmacist', 'supply-planner'],
  }),
  'shipments.packingList': define({
    kind: 'query',
    summary: 'The packing list as PDF: kits with lot and expiry, no type.',
    input: z.strictObject(named),
    output: file,
    roles: 'signed-in',
  }),
  'shipments.dispatchNote': define({
    kind: 'query',
    summary: 'The proof of dispatch as PDF: what was handed to whom, and when.',
    input: z.strictObject(named),
    output: file,
    roles: 'signed-in',
  }),
  'shipments.receipt': define({
    kind: 'query',
    summary: 'The proof of receipt as PDF: each kit with its condition.',
    input: z.strictObject(named),
    output: file,
    roles: 'signed-in',
  }),
} as const;
