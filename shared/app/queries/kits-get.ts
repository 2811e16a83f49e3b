import { refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import { typedKitNumber } from '../../domain/kit/kit-number.ts';
import { entriesOf } from '../../store/queries/entry-rows.ts';
import { batchEntryOf, kitByNumber } from '../../store/queries/kit-rows.ts';
import { entriesMentioning } from '../../store/queries/mentions.ts';
import type { QueryHandler } from '../handlers.ts';
import { kitRows } from './kit-view.ts';
import { placeScope } from './scope.ts';
import { timelineRow } from './timeline-row.ts';

const unknownKit = (number: string) =>
  err(
    refusal(
      'unknown-kit',
      `There is no kit ${number} here.`,
      'Check the number, or scan the label again.',
    ),
  );

export const kitsGet: QueryHandler<'kits.get'> = (context, input) => {
  const { places, visible } = placeScope(context);
  const kit =
    kitByNumber(context.db, input.number) ?? kitByNumber(context.db, typedKitNumber(input.number));
  if (kit === null || visible?.includes(kit.place) === false) return unknownKit(input.number);
  const batch = batchEntryOf(context.db, kit.number);
  const entries = [
    ...(batch === null ? [] : [batch]),
    ...entriesMentioning(context.db, 'kit', kit.number),
  ];
  const [row] = kitRows(context, places, [kit]);
  if (row === undefined) return unknownKit(input.number);
  return ok({
    kit: row,
    timeline: entriesOf(context.db, entries).map((entry) => timelineRow(entry)),
    unblinded: context.sealer !== null,
  });
};
