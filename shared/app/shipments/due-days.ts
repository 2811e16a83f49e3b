import { epochMsOf } from '../../base/instant.ts';
import type { Instant } from '../../base/instant.ts';
import type { IsoDate } from '../../base/iso-date.ts';
import { epochDayOf, isoDateFromEpochDay } from '../../base/iso-date.ts';
import { localDay, offsetMinutesAt } from '../../domain/place/local-day.ts';
import type { ShipmentState } from '../../domain/shipment/shipment-state.ts';
import { defaultResupply, effectiveResupply } from '../../domain/stock/resupply-settings.ts';
import type { ResupplySettings } from '../../domain/stock/resupply-settings.ts';
import { transportDays } from '../../engine/supply/resupply/calendar.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import type { PlaceRecord } from '../../store/queries/places.ts';
import { resupplySettings } from '../../store/queries/resupply-facts.ts';
import type { ShipmentRecord } from '../../store/queries/shipment-rows.ts';
import type { QueryContext } from '../handlers.ts';
import { placeScope } from '../queries/scope.ts';
import { calendarOf } from '../resupply/propose-run.ts';

/** The next thing that a shipment owes: to leave, or to arrive, and by which day at the place where that happens. */
export interface DueDay {
  readonly what: 'leave' | 'arrive';
  readonly on: IsoDate;
  readonly isLate: boolean;
}

const waiting: readonly ShipmentState[] = ['requested', 'approved', 'picked', 'packed'];
const underWay: readonly ShipmentState[] = ['in-transit', 'partly-received'];

function minuteAt(instant: Instant, zone: string): number {
  const minutes = Math.floor(epochMsOf(instant) / 60_000) + offsetMinutesAt(instant, zone);
  return ((minutes % 1440) + 1440) % 1440;
}

/**
 * Due days by the calendar of the resupply settings in force (that of a first draft where none are signed): working
 * days, holidays of the study and of the receiving country, the cut-off hour at the sender, and the lead days.
 */
export function dueDays(context: QueryContext): (shipment: ShipmentRecord) => DueDay | null {
  const settings = resupplySettings<ResupplySettings>(context.db)?.body.settings ?? defaultResupply;
  const { definition } = currentDefinition(context.db);
  const { places } = placeScope(context);
  const leadDaysTo = (code: string): number => {
    const site = definition.sites.find(({ id }) => id === code);
    if (site === undefined) return settings.study.leadDays;
    const { region, country } = site;
    return effectiveResupply(settings, { region, country, site: code, kitType: '' }).values
      .leadDays;
  };
  return (shipment) => {
    const from = places.get(shipment.fromId) as PlaceRecord;
    const to = places.get(shipment.toId) as PlaceRecord;
    const calendar = calendarOf(settings, leadDaysTo(to.code), to.country);
    const isWaiting = waiting.includes(shipment.status);
    if (!isWaiting && !underWay.includes(shipment.status)) return null;
    const start = (isWaiting ? shipment.requestedAt : (shipment.dispatchedAt ?? '')) as Instant;
    const day = epochDayOf(localDay(start, from.zone));
    // What has left is past the cut-off hour.
    const minute = isWaiting ? minuteAt(start, from.zone) : 0;
    const days = transportDays(calendar, { day, minute });
    if (days === null) return null;
    const due = isoDateFromEpochDay(isWaiting ? days.dispatch : days.arrival);
    const today = localDay(context.now.instant, (isWaiting ? from : to).zone);
    return { what: isWaiting ? 'leave' : 'arrive', on: due, isLate: today > due };
  };
}
