import type { WordSource } from '../prng/simulation/xoshiro.ts';
import { ClaimSheet } from '../supply/resupply/claim-sheet.ts';
import type { DepotLots } from '../supply/resupply/claim-sheet.ts';
import { OrderSheet, isAtTrigger, predictedLevel } from '../supply/resupply/order-sheet.ts';
import type { OrderRule, OrderStart } from '../supply/resupply/order-sheet.ts';
import { DayQueue } from './day-queue.ts';
import type { ExpectedNeed } from './expected-need.ts';
import type { ForecastModel, SupplySite } from './model.ts';
import type { Shelves } from './shelves.ts';
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
  /** By depot and type: kits asked for that the depot lacked. */
  readonly lacking: Int32Array;
  private readonly unmet: Int32Array;
  private readonly sites: readonly SupplySite[];
  private readonly rules: readonly OrderRule[];
  private readonly depotOf: Int32Array;
  private readonly levels: Levels;
  /** By site, so that only what changes is filled in; sites of the same levels share one. */
  private readonly sheets: readonly OrderSheet[];
  /** Sites whose levels stand fixed and whose types are looked at one by one. */
  private readonly isPlain: Uint8Array;
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
  private reachedSite = 0;

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
    const { sites, kitTypes, depots } = model.supply;
    this.sites = sites;
    this.shelves = parts.shelves;
    this.subjects = parts.subjects;
    this.transports = parts.transports;
    this.need = parts.need;
    this.ways = parts.ways;
    this.rules = sites.map(orderRule);
    this.depotOf = Int32Array.from(sites, ({ depot }) => depot);
    this.levels = levelsOf(sites, kitTypes);
    this.sheets = sheetsOf(sites, kitTypes);
    this.sheets.forEach((sheet, site) => this.fillLevels(sheet, site));
    this.isPlain = Uint8Array.from(sites, ({ rule }, site) =>
      rule.pooling === 'by-type' && !parts.need.isPredicted(site) ? 1 : 0,
    );
    this.claims = new ClaimSheet(sites.length * kitTypes);
    this.depotLots = depotLotsOf(parts.shelves);
    this.isOpen = new Uint8Array(sites.length);
    this.wasSupplied = new Uint8Array(sites.length);
    this.isClosed = new Uint8Array(sites.length);
    this.lacking = new Int32Array(depots * kitTypes);
    this.unmet = new Int32Array(sites.length * kitTypes);
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
    this.lacking.fill(0);
    this.unmet.fill(0);
    this.sites.forEach((site, i) => (this.wasSupplied[i] = site.wasSupplied ? 1 : 0));
  }

  /** The site will be looked at in the next run. */
  mark(site: number): void {
    if (this.isMarked[site] === 1) return;
    this.isMarked[site] = 1;
    this.marked[this.markedCount++] = site;
  }

  /** Somebody came, or kits were used otherwise than expected: matters where need decides, or nothing was sent yet. */
  markNeed(site: number): void {
    if (this.isPlain[site] === 0 || this.wasSupplied[site] === 0) this.mark(site);
  }

  /** Kits of a type were taken: matters where they fell to a fixed level, and where some are owed. */
  noteTaken(site: number, type: number): void {
    if (this.isPlain[site] === 0) return;
    if (this.isStarved[site] === 1 || this.isTriggered(site, type)) this.mark(site);
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
    const start = this.startOf(site);
    if (start === 'running' && this.isPlain[site] === 1 && !this.isAnyTriggered(site)) {
      if (this.isStarved[site] === 1) this.forgetShort(site);
      return;
    }
    const sheet = this.sheets[site] as OrderSheet;
    this.fillSheet(sheet, site, day);
    const ordered = this.order(sheet, site, start);
    if (this.isStarved[site] === 1) this.forgetShort(site);
    if (ordered > 0) this.claim(sheet, site, day);
    // An initial shipment has put its levels into the sheet.
    if (start === 'initial') this.fillLevels(sheet, site);
    if (this.need.isPredicted(site)) this.planWakeUp(site, day, ordered > 0);
  }

  /** Kits ordered in all; the sheet has them by type when there are any. */
  private order(sheet: OrderSheet, site: number, start: OrderStart): number {
    const rule = this.rules[site] as OrderRule;
    if (start === 'running' && !rule.isPooled && !sheet.isAnyTriggered(rule)) return 0;
    return sheet.decide(rule, start);
  }

  private isAnyTriggered(site: number): boolean {
    for (let type = 0; type < this.shelves.kitTypes; type++) {
      if (this.isTriggered(site, type)) return true;
    }
    return false;
  }

  /** By fixed levels: seen without filling in a sheet. */
  private isTriggered(site: number, type: number): boolean {
    const cell = site * this.shelves.kitTypes + type;
    const available = this.shelves.available[cell] as number;
    return isAtTrigger(
      this.rules[site] as OrderRule,
      available,
      this.levels.trigger[cell] as number,
    );
  }

  private forgetShort(site: number): void {
    const base = site * this.shelves.kitTypes;
    const depot = this.depotOf[site] as number;
    this.isStarved[site] = 0;
    for (let type = 0; type < this.shelves.kitTypes; type++) {
      this.setUnmet(depot, base + type, type, 0);
    }
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

  private fillSheet(sheet: OrderSheet, site: number, day: number): void {
    const { shelves, need } = this;
    const base = site * shelves.kitTypes;
    for (let type = 0; type < shelves.kitTypes; type++) {
      sheet.available[type] = shelves.available[base + type] as number;
    }
    if (!need.isPredicted(site)) return;
    need.reckon(site, day, this.isRecruiting);
    this.predictAll(sheet, site);
  }

  private predictAll(sheet: OrderSheet, site: number): void {
    const base = site * sheet.lines;
    for (let type = 0; type < sheet.lines; type++) {
      if (this.levels.isPredicted[base + type] === 1) this.predict(sheet, type, base + type);
    }
  }

  /** What does not change from night to night. */
  private fillLevels(sheet: OrderSheet, site: number): void {
    const { levels } = this;
    for (let type = 0; type < sheet.lines; type++) {
      const cell = site * sheet.lines + type;
      sheet.initialStock[type] = levels.initialStock[cell] as number;
      sheet.packSize[type] = levels.packSize[cell] as number;
      sheet.roundsUp[type] = levels.roundsUp[cell] as number;
      sheet.trigger[type] = levels.trigger[cell] as number;
      sheet.orderUpTo[type] = levels.orderUpTo[cell] as number;
    }
  }

  private predict(sheet: OrderSheet, type: number, cell: number): void {
    const { need } = this;
    const buffer = this.levels.trigger[cell] as number;
    const trigger = predictedLevel(need.triggerMilli[type] as number, buffer);
    const upTo = predictedLevel(need.resupplyMilli[type] as number, buffer);
    sheet.trigger[type] = trigger;
    sheet.orderUpTo[type] = trigger > upTo ? trigger : upTo;
  }

  /** When the site must be looked at again if nothing happens to it before. */
  private planWakeUp(site: number, day: number, hasOrdered: boolean): void {
    if (this.startOf(site) === 'waiting') return;
    this.reachedSite = site;
    const night = hasOrdered
      ? day + 1
      : this.need.nextNight(site, day, this.isRecruiting, this.couldOrder);
    this.wakeDay[site] = night;
    this.wakeUps.add(night, site);
  }

  /** Whether the site would order anything if its windows held that much; by the rule itself. */
  private readonly couldOrder = (): boolean => {
    const site = this.reachedSite;
    const sheet = this.sheets[site] as OrderSheet;
    const rule = this.rules[site] as OrderRule;
    const start = this.startOf(site);
    this.predictAll(sheet, site);
    const ordered = this.order(sheet, site, start);
    if (start === 'initial') this.fillLevels(sheet, site);
    // Shares of a pooled total are cut down to whole kits: they need not grow with the levels.
    return rule.isPooled ? sheet.isTriggered[0] === 1 && sheet.missing() > 0 : ordered > 0;
  };

  private setUnmet(depot: number, cell: number, type: number, kits: number): void {
    const place = depot * this.shelves.kitTypes + type;
    this.lacking[place] = (this.lacking[place] as number) + kits - (this.unmet[cell] as number);
    this.unmet[cell] = kits;
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
      const site = claims.claimant[claim] as number;
      const type = claims.kitType[claim] as number;
      const short = (claims.ordered[claim] as number) - (claims.granted[claim] as number);
      if (short === 0) continue;
      this.isStarved[site] = 1;
      const cell = site * this.shelves.kitTypes + type;
      this.setUnmet(claims.depot[claim] as number, cell, type, short);
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
      // With what it gets, a site that went short may ask for less the next time, or for nothing.
      if (this.isStarved[site] === 1) this.mark(site);
      const arrival = this.ways.arrival(site, dispatch, transports.drawLead(site, source));
      transports.dispatch(box, arrival, source);
    }
  }
}

