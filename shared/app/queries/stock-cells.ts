import { epochMsOf } from '../../base/instant.ts';
import { epochDayOf } from '../../base/iso-date.ts';
import type { StockCell } from '../../contracts/stock.ts';
import { effectiveDoNotDays } from '../../domain/lot/do-not-days.ts';
import type { EffectiveDays, KitPurpose } from '../../domain/lot/do-not-days.ts';
import type { CountryCode, SiteId, StudyDefinition } from '../../domain/study/study-definition.ts';
import { lastAllowedDay } from '../../engine/supply/kit-selection.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import type { PlaceRecord } from '../../store/queries/places.ts';
import { stockCounts } from '../../store/queries/stock-counts.ts';
import type { StockCounter, StockCounts } from '../../store/queries/stock-counts.ts';
import { eachDispensedSince, stockLots } from '../../store/queries/stock-dispensed.ts';
import type { StockLot } from '../../store/queries/stock-dispensed.ts';
import type { QueryContext } from '../handlers.ts';
import { limitedByPlace } from './limited-stock.ts';
import type { LimitedAtPlace } from './limited-stock.ts';
import { todayIn } from './kit-view.ts';
import { typeColumn } from './unveil.ts';

/** Days of supply look back on the last eight weeks; a last day within 60 days is near. */
export const stockRule = { lookBackDays: 56, endingDays: 60 } as const;

type Tally = { -readonly [K in Exclude<keyof StockCell, 'days'>]: number };

/** What the cells of all places are made from, read once a question. */
export interface StockSource {
  readonly definition: StudyDefinition;
  /** Ids of the kit types; empty without the key. */
  readonly kitTypes: readonly string[];
  readonly typeCount: number;
  readonly counts: StockCounts;
  readonly lots: readonly StockLot[];
  /** Kits among the counted ones whose stability budget ends before their expiry, by the id of the place. */
  limited(place: number): readonly LimitedAtPlace[];
  /** Kits dispensed in the weeks looked back on, by site and type. */
  dispensed(site: number, type: number): number;
  /** Today at the place, as an epoch day. */
  today(place: PlaceRecord): number;
}

/** Who counts the stock of a store: holders of the key by type, others all kits as one type. */
export function stockCounter({ db, sealer }: Pick<QueryContext, 'db' | 'sealer'>): StockCounter {
  const { kitTypes } = currentDefinition(db).definition;
  return {
    owner: sealer ?? db,
    types: sealer === null ? null : typeColumn(db, sealer),
    typeCount: sealer === null ? 1 : Math.max(1, kitTypes.length),
  };
}

/** Reads what stock is counted from. Without the key all kits count as one type. */
export function stockSource(context: QueryContext): StockSource {
  const { db, sealer, now } = context;
  const { definition } = currentDefinition(db);
  const kitTypes = sealer === null ? [] : definition.kitTypes.map(({ id }) => id as string);
  const counter = stockCounter(context);
  const { types, typeCount } = counter;
  const counts = stockCounts(db, counter);
  const given = new Int32Array(counts.extent.places * typeCount);
  const fromDay = Math.floor(epochMsOf(now.instant) / 86_400_000) - stockRule.lookBackDays;
  eachDispensedSince(db, fromDay, (site, kit) => {
    const at = site * typeCount + (types === null ? 0 : (types[kit] as number));
    given[at] = (given[at] ?? 0) + 1;
  });
  const day = todayIn(now);
  return {
    definition,
    kitTypes,
    typeCount,
    counts,
    lots: stockLots(db),
    limited: limitedByPlace(db, types),
    dispensed: (site, type) => given[site * typeCount + type] ?? 0,
    today: (place) => epochDayOf(day(place.zone)),
  };
}

/** The days in force for a purpose at a place. Where a depot ships to is open, so shipping from it follows the study. */
export function doNotDaysAt(
  definition: StudyDefinition,
  place: PlaceRecord,
  purpose: KitPurpose,
): EffectiveDays {
  const isOpenEnd = place.kind === 'depot' && purpose === 'ship';
  return effectiveDoNotDays(
    definition.selection,
    purpose,
    isOpenEnd
      ? {}
      : {
          country: place.country as CountryCode,
          ...(place.kind === 'site' ? { site: place.code as SiteId } : {}),
        },
  );
}

