import { epochDayOf } from '../../base/iso-date.ts';
import { refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import { typedKitNumber } from '../../domain/kit/kit-number.ts';
import { allowedActions } from '../../domain/kit/kit-state.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import { entriesOf } from '../../store/queries/entry-rows.ts';
import { batchEntryOf, kitByNumber } from '../../store/queries/kit-rows.ts';
import type { KitRecord } from '../../store/queries/kit-rows.ts';
import { entriesMentioning } from '../../store/queries/mentions.ts';
import type { PlaceRecord } from '../../store/queries/places.ts';
import { reservationOf } from '../../store/queries/reservations.ts';
import { budgetOfKit } from '../cold-chain/kit-budget.ts';
import type { QueryContext, QueryHandler } from '../handlers.ts';
import { kitRows, liveStates, todayIn } from './kit-view.ts';
import { lastDaysAt } from './last-days.ts';
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

function lastDaysOf(context: QueryContext, kit: KitRecord, place: PlaceRecord) {
  const { definition } = currentDefinition(context.db);
  const today = epochDayOf(todayIn(context.now)(place.zone));
  return lastDaysAt({ definition, place, today }, epochDayOf(kit.expiry));
}

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
  const place = places.get(kit.place) as PlaceRecord;
  return ok({
    kit: row,
    placeKind: place.kind,
    steps: [...allowedActions(kit.state, place.kind)],
    lastDays: liveStates.includes(kit.state) ? lastDaysOf(context, kit, place) : null,
    reservedFor: reservationOf(context.db, kit.number) ?? null,
    budget: budgetOfKit(context, kit),
    timeline: entriesOf(context.db, entries).map((entry) => timelineRow(entry)),
    unblinded: context.sealer !== null,
  });
};
