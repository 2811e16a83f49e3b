import { lastAllowedDay } from '../supply/kit-selection.ts';
import type { SupplyModel, SupplySite } from './model.ts';
import { EXPIRED_AT_DEPOTS, EXPIRED_AT_SITES, FATES, PACKAGED, USED } from './tally.ts';

/** Kits by place and lot, and the sums that rules look at. Kits of a lot are alike. */
export class Shelves {
  readonly kitTypes: number;
  readonly lots: number;
  readonly sites: number;
  readonly lotType: Int32Array;
  readonly lotExpiry: Int32Array;
  readonly lotDepot: Int32Array;
  /** Lots of a type are lotStart[type] .. lotStart[type + 1], first expiring first. */
  readonly lotStart: Int32Array;
  /** [site · lots + lot] */
  readonly stock: Int32Array;
  readonly transit: Int32Array;
  /** [site · lots + lot]: kits of stopped boxes, which are neither on a shelf nor counted on. */
  readonly held: Int32Array;
  /** By lot, at its depot. */
  readonly depot: Int32Array;
  /** [site · types + type]: kits on the shelf and on the way that are not past do-not-count. */
  readonly available: Int32Array;
  /** [depot · types + type] */
  readonly atDepots: Int32Array;
  /** [depot · types + type]: kits that left the depot for sites. */
  readonly sent: Int32Array;
  /** [type · FATES + fate] */
  readonly fates: Float64Array;
  /** By lot, and by [site · types + type]: kits that expired. */
  readonly expiredOfLot: Int32Array;
  readonly expiredAt: Int32Array;
  private readonly model: SupplyModel;
  /** [type]: kits put on the shelves of all sites so far, less those that expired there. */
  private readonly placed: Int32Array;
  /** [site · lots + lot]: last day on which kits of a lot count at a site. */
  private readonly lastCount: Int32Array;

  constructor(model: SupplyModel) {
    const { kitTypes, lots, sites, depots } = model;
    this.model = model;
    this.kitTypes = kitTypes;
    this.lots = lots.length;
    this.sites = sites.length;
    this.lotType = Int32Array.from(lots, ({ kitType }) => kitType);
    this.lotExpiry = Int32Array.from(lots, ({ expiryDay }) => expiryDay);
    this.lotDepot = Int32Array.from(lots, ({ depot }) => depot);
    this.lotStart = Int32Array.from({ length: kitTypes + 1 }, (_, type) => {
      const first = lots.findIndex(({ kitType }) => kitType >= type);
      return first < 0 ? lots.length : first;
    });
    this.lastCount = Int32Array.from(
      sites.flatMap(({ doNotCount }) =>
        lots.map(({ expiryDay }) =>
          lastAllowedDay(expiryDay, doNotCount, model.isBoundaryDayAllowed),
        ),
      ),
    );
    this.stock = new Int32Array(this.sites * this.lots);
    this.transit = new Int32Array(this.sites * this.lots);
    this.held = new Int32Array(this.sites * this.lots);
    this.depot = new Int32Array(this.lots);
    this.available = new Int32Array(this.sites * kitTypes);
    this.placed = new Int32Array(kitTypes);
    this.atDepots = new Int32Array(depots * kitTypes);
    this.sent = new Int32Array(depots * kitTypes);
    this.fates = new Float64Array(kitTypes * FATES);
    this.expiredOfLot = new Int32Array(this.lots);
    this.expiredAt = new Int32Array(this.sites * kitTypes);
  }

  /** Empty places but for what sites hold at the beginning. */
  restart(): void {
    for (const column of [this.stock, this.transit, this.held, this.depot]) column.fill(0);
    for (const column of [this.available, this.placed, this.atDepots, this.sent]) column.fill(0);
    for (const column of [this.expiredOfLot, this.expiredAt]) column.fill(0);
    this.fates.fill(0);
    this.model.sites.forEach(({ stock }: SupplySite, site) => {
      for (const { lot, kits } of stock) {
        this.count(this.lotType[lot] as number, PACKAGED, kits);
        this.put(site, lot, kits);
        this.countAvailable(site, lot, kits, 0);
      }
    });
  }

  count(type: number, fate: number, kits: number): void {
    const place = type * FATES + fate;
    this.fates[place] = (this.fates[place] as number) + kits;
  }

  /** Kits of a type on the shelves of all sites. */
  atSites(type: number): number {
    return (this.placed[type] as number) - (this.fates[type * FATES + USED] as number);
  }

