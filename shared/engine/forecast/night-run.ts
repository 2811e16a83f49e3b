import type { WordSource } from '../prng/simulation/xoshiro.ts';
import { ClaimSheet } from '../supply/resupply/claim-sheet.ts';
import type { DepotLots } from '../supply/resupply/claim-sheet.ts';
import type { OrderSheet, OrderStart } from '../supply/resupply/order-sheet.ts';
import { DayQueue } from './day-queue.ts';
import type { ExpectedNeed } from './expected-need.ts';
import type { ForecastModel, LotModel, SupplyModel, SupplySite } from './model.ts';
import type { Shelves } from './shelves.ts';
import { SiteOrders } from './site-orders.ts';
import type { Subjects } from './subjects.ts';
import type { Transports } from './transports.ts';
import type { Ways } from './ways.ts';

/** Sites up to this many are sorted by insertion. */
const FEW = 24;

/**
 * Resupply runs by the rule of the living study. A site is looked at only when something happened that could make
 * it order: its stock fell, it opened, its depot got kits, or its predicted need may have grown to its trigger.
 */
export class NightRun {
  /** Sites that are supplied, ever received anything, and are done with. */
  readonly isOpen: Uint8Array;
  readonly wasSupplied: Uint8Array;
  readonly isClosed: Uint8Array;
  isRecruiting = true;
  /** Looks at all sites in every run, as a check that looking at fewer changes nothing. */
  looksEveryNight = false;
  /** Whether any depot lacked kits that were asked of it so far. */
  wasShort = false;
  private readonly sites: readonly SupplySite[];
  private readonly closesSites: boolean;
  private readonly depotOf: Int32Array;
  private readonly orders: SiteOrders;
  private readonly claims: ClaimSheet;
  private readonly depotLots: DepotLots;
  private readonly shelves: Shelves;
  private readonly subjects: Subjects;
  private readonly transports: Transports;
  private readonly need: ExpectedNeed;
  private readonly ways: Ways;
  private readonly wakeUps: DayQueue;
  /** The last wake-up planned for each site; earlier ones no longer count. */
  private readonly wakeDay: Int32Array;
  private readonly marked: Int32Array;
  private readonly isMarked: Uint8Array;
  private readonly isStarved: Uint8Array;
  private readonly boxOf: Int32Array;
  private markedCount = 0;

  constructor(
    model: ForecastModel,
    parts: {
      readonly shelves: Shelves;
      readonly subjects: Subjects;
      readonly transports: Transports;
      readonly need: ExpectedNeed;
      readonly ways: Ways;
    },
  ) {
    const { sites, kitTypes } = model.supply;
    this.sites = sites;
    this.closesSites = model.supply.closesSites;
    this.shelves = parts.shelves;
    this.subjects = parts.subjects;
    this.transports = parts.transports;
    this.need = parts.need;
    this.ways = parts.ways;
    this.depotOf = Int32Array.from(sites, ({ depot }) => depot);
    this.orders = new SiteOrders(model, parts.shelves, parts.need);
    this.claims = new ClaimSheet(sites.length * kitTypes);
    this.depotLots = depotLotsOf(parts.shelves, model.supply);
    this.isOpen = new Uint8Array(sites.length);
    this.wasSupplied = new Uint8Array(sites.length);
    this.isClosed = new Uint8Array(sites.length);
    this.wakeUps = new DayQueue(model.horizon, sites.length);
    this.wakeDay = new Int32Array(sites.length);
    this.marked = new Int32Array(sites.length);
    this.isMarked = new Uint8Array(sites.length);
    this.isStarved = new Uint8Array(sites.length);
    this.boxOf = new Int32Array(sites.length).fill(-1);
  }

  restart(): void {
    this.wakeUps.clear();
    this.wakeDay.fill(-1);
    this.markedCount = 0;
    this.isRecruiting = true;
    for (const column of [this.isMarked, this.isStarved, this.isOpen, this.isClosed])
      column.fill(0);
    this.wasShort = false;
    this.sites.forEach((site, i) => (this.wasSupplied[i] = site.wasSupplied ? 1 : 0));
  }

