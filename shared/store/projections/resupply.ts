import { mention } from './projection.ts';
import type { Projection } from './projection.ts';

/** Settings are read from their entry: no table changes. */
export const resupplySet: Projection<'resupply-set'> = () => undefined;

/** The shipments have their own entries; this one tells of each why it was asked for. */
export const resupplyRun: Projection<'resupply-run'> = (db, body, entry) => {
  for (const shipment of body.shipments) mention(db, 'shipment', shipment, entry.sequence);
};
