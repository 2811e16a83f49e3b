import type { Cell } from '../../base/csv.ts';
import type { KitRow } from '../../contracts/kits.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import { kitsByIds } from '../../store/queries/kit-rows.ts';
import type { QueryContext, QueryHandler } from '../handlers.ts';
import { kitRows } from './kit-view.ts';
import { eachIdAsked, kitQuestion } from './kits-page.ts';
import type { KitQuestion } from './kits-page.ts';
import { fileName, tableFile } from './table-file.ts';

const header = [
  'Kit number',
  'Sequence',
  'Status',
  'Expired',
  'Place',
  'Lot',
  'Expiry',
  'Last day to dispense',
  'Subject',
];

const cellsOf = (row: KitRow): Cell[] => [
  row.number,
  row.sequence,
  row.status,
  row.expired ? 'yes' : 'no',
  row.place,
  row.lot,
  row.expiry,
  row.lastDayToDispense,
  row.subject,
];

const rowsAtOnce = 5000;

function* exportedRows(
  context: QueryContext,
  question: KitQuestion,
  ids: readonly number[],
): Generator<readonly Cell[]> {
  for (let at = 0; at < ids.length; at += rowsAtOnce) {
    const kits = kitsByIds(context.db, ids.slice(at, at + rowsAtOnce));
    for (const row of kitRows(context, question.scope.places, kits)) {
      yield cellsOf(row);
    }
  }
}

/** The filtered kits without their types, for everybody alike: the map leaves under custody only. */
export const kitsExport: QueryHandler<'kits.export'> = async (context, input) => {
  const question = kitQuestion(context, input);
  if (!question.ok) return question;
  const ids = [...eachIdAsked(context, question.value, input)];
  const protocol = currentDefinition(context.db).definition.protocol.number;
  return tableFile(
    context.ports.printer,
    {
      name: fileName({ protocol, content: 'kits', unblinded: false }, context.now),
      header,
      length: ids.length,
      rows: exportedRows(context, question.value, ids),
    },
    input.format,
  );
};