const depotLotsOf = ({ depot, lotExpiry, lotDepot, lotStart }: Shelves): DepotLots => ({
  kits: depot,
  expiryDay: lotExpiry,
  depotOf: lotDepot,
  start: lotStart,
});

const orderRule = ({ rule }: SupplySite): OrderRule => ({
  isAtOrBelow: rule.triggersAt === 'at-or-below',
  takesAllTypes: rule.scope === 'all-types',
  isPooled: rule.pooling === 'all-types',
});

/** One sheet for all sites whose lines are set alike. */
function sheetsOf(sites: readonly SupplySite[], kitTypes: number): readonly OrderSheet[] {
  const made = new Map<string, OrderSheet>();
  return sites.map(({ lines }) => {
    const key = JSON.stringify(lines);
    const sheet = made.get(key) ?? new OrderSheet(kitTypes);
    made.set(key, sheet);
    return sheet;
  });
}

/** Settings of all lines as columns by site and kit type; of predicted lines `trigger` holds the buffer. */
interface Levels {
  readonly trigger: Float64Array;
  readonly orderUpTo: Float64Array;
  readonly initialStock: Float64Array;
  readonly packSize: Float64Array;
  readonly roundsUp: Uint8Array;
  readonly isPredicted: Uint8Array;
}

function levelsOf(sites: readonly SupplySite[], kitTypes: number): Levels {
  const cells = sites.length * kitTypes;
  const made: Levels = {
    trigger: new Float64Array(cells),
    orderUpTo: new Float64Array(cells),
    initialStock: new Float64Array(cells),
    packSize: new Float64Array(cells),
    roundsUp: new Uint8Array(cells),
    isPredicted: new Uint8Array(cells),
  };
  sites.forEach(({ lines }, site) =>
    lines.forEach(({ levels, initialStock, packSize, packRounding }, type) => {
      const cell = site * kitTypes + type;
      const isPredicted = levels.kind === 'predictive';
      made.trigger[cell] = isPredicted ? levels.buffer : levels.trigger;
      made.orderUpTo[cell] = isPredicted ? 0 : levels.ceiling;
      made.initialStock[cell] = initialStock;
      made.packSize[cell] = packSize;
      made.roundsUp[cell] = packRounding === 'up' ? 1 : 0;
      made.isPredicted[cell] = isPredicted ? 1 : 0;
    }),
  );
  return made;
}
