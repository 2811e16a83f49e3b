import {
  firstAllowedExpiry,
  firstShippableExpiry,
  lastAllowedDay,
} from '../../engine/supply/kit-selection.ts';
import type { StudyDefinition } from '../../domain/study/study-definition.ts';
import type { LineStock } from '../../engine/supply/resupply/propose-site.ts';
import type { ShelfKits } from '../../engine/supply/resupply/nights/simulate-site.ts';
import type { DepotStock } from '../../engine/supply/resupply/share-depot.ts';
import type { PlaceRecord } from '../../store/queries/places.ts';
import { openRequests } from '../../store/queries/resupply-facts.ts';
import type { OpenRequest } from '../../store/queries/resupply-facts.ts';
import type { QueryContext } from '../handlers.ts';
import type { KitTypeLine } from '../kit-type-lines.ts';
import { openSecret } from '../open-secret.ts';
import type { Sealer } from '../ports.ts';
import { doNotDaysAt, stockSource } from '../queries/stock-cells.ts';
import type { StockSource } from '../queries/stock-cells.ts';
import { closedCountries } from './closed-countries.ts';

const shelf = 0;
const transit = 1;

/** Where a shipment ends, and when. */
export interface Way {
  readonly site: PlaceRecord;
  readonly dispatchDay: number;
  readonly arrivalDay: number;
  readonly minimumShelfLifeDays: number;
}

/** What sites have and depots can give, by index of the kit type. */
export interface StockFacts {
  /** Usable kits of a site: those past do-not-count, by expiry or stability budget, do not count. */
  siteStock(site: PlaceRecord, kitType: number): LineStock;
  /** Kits on the shelf of a site or on their way to it that are past the last day to count. */
  notCounted(site: PlaceRecord, kitType: number): number;
  /** The first day of expiry that counts at a site today. */
  countsFrom(site: PlaceRecord): number;
  /** Kits on the shelf of a site by the last day on which they may be dispensed. */
  shelf(site: PlaceRecord, kitType: number): readonly ShelfKits[];
  /** Kits of a depot that are not promised to anybody, first expiring first; each with where it may not go. */
  depotStock(depot: PlaceRecord, kitType: number): readonly DepotStock[];
  /** The first day of expiry that may still be shipped on this way and arrives with enough shelf life. */
  firstExpiryDay(way: Way): number;
  today(place: PlaceRecord): number;
}

type KeyedContext = QueryContext & { readonly sealer: Sealer };

/** Kits asked for by place and type; those picked already have left the shelf of the depot. */
interface Promised {
  readonly to: ReadonlyMap<string, number>;
  readonly from: ReadonlyMap<string, number>;
}

const key = (place: number, kitType: number): string => `${place} ${kitType}`;

function linesOf(context: KeyedContext, request: OpenRequest): readonly KitTypeLine[] {
  if (request.isSealed !== 1) return [];
  const secret = openSecret(context.db, context.sealer, request.entry);
  return (secret as unknown as { lines: readonly KitTypeLine[] }).lines;
}

function promised(context: KeyedContext, definition: StudyDefinition): Promised {
  const to = new Map<string, number>();
  const from = new Map<string, number>();
  const add = (map: Map<string, number>, at: string, count: number): void => {
    map.set(at, (map.get(at) ?? 0) + count);
  };
  for (const request of openRequests(context.db)) {
    const isOnShelf = request.status === 'requested' || request.status === 'approved';
    for (const { kitType, count } of linesOf(context, request)) {
      const type = definition.kitTypes.findIndex(({ id }) => id === kitType);
      add(to, key(request.toId, type), count);
      if (isOnShelf) add(from, key(request.fromId, type), count);
    }
  }
  return { to, from };
}

type Usable = (place: PlaceRecord, group: number, type: number, firstExpiry: number) => number;

/** Kits of a place and type whose expiry, and whose stability budget, is on a day or later. */
const usableIn =
  ({ lots, counts, limited }: StockSource): Usable =>
  (place, group, type, from) => {
    let kits = 0;
    for (const { id, expiryDay } of lots) {
      if (expiryDay >= from) kits += counts.at(place.id, id, group, type);
    }
    for (const kit of limited(place.id)) {
      const isSame = kit.group === group && kit.type === type;
      if (isSame && kit.expiryDay >= from && kit.endDay < from) kits -= 1;
    }
    return kits;
  };

