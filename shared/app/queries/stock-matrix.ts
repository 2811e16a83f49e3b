import type { Cell } from '../../base/csv.ts';
import { ok } from '../../base/result.ts';
import type { StockCell, StockPlaceRow } from '../../contracts/stock.ts';
import type { PlaceRecord } from '../../store/queries/places.ts';
import type { QueryContext, QueryHandler } from '../handlers.ts';
import { placeScope } from './scope.ts';
import { cellsOf, stockRule, stockSource, sumOfCells } from './stock-cells.ts';
import type { StockSource } from './stock-cells.ts';
import { fileName, tableFile } from './table-file.ts';

/** A place with its cells. The order and number of cells tell nothing: they follow the study. */
export function stockPlaceRow(source: StockSource, place: PlaceRecord): StockPlaceRow {
  const cells = cellsOf(source, place);
  return {
    place: place.code,
    name: place.name,
    kind: place.kind,
    zone: place.zone,
    status: place.status,
    total: sumOfCells(cells),
    byType: source.kitTypes.length === 0 ? [] : [...cells],
  };
}

function rowsOf(context: QueryContext, source: StockSource): StockPlaceRow[] {
  const { places, visible } = placeScope(context);
  return [...places.values()]
    .filter(({ id }) => visible?.includes(id) ?? true)
    .map((place) => stockPlaceRow(source, place));
}

export const stockMatrix: QueryHandler<'stock.matrix'> = (context) => {
  const source = stockSource(context);
  const places = rowsOf(context, source);
  return ok({
    unblinded: context.sealer !== null,
    kitTypes: [...source.kitTypes],
    rule: stockRule,
    places,
    total: sumOfCells(places.map(({ total }) => total)),
    totalByType: source.kitTypes.map((_, type) =>
      sumOfCells(places.map(({ byType }) => byType[type] as StockCell)),
    ),
  });
};

const header = [
  'Available',
  'Counted as stock',
  'Near the last day',
  'Past the last day',
  'Of these out of stability budget',
  'In transit',
  'Quarantined',
  'Dispensed in 56 days',
  'Days of supply',
];

const cellValues = (cell: StockCell): readonly Cell[] => [
  cell.available,
  cell.counted,
  cell.ending,
  cell.past,
  cell.outOfBudget,
  cell.inTransit,
  cell.quarantined,
  cell.dispensed,
  cell.days,
];

export const stockExport: QueryHandler<'stock.export'> = async (context, input) => {
  const source = stockSource(context);
  const unblinded = context.sealer !== null;
  const rows = rowsOf(context, source).flatMap((row) =>
    unblinded
      ? row.byType.map((cell, type) => [
          row.place,
          row.name,
          source.kitTypes[type] as string,
          ...cellValues(cell),
        ])
      : [[row.place, row.name, ...cellValues(row.total)]],
  );
  const protocol = source.definition.protocol.number;
  return tableFile(
    context.ports.printer,
    {
      name: fileName({ protocol, content: 'stock', unblinded }, context.now),
      header: ['Place', 'Name', ...(unblinded ? ['Kit type'] : []), ...header],
      length: rows.length,
      rows,
    },
    input.format,
  );
};
