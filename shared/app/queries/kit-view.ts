import type { IsoDate } from '../../base/iso-date.ts';
import { epochDayOf } from '../../base/iso-date.ts';
import type { KitRow } from '../../contracts/kits.ts';
import { blockInWords } from '../../domain/kit/kit-block.ts';
import type { KitState } from '../../domain/kit/kit-state.ts';
import { effectiveDoNotDays, isExpired, lastDayFor } from '../../domain/lot/do-not-days.ts';
import { localDay } from '../../domain/place/local-day.ts';
import type { CountryCode, SiteId } from '../../domain/study/study-definition.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import type { ExpiredOn } from '../../store/queries/kit-filter.ts';
import type { KitRecord } from '../../store/queries/kit-rows.ts';
import type { PlaceRecord } from '../../store/queries/places.ts';
import type { QueryContext } from '../handlers.ts';
import { kitTypeOf } from './unveil.ts';

/** States in which a kit may yet be given to somebody, so that its dates matter. */
export const liveStates: readonly KitState[] = [
  'in-production',
  'at-depot',
  'reserved',
  'in-transit',
  'at-site',
  'assigned',
  'quarantined',
  'pre-quarantined',
  'missing',
];

/** Today in the zone of each place; each zone is asked once. */
export function todayIn(now: QueryContext['now']): (zone: string) => IsoDate {
  const known = new Map<string, IsoDate>();
  return (zone) => {
    const day = known.get(zone) ?? localDay(now.instant, zone);
    known.set(zone, day);
    return day;
  };
}

/** The last day on which a kit may be dispensed at a place; at a depot, by the rules of its country. */
export function lastDayToDispense(
  context: Pick<QueryContext, 'db'>,
  place: PlaceRecord,
  expiry: IsoDate,
): IsoDate {
  const { selection } = currentDefinition(context.db).definition;
  const { days } = effectiveDoNotDays(selection, 'dispense', {
    country: place.country as CountryCode,
    ...(place.kind === 'site' ? { site: place.code as SiteId } : {}),
  });
  return lastDayFor(expiry, days, selection.isBoundaryDayAllowed);
}

/** Rows of a kit table from an allow-list of fields; types only for a session that holds the key. */
export function kitRows(
  context: QueryContext,
  places: ReadonlyMap<number, PlaceRecord>,
  kits: readonly KitRecord[],
): KitRow[] {
  const today = todayIn(context.now);
  const lastDays = new Map<string, IsoDate>();
  const lastDayOf = (place: PlaceRecord, expiry: IsoDate): IsoDate => {
    const name = `${place.id} ${expiry}`;
    const day = lastDays.get(name) ?? lastDayToDispense(context, place, expiry);
    lastDays.set(name, day);
    return day;
  };
  return kits.map((kit) => {
    const place = places.get(kit.place);
    const isLive = liveStates.includes(kit.state);
    return {
      number: kit.number,
      sequence: kit.sequence,
      status: kit.state,
      expired: isLive && place !== undefined && isExpired(kit.expiry, today(place.zone)),
      place: place?.code ?? null,
      lot: kit.lot,
      expiry: kit.expiry,
      lastDayToDispense: isLive && place !== undefined ? lastDayOf(place, kit.expiry) : null,
      subject: kit.subject,
      block: isLive ? blockInWords(kit.block) : null,
      kitType: kitTypeOf(context.db, context.sealer, kit),
    };
  });
}

/** The days that decide whether a kit is expired, place by place. */
export function expiredOn(
  context: Pick<QueryContext, 'now'>,
  places: ReadonlyMap<number, PlaceRecord>,
): ExpiredOn {
  const today = todayIn(context.now);
  const byDay = new Map<number, number[]>();
  for (const { id, zone } of places.values()) {
    const day = epochDayOf(today(zone));
    byDay.set(day, [...(byDay.get(day) ?? []), id]);
  }
  const first = Math.min(...byDay.keys());
  const later = [...byDay].filter(([day]) => day > first);
  return { today: first, later: later.map(([day, ids]) => ({ today: day, places: ids })) };
}