/** Reads the stock of all places and what is promised of it. */
export function stockFacts(context: KeyedContext): StockFacts {
  const source = stockSource(context);
  const elsewhere = closedCountries(context.db, source.definition);
  const open = promised(context, source.definition);
  const usable = usableIn(source);
  return {
    today: (place) => source.today(place),
    siteStock(site, type) {
      const first = firstCounted(source, site);
      return {
        onHand: usable(site, shelf, type, first),
        inTransit: usable(site, transit, type, first),
        requested: open.to.get(key(site.id, type)) ?? 0,
      };
    },
    notCounted(site, type) {
      const first = firstCounted(source, site);
      const all = usable(site, shelf, type, -Infinity) + usable(site, transit, type, -Infinity);
      return all - usable(site, shelf, type, first) - usable(site, transit, type, first);
    },
    countsFrom: (site) => firstCounted(source, site),
    shelf: (site, type) => shelfOf(source, site, type),
    depotStock: (depot, type) =>
      freeStock(batchesOf(source, depot, type), {
        today: source.today(depot),
        promised: open.from.get(key(depot.id, type)) ?? 0,
        elsewhere,
      }),
    firstExpiryDay: (way) =>
      firstShippableExpiry({
        ...way,
        doNotShip: doNotDaysAt(source.definition, way.site, 'ship').days,
        isBoundaryDayAllowed: source.definition.selection.isBoundaryDayAllowed,
      }),
  };
}

/** Kits on the shelf that end together. */
interface Batch {
  readonly dating: number;
  /** Expiry, or the end of the stability budget where that comes first. */
  readonly endDay: number;
  readonly kits: number;
}

/** The shelf of a place by the day on which kits end, the earliest first. */
function batchesOf(
  { lots, counts, limited }: StockSource,
  place: PlaceRecord,
  type: number,
): readonly Batch[] {
  const apart = limited(place.id).filter((kit) => kit.group === shelf && kit.type === type);
  const batches = lots.map(({ id, expiryDay }) => ({
    dating: id,
    endDay: expiryDay,
    kits: counts.at(place.id, id, shelf, type) - apart.filter(({ dating }) => dating === id).length,
  }));
  if (apart.length === 0) return batches;
  const ends = apart.map(({ dating, endDay }) => ({ dating, endDay, kits: 1 }));
  return [...batches, ...ends].sort((a, b) => a.endDay - b.endDay);
}

function shelfOf(source: StockSource, site: PlaceRecord, type: number): readonly ShelfKits[] {
  const { definition } = source;
  const { days } = doNotDaysAt(definition, site, 'dispense');
  const { isBoundaryDayAllowed } = definition.selection;
  return batchesOf(source, site, type).flatMap(({ endDay, kits }) => {
    const lastDay = lastAllowedDay(endDay, days, isBoundaryDayAllowed);
    return kits === 0 || lastDay < source.today(site) ? [] : [{ lastDay, kits }];
  });
}

/** What a depot has beyond what it promised; promises take first-expiring kits. */
function freeStock(
  batches: readonly Batch[],
  depot: {
    readonly today: number;
    readonly promised: number;
    readonly elsewhere: ReadonlyMap<number, ReadonlySet<string>>;
  },
): readonly DepotStock[] {
  let taken = depot.promised;
  return batches.flatMap(({ dating, endDay, kits: all }) => {
    const kits = endDay < depot.today ? 0 : all;
    const free = Math.max(0, kits - taken);
    taken -= kits - free;
    if (free === 0) return [];
    const notFor = depot.elsewhere.get(dating);
    return [{ expiryDay: endDay, kits: free, ...(notFor === undefined ? {} : { notFor }) }];
  });
}

/** The first day of expiry with which a kit counts as stock of a site today. */
const firstCounted = ({ definition, today }: StockSource, site: PlaceRecord): number =>
  firstAllowedExpiry(
    today(site),
    doNotDaysAt(definition, site, 'count').days,
    definition.selection.isBoundaryDayAllowed,
  );
