import { isoDateFromEpochDay } from '../../../base/iso-date.ts';
import type { ForecastScenarioInput } from '../../../contracts/forecast-scenario.ts';
import type { StudyDefinition } from '../../../domain/study/study-definition.ts';
import type { PlaceRecord } from '../../../store/queries/places.ts';
import type { StockSource } from '../../queries/stock-cells.ts';

type Lot = {
  -readonly [
    K in keyof ForecastScenarioInput['lots'][number]
  ]: ForecastScenarioInput['lots'][number][K];
};

const SHELF = 0;
const TRANSIT = 1;

/** Kits of one lot, as scenarios name them. */
export interface NamedKits {
  readonly lot: string;
  readonly kits: number;
}

/** What a site has, and what is promised to it. */
export interface SiteHolding {
  readonly stock: readonly NamedKits[];
  readonly inTransit: readonly NamedKits[];
}

/** Letters that ids allow, at most so many. */
const slug = (text: string, length: number): string =>
  text.replaceAll(/[^A-Za-z0-9_-]/g, '').slice(0, length);

/**
 * The lots of a study as scenarios have them: one a lot, last day of use, kit type and depot, with what the depot has.
 * Kits that are asked for and not yet on the way leave the first-expiring lots of their depot.
 */
export class StudyLots {
  readonly lots: Lot[] = [];
  private readonly source: StockSource;
  private readonly start: string;
  private readonly places: ReadonlyMap<string, PlaceRecord>;
  /** Countries that have not approved the day of expiry of a dated lot. */
  private readonly closed: ReadonlyMap<number, ReadonlySet<string>>;
  private readonly ids = new Map<string, Lot>();

  constructor(
    source: StockSource,
    start: string,
    places: ReadonlyMap<string, PlaceRecord>,
    closed: ReadonlyMap<number, ReadonlySet<string>> = new Map(),
  ) {
    this.closed = closed;
    this.source = source;
    this.start = start;
    this.places = places;
    for (const depot of source.definition.depots) this.addDepot(depot.id);
  }

  private addDepot(depot: string): void {
    const place = this.places.get(depot) as PlaceRecord;
    this.source.lots.forEach((_, at) =>
      this.source.kitTypes.forEach((_type, type) => {
        for (const { expiryDay, kits } of this.pilesAt(place, at, SHELF, type)) {
          this.lotAt(depot, at, type, expiryDay).kits += kits;
        }
      }),
    );
  }

  /**
   * Kits of a dated lot by the last day on which they can be used: its expiry, or the end of their stability budget.
   * Kits whose budget is over are left out.
   */
  private pilesAt(
    place: PlaceRecord,
    at: number,
    group: number,
    type: number,
  ): readonly { readonly expiryDay: number; readonly kits: number }[] {
    const { id, expiryDay } = this.source.lots[at] as StockSource['lots'][number];
    const today = this.source.today(place);
    const ends = this.source
      .limited(place.id)
      .filter((kit) => kit.dating === id && kit.group === group && kit.type === type)
      .map(({ endDay }) => endDay);
    const whole = this.source.counts.at(place.id, id, group, type) - ends.length;
    const days = [...new Set(ends)].filter((day) => day >= today).toSorted((a, b) => a - b);
    return [
      ...days.map((day) => ({ expiryDay: day, kits: ends.filter((end) => end === day).length })),
      { expiryDay, kits: whole },
    ].filter(({ kits }) => kits > 0);
  }

  /** The scenario's lot for a lot of the study at a depot; made when it is asked for first. */
  private lotAt(depot: string, at: number, type: number, expiryDay: number): Lot {
    const key = `${depot} ${at} ${type} ${expiryDay}`;
    const known = this.ids.get(key);
    if (known !== undefined) return known;
    const { id: dating, code } = this.source.lots[at] as StockSource['lots'][number];
    const kitType = this.source.kitTypes[type] as string;
    const id = `${slug(code, 14) || 'L'}.${slug(kitType, 10)}.${slug(depot, 8)}.${this.ids.size + 1}`;
    const expiry = isoDateFromEpochDay(expiryDay);
    const release = expiry < this.start ? expiry : this.start;
    const closed = [...(this.closed.get(dating) ?? [])];
    const notFor = closed.length === 0 ? {} : { notFor: closed };
    const lot: Lot = { id, kitType, depot, kits: 0, release, expiry, ...notFor };
    this.ids.set(key, lot);
    this.lots.push(lot);
    return lot;
  }

  /** What a site has on its shelf and on the way. */
  holdingOf(site: StudyDefinition['sites'][number]): SiteHolding {
    const place = this.places.get(site.id) as PlaceRecord;
    const kits = (group: number): readonly NamedKits[] =>
      this.source.lots.flatMap((_, at) =>
        this.source.kitTypes.flatMap((_type, type) =>
          this.pilesAt(place, at, group, type).map((pile) => ({
            lot: this.lotAt(site.depot, at, type, pile.expiryDay).id,
            kits: pile.kits,
          })),
        ),
      );
    return { stock: kits(SHELF), inTransit: kits(TRANSIT) };
  }

  /** Takes requested kits of a type for a country out of a depot, first expiring first. */
  promise(depot: string, kitType: string, count: number, country: string): readonly NamedKits[] {
    let rest = count;
    const taken: NamedKits[] = [];
    const own = this.lots
      .filter((lot) => lot.depot === depot && lot.kitType === kitType && lot.expiry >= this.start)
      .filter((lot) => lot.notFor?.includes(country) !== true)
      .toSorted((a, b) => (a.expiry < b.expiry ? -1 : a.expiry > b.expiry ? 1 : 0));
    for (const lot of own) {
      const kits = Math.min(rest, lot.kits);
      if (kits === 0) continue;
      lot.kits -= kits;
      rest -= kits;
      taken.push({ lot: lot.id, kits });
    }
    return taken;
  }

  /** A lot of no kits for a type that a depot must have and has none of; true when it had to be made. */
  ensure(depot: string, kitType: string): boolean {
    if (this.lots.some((lot) => lot.depot === depot && lot.kitType === kitType)) return false;
    const id = `none.${slug(kitType, 16)}.${slug(depot, 12)}`;
    this.lots.push({ id, kitType, depot, kits: 0, release: this.start, expiry: this.start });
    return true;
  }
}
