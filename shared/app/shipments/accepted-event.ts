import { kitsOfShipment, shipmentByCode } from '../../store/queries/shipment-rows.ts';
import type { ShipmentRecord } from '../../store/queries/shipment-rows.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';
import type { Decided } from '../record.ts';

/** Kits of a shipment in transit that landed in good order; closes it when they were the last. */
export function acceptedEvent(
  db: SqlDatabase,
  code: string,
  kits: readonly string[],
  note: string,
): Decided {
  const shipment = shipmentByCode(db, code) as ShipmentRecord;
  const open = kitsOfShipment(db, shipment.id).filter(({ condition }) => condition === null).length;
  const state = shipment.toKind === 'depot' ? 'at-depot' : 'at-site';
  return {
    event: {
      kind: 'shipment-received',
      body: {
        shipment: code,
        kits,
        conditions: kits.map(() => 'acceptable'),
        states: kits.map(() => state),
        extra: [],
        extraStates: [],
        logger: 'none',
        closes: open === kits.length,
        note,
      },
    },
  };
}
