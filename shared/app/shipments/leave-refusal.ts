import { epochDayOf, isoDateFromEpochDay } from '../../base/iso-date.ts';
import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { blockInWords } from '../../domain/kit/kit-block.ts';
import { notChosenInWords } from '../../domain/kit/kit-selection.ts';
import { lastAllowedDay } from '../../engine/supply/kit-selection.ts';
import { extendedElsewhere } from '../../store/queries/campaign-facts.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import type { ShipmentRecord, ShippedKit } from '../../store/queries/shipment-rows.ts';
import type { CommandContext } from '../handlers.ts';
import { outOfBudget } from '../kit-pick/limited-kits.ts';
import { firstOf } from '../named-kits.ts';
import { shippingRule } from './pick-lines.ts';
import { routeBetween } from './shipment-facts.ts';

/**
 * Why a packed shipment may not leave any more, or null: days pass between picking and dispatch, lots are put on hold
 * meanwhile, and kits named for a transfer were not picked by these rules. Back to a depot kits may always travel.
 */
export function leaveRefusal(
  context: CommandContext,
  shipment: ShipmentRecord,
  kits: readonly ShippedKit[],
): Refusal | null {
  const route = routeBetween(context.db, { from: shipment.fromCode, to: shipment.toCode });
  if (!route.ok) return route.error;
  if (shipment.fromKind === 'site' && shipment.toKind === 'depot') return null;
  const { definition } = currentDefinition(context.db);
  const rule = shippingRule({ definition, ...route.value, now: context.now });
  const day = epochDayOf(rule.day);
  const { from, to } = route.value;
  const elsewhere = extendedElsewhere(context.db, from.id, to.country);
  const problems = kits.flatMap((kit): readonly string[] => {
    const why = blockInWords(kit.block);
    if (why !== null) return [`${kit.number}: ${why}.`];
    const campaign = elsewhere.get(kit.id);
    if (campaign !== undefined) {
      return [
        `${kit.number}: its extension (campaign ${campaign}) is not approved in ${to.country}.`,
      ];
    }
    const last = lastAllowedDay(kit.expiryDay, rule.doNotDays, rule.isBoundaryDayAllowed);
    if (last >= day) return outOfBudget(context.db, [kit], day, rule);
    const facts = { ...kit, expiry: isoDateFromEpochDay(kit.expiryDay) };
    return [notChosenInWords('past-window', facts, rule)];
  });
  if (problems.length === 0) return null;
  return refusal(
    'kits-may-not-leave',
    `${problems.length} of ${kits.length} kits may no longer be sent; shipment ${shipment.code} stays.`,
    'Cancel the shipment and ask for a new one, or wait until the kits may be used again.',
    firstOf(problems),
  );
}
