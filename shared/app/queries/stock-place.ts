import { isoDateFromEpochDay } from '../../base/iso-date.ts';
import { err, ok } from '../../base/result.ts';
import type { StockLotRow } from '../../contracts/stock.ts';
import type { KitPurpose } from '../../domain/lot/do-not-days.ts';
import { lastAllowedDay } from '../../engine/supply/kit-selection.ts';
import type { PlaceRecord } from '../../store/queries/places.ts';
import type { StockLot } from '../../store/queries/stock-dispensed.ts';
import { unknownPlace } from '../actor-place.ts';
import type { QueryHandler } from '../handlers.ts';
import { placeScope } from './scope.ts';
import { doNotDaysAt, stockSource } from './stock-cells.ts';
import type { StockSource } from './stock-cells.ts';
import { stockPlaceRow } from './stock-matrix.ts';

/** The last day for a purpose at a place, in its zone, with the setting that it follows from. */
function lastDayAt(source: StockSource, place: PlaceRecord, purpose: KitPurpose, expiry: number) {
  const { days, origin } = doNotDaysAt(source.definition, place, purpose);
  const { isBoundaryDayAllowed } = source.definition.selection;
  const day = lastAllowedDay(expiry, days, isBoundaryDayAllowed);
  return { day: isoDateFromEpochDay(day), days, origin, isOver: day < source.today(place) };
}

/** Rows of one lot at a place, one a type in the order of the study; rows without kits are left out. */
function lotRows(source: StockSource, place: PlaceRecord, lot: StockLot): readonly StockLotRow[] {
  const rows: StockLotRow[] = [];
  for (let type = 0; type < source.typeCount; type += 1) {
    const [shelf = 0, inTransit = 0, quarantined = 0] = [0, 1, 2].map((group) =>
      source.counts.at(place.id, lot.id, group, type),
    );
    if (shelf + inTransit + quarantined === 0) continue;
    rows.push({
      lot: lot.code,
      expiry: isoDateFromEpochDay(lot.expiryDay),
      kitType: source.kitTypes[type] ?? null,
      shelf,
      inTransit,
      quarantined,
      ship: lastDayAt(source, place, 'ship', lot.expiryDay),
      count: lastDayAt(source, place, 'count', lot.expiryDay),
      dispense: lastDayAt(source, place, 'dispense', lot.expiryDay),
    });
  }
  return rows;
}

export const stockPlace: QueryHandler<'stock.place'> = (context, input) => {
  const { places, visible } = placeScope(context);
  const place = [...places.values()].find(
    ({ id, code }) => code === input.place && (visible?.includes(id) ?? true),
  );
  if (place === undefined) return err(unknownPlace(input.place));
  const source = stockSource(context);
  return ok({
    unblinded: context.sealer !== null,
    place: stockPlaceRow(source, place),
    today: isoDateFromEpochDay(source.today(place)),
    lots: source.lots.flatMap((lot) => [...lotRows(source, place, lot)]),
  });
};