  /** Kits of a type on the shelf of a site. */
  onShelf(site: number, type: number): number {
    let kits = 0;
    const end = this.lotStart[type + 1] as number;
    for (let lot = this.lotStart[type] as number; lot < end; lot++) {
      kits += this.stock[site * this.lots + lot] as number;
    }
    return kits;
  }

  /** Puts kits on a site's shelf; whether they are available is counted when they are sent. */
  put(site: number, lot: number, kits: number): void {
    const cell = site * this.lots + lot;
    const type = this.lotType[lot] as number;
    this.stock[cell] = (this.stock[cell] as number) + kits;
    this.placed[type] = (this.placed[type] as number) + kits;
  }

  /** Kits of a lot come to, or leave, what is available to a site; past do-not-count they are none. */
  countAvailable(site: number, lot: number, kits: number, day: number): void {
    if ((this.lastCount[site * this.lots + lot] as number) < day) return;
    const cell = site * this.kitTypes + (this.lotType[lot] as number);
    this.available[cell] = (this.available[cell] as number) + kits;
  }

  /** The first lot of a type at a site that expires late enough, if enough kits of such lots are there; -1 elsewhere. */
  firstUsable(site: number, type: number, wanted: number, earliestExpiry: number): number {
    const { stock, lotExpiry } = this;
    const end = this.lotStart[type + 1] as number;
    const base = site * this.lots;
    let usable = 0;
    let first = -1;
    for (let lot = this.lotStart[type] as number; lot < end; lot++) {
      const kits = stock[base + lot] as number;
      if (kits === 0 || (lotExpiry[lot] as number) < earliestExpiry) continue;
      if (first < 0) first = lot;
      usable += kits;
      if (usable >= wanted) return first;
    }
    return -1;
  }

  /** Takes kits of a type from the lot that `firstUsable` found on: the others expire later. */
  take(site: number, type: number, wanted: number, first: number, day: number): void {
    const { stock } = this;
    const cell = site * this.lots + first;
    const kits = stock[cell] as number;
    this.count(type, USED, wanted);
    let counted = 0;
    if (kits >= wanted) {
      stock[cell] = kits - wanted;
      if ((this.lastCount[cell] as number) >= day) counted = wanted;
    } else counted = this.takeOfSeveral(cell, wanted, day);
    const place = site * this.kitTypes + type;
    this.available[place] = (this.available[place] as number) - counted;
  }

  /** Takes kits of a lot and those after it; gives how many of them still counted. */
  private takeOfSeveral(first: number, wanted: number, day: number): number {
    const { stock, lastCount } = this;
    let counted = 0;
    let rest = wanted;
    for (let cell = first; rest > 0; cell++) {
      const kits = stock[cell] as number;
      const taken = kits < rest ? kits : rest;
      stock[cell] = kits - taken;
      if ((lastCount[cell] as number) >= day) counted += taken;
      rest -= taken;
    }
    return counted;
  }

  /** A lot comes to its depot. */
  release(lot: number, kits: number): void {
    const type = this.lotType[lot] as number;
    this.addToDepot(lot, kits);
    this.count(type, PACKAGED, kits);
  }

  addToDepot(lot: number, kits: number): void {
    const cell = (this.lotDepot[lot] as number) * this.kitTypes + (this.lotType[lot] as number);
    this.depot[lot] = (this.depot[lot] as number) + kits;
    this.atDepots[cell] = (this.atDepots[cell] as number) + kits;
  }

  /** What lies about of a lot whose last day is over expires; what is on the way does so on arrival. */
  expire(lot: number): void {
    const type = this.lotType[lot] as number;
    const atDepot = this.depot[lot] as number;
    this.count(type, EXPIRED_AT_DEPOTS, atDepot);
    this.addToDepot(lot, -atDepot);
    for (let site = 0; site < this.sites; site++) {
      const kits = this.stock[site * this.lots + lot] as number;
      if (kits === 0) continue;
      this.put(site, lot, -kits);
      this.countExpired(site, lot, kits);
    }
    this.expiredOfLot[lot] = (this.expiredOfLot[lot] as number) + atDepot;
  }

  countExpired(site: number, lot: number, kits: number): void {
    const type = this.lotType[lot] as number;
    const cell = site * this.kitTypes + type;
    this.count(type, EXPIRED_AT_SITES, kits);
    this.expiredAt[cell] = (this.expiredAt[cell] as number) + kits;
    this.expiredOfLot[lot] = (this.expiredOfLot[lot] as number) + kits;
  }
}
