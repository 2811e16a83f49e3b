import type { LotModel, SupplySite } from '../../engine/forecast/model.ts';
import { firstShippableExpiry } from '../../engine/supply/kit-selection.ts';

/** The last day on which kits of a lot can be sent to a site and arrive with enough shelf life. */
export function lastSendable(
  lot: LotModel,
  site: SupplySite,
  isBoundaryDayAllowed: boolean,
): number {
  const { doNotShip, minimumShelfLifeDays, leadDays } = site;
  const needed = firstShippableExpiry({
    dispatchDay: 0,
    arrivalDay: leadDays,
    doNotShip,
    minimumShelfLifeDays,
    isBoundaryDayAllowed,
  });
  // What the rule reckons with may be shorter than what transports really take.
  const soonest = Math.min(
    ...site.lead.days.filter((_, i) => (site.lead.probabilities[i] ?? 0) > 0),
  );
  const useful = soonest + Math.min(...site.doNotDispense) + (isBoundaryDayAllowed ? 0 : 1);
  return lot.expiryDay - Math.max(needed, useful);
}
