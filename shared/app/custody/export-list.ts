import { csvText } from '../../base/csv.ts';
import { ok } from '../../base/result.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import type { CommandContext, CommandHandler } from '../handlers.ts';
import { findList } from '../list-secret/find-list.ts';
import { fileName, textFile } from '../queries/table-file.ts';
import { everySlot } from '../reveal-list/handler.ts';
import { heldOpening } from './held-opening.ts';

/** The file of an export under an opening, marked as unblinded. */
export function unblindedCsv(
  { db, now, ports }: CommandContext,
  content: string,
  header: readonly string[],
  rows: Iterable<readonly (string | number | null)[]>,
) {
  const protocol = currentDefinition(db).definition.protocol.number;
  const name = fileName({ protocol, content, unblinded: true }, now);
  const text = csvText(header, rows);
  return textFile(ports.printer, { name: `${name}.csv`, mediaType: 'text/csv', text });
}

const header = ['Stratum', 'Position', 'Block', 'Arm', 'Status', 'Subject'];

/** Hands out a list with its arms; the opening is used up in the same transaction. */
export const exportList: CommandHandler<'custody.exportList'> = (context, input) => {
  const list = findList(context.db, input.list);
  if (!list.ok) return list;
  const held = heldOpening(context, { part: 'list', use: 'export', list: list.value.code });
  if (!held.ok) return held;
  const slots = everySlot(context, list.value);
  const body = { list: list.value.code, opening: held.value.code, slots: slots.length };
  return ok({
    events: [{ event: { kind: 'list-exported', body }, reason: held.value.reason }],
    value: unblindedCsv(
      context,
      `list ${list.value.code}`,
      header,
      slots.map((slot) => [
        slot.stratum,
        slot.position,
        slot.block,
        slot.arm,
        slot.status,
        slot.subject,
      ]),
    ),
  });
};
