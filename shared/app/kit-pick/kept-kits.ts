import { isoDateFromEpochDay } from '../../base/iso-date.ts';
import { chosenInWords } from '../../domain/kit/kit-selection.ts';
import { lastAllowedDay } from '../../engine/supply/kit-selection.ts';
import { kitLabel } from '../../store/queries/kits-at-place.ts';
import type { ReservedKit } from '../../store/queries/reservations.ts';
import { budgetAllows } from './limited-kits.ts';
import type { Pick, PickRequest } from './pick-kits.ts';
import { typeOf } from './tied-kits.ts';
import type { TieSource } from './tied-kits.ts';

/** Kits that were kept for this subject's visit, of the type needed and usable today, at most as many as needed. */
export function takeKept(
  source: TieSource,
  request: PickRequest,
  kept: readonly ReservedKit[],
): Pick {
  const { doNotDays, isBoundaryDayAllowed } = request.wanted;
  const kits = kept
    .filter((kit) => kit.block === 0 && typeOf(source, kit) === request.kitType.index)
    .filter((kit) => lastAllowedDay(kit.expiryDay, doNotDays, isBoundaryDayAllowed) >= request.day)
    .filter((kit) => budgetAllows(source.db, kit.id, request.day, request.wanted))
    .slice(0, request.count)
    .map((kit) => ({
      id: kit.id,
      ...kitLabel(source.db, kit.id),
      expiry: isoDateFromEpochDay(kit.expiryDay),
    }));
  return {
    kits,
    because: kits.map((kit) => ({
      number: kit.number,
      outcome: 'chosen',
      because: `${chosenInWords({ ...kit, state: 'reserved' }, request.wanted)}; it was kept for this visit`,
    })),
  };
}
