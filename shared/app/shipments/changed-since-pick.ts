import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { kitStateInWords, nextKitState } from '../../domain/kit/kit-state.ts';
import type { ShipmentRecord, ShippedKit } from '../../store/queries/shipment-rows.ts';
import { firstOf } from '../named-kits.ts';

/**
 * Kits that are not any more as they were picked, or null: quarantined, missing or released since. Only returns to a
 * depot may carry unusable kits.
 */
export function changedSincePick(
  shipment: Pick<ShipmentRecord, 'code' | 'fromId' | 'fromKind' | 'toKind'>,
  kits: readonly ShippedKit[],
): Refusal | null {
  const carriesUnusable = shipment.toKind === 'depot';
  const changed = kits.filter(({ state, place, condition }) => {
    if (condition !== null) return false;
    if (place !== shipment.fromId) return true;
    if (state === 'reserved') return false;
    return !carriesUnusable || !nextKitState(state, 'move-unusable', shipment.fromKind).ok;
  });
  if (changed.length === 0) return null;
  return refusal(
    'kits-changed-since-pick',
    `${changed.length} of ${kits.length} kits are not as they were picked; shipment ${shipment.code} stays.`,
    'Pick it again without them, or cancel it.',
    firstOf(changed.map(({ number, state }) => `${number}: is ${kitStateInWords(state)} now.`)),
  );
}
