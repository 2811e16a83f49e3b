import { OrderSheet, isAtTrigger, predictedLevel } from '../supply/resupply/order-sheet.ts';
import type { OrderRule, OrderStart } from '../supply/resupply/order-sheet.ts';
import type { ExpectedNeed } from './expected-need.ts';
import type { ForecastModel, SupplySite } from './model.ts';
import type { Shelves } from './shelves.ts';

/** More kits than any place holds. */
const MOST = 0x7fffffff;

/** What each site orders by the rule of the living study: its levels, its sheet, and its expected need. */
export class SiteOrders {
  /** Sites whose levels stand fixed and whose types are looked at one by one. */
  readonly isPlain: Uint8Array;
  private readonly rules: readonly OrderRule[];
  private readonly levels: Levels;
  /** [site · types + type]: the most kits at which a fixed level triggers. */
  private readonly lastTriggering: Int32Array;
  /** By site, so that only what changes is filled in; sites of the same levels share one. */
  private readonly sheets: readonly OrderSheet[];
  private readonly shelves: Shelves;
  private readonly need: ExpectedNeed;
  private reachedSite = 0;
  private reachedStart: OrderStart = 'waiting';

  constructor({ supply }: ForecastModel, shelves: Shelves, need: ExpectedNeed) {
    const { sites, kitTypes } = supply;
    this.shelves = shelves;
    this.need = need;
    this.rules = sites.map(orderRule);
    this.levels = levelsOf(sites, kitTypes);
    this.lastTriggering = lastTriggeringOf(sites, this.levels.trigger, kitTypes);
    this.sheets = sheetsOf(sites, kitTypes);
    this.sheets.forEach((sheet, site) => this.fillLevels(sheet, site));
    this.isPlain = Uint8Array.from(sites, ({ rule }, site) =>
      rule.pooling === 'by-type' && !need.isPredicted(site) ? 1 : 0,
    );
  }

  /** The sheet of a site with what it orders on a day, and the kits ordered in all. Good until the next site is asked. */
  decide(site: number, day: number, start: OrderStart, isRecruiting: boolean): number {
    const sheet = this.sheetOf(site);
    this.fillSheet(sheet, site, day, isRecruiting);
    return this.order(sheet, site, start);
  }

  sheetOf(site: number): OrderSheet {
    return this.sheets[site] as OrderSheet;
  }

  /** Must follow an initial order, which has put its levels into the sheet. */
  forgetInitial(site: number): void {
    this.fillLevels(this.sheetOf(site), site);
  }

  /** The first night after today on which a site of predicted levels could order if nothing happens to it before. */
  nextNight(site: number, day: number, start: OrderStart, isRecruiting: boolean): number {
    this.reachedSite = site;
    this.reachedStart = start;
    return this.need.nextNight(site, day, isRecruiting, this.couldOrder);
  }

  /** Kits ordered in all; the sheet has them by type when there are any. */
  private order(sheet: OrderSheet, site: number, start: OrderStart): number {
    const rule = this.rules[site] as OrderRule;
    if (start === 'running' && !rule.isPooled && !sheet.isAnyTriggered(rule)) return 0;
    return sheet.decide(rule, start);
  }

  /** By fixed levels: seen without filling in a sheet. */
  isAnyTriggered(site: number): boolean {
    const { available, kitTypes } = this.shelves;
    const { lastTriggering } = this;
    const end = (site + 1) * kitTypes;
    for (let cell = site * kitTypes; cell < end; cell++) {
      if ((available[cell] as number) <= (lastTriggering[cell] as number)) return true;
    }
    return false;
  }

  private fillSheet(sheet: OrderSheet, site: number, day: number, isRecruiting: boolean): void {
    const { shelves, need } = this;
    const base = site * shelves.kitTypes;
    for (let type = 0; type < shelves.kitTypes; type++) {
      sheet.available[type] = shelves.available[base + type] as number;
    }
    if (!need.isPredicted(site)) return;
    need.reckon(site, day, isRecruiting);
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

  /** Whether the site would order anything if its windows held that much; by the rule itself. */
  private readonly couldOrder = (): boolean => {
    const site = this.reachedSite;
    const sheet = this.sheets[site] as OrderSheet;
    const rule = this.rules[site] as OrderRule;
    const start = this.reachedStart;
    this.predictAll(sheet, site);
    const ordered = this.order(sheet, site, start);
    if (start === 'initial') this.fillLevels(sheet, site);
    // Shares of a pooled total are cut down to whole kits: they need not grow with the levels.
    return rule.isPooled ? sheet.isTriggered[0] === 1 && sheet.missing() > 0 : ordered > 0;
  };
}

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

/** The largest whole number at which the rule orders: it does at all below. */
function lastTriggering(rule: OrderRule, trigger: number): number {
  const whole = Math.floor(trigger);
  return isAtTrigger(rule, whole, trigger) ? whole : whole - 1;
}

function lastTriggeringOf(
  sites: readonly SupplySite[],
  trigger: Float64Array,
  kitTypes: number,
): Int32Array {
  const rules = sites.map(orderRule);
  return Int32Array.from(trigger, (one, cell) =>
    Math.min(MOST, lastTriggering(rules[Math.floor(cell / kitTypes)] as OrderRule, one)),
  );
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