  /** The site will be looked at in the next run. */
  mark(site: number): void {
    if (this.isMarked[site] === 1) return;
    this.isMarked[site] = 1;
    this.marked[this.markedCount++] = site;
  }

  /** Somebody came, or kits were used otherwise than expected. */
  markNeed(site: number): void {
    if (this.heedsNeed(site)) this.mark(site);
  }

  /** What subjects will need matters where it decides levels, or nothing was sent yet. */
  heedsNeed(site: number): boolean {
    return this.orders.isPlain[site] === 0 || this.wasSupplied[site] === 0;
  }

  /** Kits were taken: matters where a fixed level is reached, and where some are owed. */
  noteTaken(site: number): void {
    if (this.isMarked[site] === 1 || this.orders.isPlain[site] === 0) return;
    if (this.isStarved[site] === 1 || this.orders.isAnyTriggered(site)) this.mark(site);
  }

  endRecruitment(): void {
    this.isRecruiting = false;
    for (let site = 0; site < this.sites.length; site++) this.closeIfDone(site);
  }

  /** A site at which nobody is treated any more is supplied no longer, once recruitment is over. */
  closeIfDone(site: number): void {
    if (!this.closesSites || this.isRecruiting) return;
    if (this.subjects.active[site] !== 0 || this.isClosed[site] === 1) return;
    this.isClosed[site] = 1;
    this.mark(site);
  }

  /** A depot got kits: whoever went short asks again. */
  markStarved(): void {
    for (let site = 0; site < this.isStarved.length; site++) {
      if (this.isStarved[site] === 1) this.mark(site);
    }
  }

  /** The run of a day, if there is one. Sites wait marked until then. */
  run(day: number, source: WordSource): void {
    if (this.looksEveryNight) for (let site = 0; site < this.sites.length; site++) this.mark(site);
    for (let site = this.wakeUps.take(day); site >= 0; site = this.wakeUps.take(day)) {
      if (this.wakeDay[site] === day) this.mark(site);
    }
    if (this.markedCount === 0 || this.ways.nextRun[day] !== day) return;
    this.claims.clear();
    const marked = this.markedCount;
    this.markedCount = 0;
    this.sortMarked(marked);
    for (let i = 0; i < marked; i++) {
      const site = this.marked[i] as number;
      this.isMarked[site] = 0;
      this.consider(site, day);
    }
    if (this.claims.size > 0) this.serve(day, source);
  }

  /** In order of the sites, so that chance on the way does not depend on why a site is looked at. */
  private sortMarked(count: number): void {
    const { marked } = this;
    if (count > FEW) {
      marked.subarray(0, count).sort();
      return;
    }
    for (let i = 1; i < count; i++) {
      const site = marked[i] as number;
      let at = i;
      while (at > 0 && (marked[at - 1] as number) > site) {
        marked[at] = marked[at - 1] as number;
        at--;
      }
      marked[at] = site;
    }
  }

  private consider(site: number, day: number): void {
    const { orders } = this;
    const start = this.startOf(site);
    if (start === 'running' && orders.isPlain[site] === 1 && !orders.isAnyTriggered(site)) {
      this.isStarved[site] = 0;
      return;
    }
    const ordered = orders.decide(site, day, start, this.isRecruiting);
    this.isStarved[site] = 0;
    if (ordered > 0) this.claim(orders.sheetOf(site), site, day);
    if (start === 'initial') orders.forgetInitial(site);
    if (this.need.isPredicted(site)) this.planWakeUp(site, day, ordered > 0);
  }

  private claim(sheet: OrderSheet, site: number, day: number): void {
    const { claims } = this;
    const base = site * this.shelves.kitTypes;
    const firstExpiryDay = this.ways.firstExpiry(site, day);
    for (let type = 0; type < this.shelves.kitTypes; type++) {
      if (sheet.ordered[type] === 0) continue;
      const margin = (sheet.available[type] as number) - (sheet.trigger[type] as number);
      const claim = claims.add(base + type, margin);
      claims.claimant[claim] = site;
      claims.kitType[claim] = type;
      claims.depot[claim] = this.depotOf[site] as number;
      claims.ordered[claim] = sheet.ordered[type] as number;
      claims.packSize[claim] = sheet.packSize[type] as number;
      claims.firstExpiryDay[claim] = firstExpiryDay;
    }
  }

