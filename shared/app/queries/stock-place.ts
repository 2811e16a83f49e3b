import { isoDateFromEpochDay } from '../../base/iso-date.ts';
import { err, ok } from '../../base/result.ts';
import type { StockLotRow } from '../../contracts/stock.ts';
import type { PlaceRecord } from '../../store/queries/places.ts';
import type { StockLot } from '../../store/queries/stock-dispensed.ts';
import { unknownPlace } from '../actor-place.ts';
import type { QueryHandler } from '../handlers.ts';
import { lastDaysAt } from './last-days.ts';
import { placeScope } from './scope.ts';
import { outOfBudgetAt, stockSource } from './stock-cells.ts';
import type { StockSource } from './stock-cells.ts';
import { stockPlaceRow } from './stock-matrix.ts';

/** Rows of one lot at a place, one a type in the order of the study; rows without kits are left out. */
function lotRows(source: StockSource, place: PlaceRecord, lot: StockLot): readonly StockLotRow[] {
  const rows: StockLotRow[] = [];
  const { definition } = source;
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
      outOfBudget: outOfBudgetAt(source, place, { dating: lot.id, type }),
      inTransit,
      quarantined,
      ...lastDaysAt({ definition, place, today: source.today(place) }, lot.expiryDay),
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
