import type { KitState, PlaceKind } from '../../domain/kit/kit-state.ts';
import { nextKitState } from '../../domain/kit/kit-state.ts';
import type { ShippedKit } from '../../store/queries/shipment-rows.ts';

/** Reserved kits that are free again, with their states; those in `kept` stay. Unusable ones never changed. */
export function freedStates(
  kits: readonly ShippedKit[],
  place: PlaceKind,
  kept: readonly string[] = [],
): { readonly freed: readonly string[]; readonly freedStates: readonly KitState[] } {
  const stays = new Set(kept);
  const freed = kits.filter(({ number, state }) => state === 'reserved' && !stays.has(number));
  return {
    freed: freed.map(({ number }) => number),
    freedStates: freed.map(({ state }) => {
      const next = nextKitState(state, 'release-reservation', place);
      if (!next.ok) throw new Error(next.error.message);
      return next.value;
    }),
  };
}