  private startOf(site: number): OrderStart {
    if (this.isOpen[site] === 0 || this.isClosed[site] === 1) return 'waiting';
    if (this.wasSupplied[site] === 1) return 'running';
    const { initialOn } = this.sites[site] as SupplySite;
    if (initialOn === 'first-randomized' && this.subjects.everAt[site] === 0) return 'waiting';
    return 'initial';
  }

  /** When the site must be looked at again if nothing happens to it before. */
  private planWakeUp(site: number, day: number, hasOrdered: boolean): void {
    const start = this.startOf(site);
    if (start === 'waiting') return;
    const night = hasOrdered ? day + 1 : this.orders.nextNight(site, day, start, this.isRecruiting);
    this.wakeDay[site] = night;
    this.wakeUps.add(night, site);
  }

  /** Shares the depots, and sends one box to every site that got anything. */
  private serve(day: number, source: WordSource): void {
    const { claims, transports, boxOf } = this;
    claims.grant(this.depotLots);
    for (let take = 0; take < claims.takes; take++) {
      const site = claims.claimant[claims.takenBy[take] as number] as number;
      const lot = claims.takenLot[take] as number;
      const kits = claims.takenKits[take] as number;
      if (boxOf[site] === -1) boxOf[site] = transports.open(site);
      transports.send(boxOf[site] as number, lot, kits, day);
    }
    this.noteShort();
    this.dispatchBoxes(day, source);
  }

  private noteShort(): void {
    const { claims } = this;
    for (let claim = 0; claim < claims.size; claim++) {
      if (claims.granted[claim] === claims.ordered[claim]) continue;
      this.isStarved[claims.claimant[claim] as number] = 1;
      this.wasShort = true;
    }
  }

  private dispatchBoxes(day: number, source: WordSource): void {
    const { claims, transports, boxOf } = this;
    const dispatch = this.ways.dispatch[day] as number;
    for (let claim = 0; claim < claims.size; claim++) {
      const site = claims.claimant[claim] as number;
      const box = boxOf[site] as number;
      if (box < 0) continue;
      boxOf[site] = -1;
      // With what it gets, a site that went short may ask for less the next time, or for nothing. Who got kits that
      // do not count may be at a trigger as before.
      if (this.isStarved[site] === 1 || this.mayOrderAgain(site)) this.mark(site);
      const arrival = this.ways.arrival(site, dispatch, transports.drawLead(site, source));
      transports.dispatch(box, arrival, source);
    }
  }

  /** Sites of predicted need have planned a look of their own. */
  private mayOrderAgain(site: number): boolean {
    const { orders } = this;
    if (this.need.isPredicted(site)) return false;
    return (
      orders.isPlain[site] === 0 || this.wasSupplied[site] === 0 || orders.isAnyTriggered(site)
    );
  }
}

const depotLotsOf = (
  { depot, lotExpiry, lotDepot, lotStart }: Shelves,
  { lots, sites }: SupplyModel,
): DepotLots => ({
  kits: depot,
  expiryDay: lotExpiry,
  depotOf: lotDepot,
  start: lotStart,
  notFor: closedSites(lots, sites.length),
  destinations: sites.length,
});

/** [lot · sites + site]: 1 where kits of a lot may not be sent; null when all may go everywhere. */
function closedSites(lots: readonly LotModel[], sites: number): Uint8Array | null {
  if (lots.every(({ notFor = [] }) => notFor.length === 0)) return null;
  const closed = new Uint8Array(lots.length * sites);
  lots.forEach(({ notFor = [] }, lot) => {
    for (const site of notFor) closed[lot * sites + site] = 1;
  });
  return closed;
}