const emptyTally = (): Tally => ({
  available: 0,
  counted: 0,
  ending: 0,
  past: 0,
  outOfBudget: 0,
  inTransit: 0,
  quarantined: 0,
  dispensed: 0,
});

/** Adds up tallies; days of supply are those of the sum. */
export function sumOfCells(cells: readonly StockCell[]): StockCell {
  const sum = emptyTally();
  for (const cell of cells) {
    for (const key of Object.keys(sum) as (keyof Tally)[]) sum[key] += cell[key];
  }
  return withDays(sum);
}

/** Whole days that the counted kits last: counted · 56 / dispensed in the last 56 days, rounded down. */
const withDays = (tally: Tally): StockCell => ({
  ...tally,
  days:
    tally.dispensed === 0
      ? null
      : Math.floor((tally.counted * stockRule.lookBackDays) / tally.dispensed),
});

/** The days that decide what a kit on the shelf of a place counts as. */
interface ShelfRule {
  readonly today: number;
  /** The last day of use with a day of expiry, and the last day to count. */
  lastUse(expiryDay: number): number;
  lastCount(expiryDay: number): number;
}

function shelfRule({ definition, today }: StockSource, place: PlaceRecord): ShelfRule {
  const { days } = doNotDaysAt(definition, place, place.kind === 'site' ? 'dispense' : 'ship');
  const toCount = doNotDaysAt(definition, place, 'count').days;
  const { isBoundaryDayAllowed } = definition.selection;
  return {
    today: today(place),
    lastUse: (expiryDay) => lastAllowedDay(expiryDay, days, isBoundaryDayAllowed),
    lastCount: (expiryDay) => lastAllowedDay(expiryDay, toCount, isBoundaryDayAllowed),
  };
}

/** One cell a type for a place. */
export function cellsOf(source: StockSource, place: PlaceRecord): readonly StockCell[] {
  const { counts, lots, typeCount } = source;
  const rule = shelfRule(source, place);
  const tallies = Array.from({ length: typeCount }, emptyTally);
  for (const { id, expiryDay } of lots) {
    const last = rule.lastUse(expiryDay);
    const isCounted = rule.lastCount(expiryDay) >= rule.today;
    for (let type = 0; type < typeCount; type += 1) {
      const tally = tallies[type] as Tally;
      putOnShelf(tally, { last, isCounted, today: rule.today }, counts.at(place.id, id, 0, type));
      tally.inTransit += counts.at(place.id, id, 1, type);
      tally.quarantined += counts.at(place.id, id, 2, type);
    }
  }
  for (const kit of source.limited(place.id)) {
    if (kit.group === 0) limitOnShelf(tallies[kit.type] as Tally, rule, kit);
  }
  return tallies.map((tally, type) =>
    withDays({ ...tally, dispensed: source.dispensed(place.id, type) }),
  );
}

function putOnShelf(
  tally: Tally,
  { last, isCounted, today }: { last: number; isCounted: boolean; today: number },
  kits: number,
): void {
  if (last < today) tally.past += kits;
  else tally.available += kits;
  if (isCounted) tally.counted += kits;
  if (last >= today && last <= today + stockRule.endingDays) tally.ending += kits;
}

/** Counts a kit by the end of its stability budget instead of its expiry. */
function limitOnShelf(tally: Tally, rule: ShelfRule, kit: LimitedAtPlace): void {
  const { today } = rule;
  const day = (end: number) => ({
    last: rule.lastUse(end),
    isCounted: rule.lastCount(end) >= today,
    today,
  });
  const [byExpiry, byBudget] = [day(kit.expiryDay), day(kit.endDay)];
  putOnShelf(tally, byExpiry, -1);
  putOnShelf(tally, byBudget, 1);
  if (byBudget.last < today && byExpiry.last >= today) tally.outOfBudget += 1;
}

/** Kits of a dated lot and type on the shelf of a place that their stability budget alone keeps from use today. */
export function outOfBudgetAt(
  source: StockSource,
  place: PlaceRecord,
  { dating, type }: { readonly dating: number; readonly type: number },
): number {
  const { today, lastUse } = shelfRule(source, place);
  return source
    .limited(place.id)
    .filter((kit) => kit.group === 0 && kit.dating === dating && kit.type === type)
    .filter(({ endDay, expiryDay }) => lastUse(endDay) < today && lastUse(expiryDay) >= today)
    .length;
}
