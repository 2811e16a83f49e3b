import type { Refusal } from '../../base/refusal.ts';
import { refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { ParsedInputOf } from '../../contracts/index.ts';
import { typedKitNumber } from '../../domain/kit/kit-number.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import { countFiltered } from '../../store/queries/kit-filter.ts';
import type { KitFilter } from '../../store/queries/kit-filter.ts';
import { kitsByIds, lotIdOf } from '../../store/queries/kit-rows.ts';
import { eachKitId, kitIds } from '../../store/queries/kit-window.ts';
import type { KitWindow } from '../../store/queries/kit-window.ts';
import type { QueryContext, QueryHandler } from '../handlers.ts';
import { countOfType, eachKitIdOfType, kitIdsOfType } from './kits-of-type.ts';
import { expiredOn, kitRows, liveStates } from './kit-view.ts';
import type { PlaceScope } from './scope.ts';
import { placeScope, placesNamed } from './scope.ts';

type FilterInput = Omit<ParsedInputOf<'kits.page'>, 'offset' | 'limit'>;

/** A filter ready for the store, and the type to keep if one was asked for. */
export interface KitQuestion {
  readonly filter: KitFilter;
  readonly type: number | null;
  readonly scope: PlaceScope;
}

/** `expired` among the states means: not yet used, and the last day is over at the kit's place. */
function statesOf(input: FilterInput, context: QueryContext, scope: PlaceScope) {
  if (input.status === undefined || input.status.length === 0)
    return { states: null, expiredOn: null };
  const stored = input.status.filter((state) => state !== 'expired');
  if (stored.length === input.status.length) return { states: stored, expiredOn: null };
  return {
    states: stored.length === 0 ? liveStates : stored,
    expiredOn: expiredOn(context, scope.places),
  };
}

function typeIndex(
  context: QueryContext,
  kitType: string | undefined,
): Result<number | null, Refusal> {
  if (kitType === undefined) return ok(null);
  if (context.sealer === null) {
    return err(
      refusal(
        'needs-unblinding-key',
        'Kits cannot be filtered by type without the unblinding key.',
        'Remove the filter on kit type.',
      ),
    );
  }
  const { kitTypes } = currentDefinition(context.db).definition;
  const index = kitTypes.findIndex(({ id }) => id === kitType);
  if (index >= 0) return ok(index);
  return err(
    refusal(
      'unknown-kit-type',
      `The study has no kit type ${kitType}.`,
      `Choose one of: ${kitTypes.map(({ id }) => id).join(', ')}.`,
    ),
  );
}

/** Turns what a person chose into a filter, within what the person may see. */
export function kitQuestion(
  context: QueryContext,
  input: FilterInput,
): Result<KitQuestion, Refusal> {
  const type = typeIndex(context, input.kitType);
  if (!type.ok) return type;
  const scope = placeScope(context);
  const search = typedKitNumber(input.search ?? '');
  const filter: KitFilter = {
    places: placesNamed(scope, input.place),
    // An unknown lot matches nothing: lot ids start at 1.
    lot: input.lot === undefined ? null : (lotIdOf(context.db, input.lot) ?? 0),
    ...statesOf(input, context, scope),
    numberPrefix: search === '' ? null : search,
  };
  return ok({ filter, type: type.value, scope });
}

export const countAsked = (context: QueryContext, { filter, type }: KitQuestion): number =>
  type === null || context.sealer === null
    ? countFiltered(context.db, filter)
    : countOfType(context.db, context.sealer, filter, type);

export const idsAsked = (
  context: QueryContext,
  { filter, type }: KitQuestion,
  window: KitWindow,
): readonly number[] =>
  type === null || context.sealer === null
    ? kitIds(context.db, filter, window)
    : kitIdsOfType(context.db, context.sealer, { filter, type, order: window, page: window });

/** All ids that a question asks for, in order, lazily. */
export const eachIdAsked = (
  context: QueryContext,
  { filter, type }: KitQuestion,
  order: Pick<KitWindow, 'sort' | 'descending'>,
): Iterable<number> =>
  type === null || context.sealer === null
    ? eachKitId(context.db, filter, order)
    : eachKitIdOfType(context.db, context.sealer, { filter, type, order });

export const kitsPage: QueryHandler<'kits.page'> = (context, input) => {
  const question = kitQuestion(context, input);
  if (!question.ok) return question;
  const ids = idsAsked(context, question.value, input);
  return ok({
    total: countAsked(context, question.value),
    rows: kitRows(context, question.value.scope.places, kitsByIds(context.db, ids)),
    unblinded: context.sealer !== null,
  });
};
