import type { Cell } from '../../base/csv.ts';
import { ok } from '../../base/result.ts';
import { kitsByIds } from '../../store/queries/kit-rows.ts';
import { eachKitId } from '../../store/queries/kit-window.ts';
import type { CommandContext, CommandHandler } from '../handlers.ts';
import { kitRows } from '../queries/kit-view.ts';
import { placeScope } from '../queries/scope.ts';
import { unblindedCsv } from './export-list.ts';
import { heldOpening } from './held-opening.ts';

const header = ['Kit number', 'Kit type', 'Lot', 'Status', 'Place', 'Subject'];
const rowsAtOnce = 5000;
const everyKit = { places: null, lot: null, states: null, expiredOn: null, numberPrefix: null };

function* mapRows(context: CommandContext, ids: readonly number[]): Generator<readonly Cell[]> {
  const { places } = placeScope(context);
  for (let at = 0; at < ids.length; at += rowsAtOnce) {
    const kits = kitsByIds(context.db, ids.slice(at, at + rowsAtOnce));
    for (const row of kitRows(context, places, kits)) {
      yield [row.number, row.kitType, row.lot, row.status, row.place, row.subject];
    }
  }
}

/** Hands out the whole map of kits to types; the opening is used up in the same transaction. */
export const exportMap: CommandHandler<'custody.exportMap'> = (context) => {
  const held = heldOpening(context, { part: 'kit-map', use: 'export', list: null });
  if (!held.ok) return held;
  const ids = [...eachKitId(context.db, everyKit, { sort: 'number', descending: false })];
  const body = { opening: held.value.code, kits: ids.length };
  return ok({
    events: [{ event: { kind: 'kit-map-exported', body }, reason: held.value.reason }],
    value: unblindedCsv(context, 'map of kits', header, mapRows(context, ids)),
  });
};
