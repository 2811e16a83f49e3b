import { binomial } from '../prng/simulation/variates.ts';
import type { WordSource } from '../prng/simulation/xoshiro.ts';
import { uniform } from '../prng/simulation/xoshiro.ts';
import { DayQueue } from './day-queue.ts';
import type { ForecastModel, SupplyModel, SupplySite } from './model.ts';
import type { Shelves } from './shelves.ts';
import { DAMAGED, LEFT_ON_THE_WAY, LOST, PACKAGED, REJECTED, SHIPPED } from './tally.ts';

const ON_THE_WAY = 0;
const LOST_BOX = 1;
const IN_QUARANTINE = 2;

function twice(column: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(column.length * 2);
  larger.set(column);
  return larger;
}

/** Boxes on the way from depots to sites, and what happens to them. */
export class Transports {
  shipments = 0;
  lostShipments = 0;
  /** Cost of all shipments. */
  cost = 0;
  /** Whether the last box that arrived changed what is counted on: it brought less, or came out of quarantine. */
  isOtherwise = false;
  private readonly supply: SupplyModel;
  /** By site: days that every transport takes, or -1 where chance decides. */
  private readonly leadDays: Int32Array;
  private readonly shipmentCost: Float64Array;
  private readonly loss: number;
  private readonly excursion: number;
  private readonly damage: number;
  private readonly shelves: Shelves;
  private readonly due: DayQueue;
  /** By box. */
  private site = new Int32Array(256);
  private state = new Int32Array(256);
  private firstLine = new Int32Array(256);
  private boxes = 0;
  /** By line of a box; -1 ends a list. */
  private lot = new Int32Array(512);
  private kits = new Int32Array(512);
  private nextLine = new Int32Array(512);
  private lines = 0;

  constructor(model: ForecastModel, shelves: Shelves) {
    const { sites, transport } = model.supply;
    this.supply = model.supply;
    this.leadDays = Int32Array.from(sites, ({ lead: { days } }) =>
      days.length === 1 ? (days[0] as number) : -1,
    );
    this.shipmentCost = Float64Array.from(sites, ({ shipmentCost }) => shipmentCost);
    this.loss = transport.loss;
    this.excursion = transport.excursion;
    this.damage = transport.damage;
    this.shelves = shelves;
    this.due = new DayQueue(model.horizon, 256);
  }

  /** Only what was on the way at the beginning; it counts as packaged. */
  restart(): void {
    this.due.clear();
    this.boxes = 0;
    this.lines = 0;
    this.shipments = 0;
    this.lostShipments = 0;
    this.cost = 0;
    this.supply.sites.forEach(({ inTransit }, site) => {
      for (const { lot, kits, day } of inTransit) {
        this.shelves.count(this.shelves.lotType[lot] as number, PACKAGED, kits);
        this.load(this.open(site), site, lot, kits);
        this.due.add(day, this.boxes - 1);
        this.shelves.countAvailable(site, lot, kits, 0);
      }
    });
  }

  /** A new box for a site. */
  open(site: number): number {
    if (this.boxes === this.site.length) {
      this.site = twice(this.site);
      this.state = twice(this.state);
      this.firstLine = twice(this.firstLine);
    }
    const box = this.boxes++;
    this.site[box] = site;
    this.state[box] = ON_THE_WAY;
    this.firstLine[box] = -1;
    return box;
  }

  /** Puts kits into the box of a site. */
  private load(box: number, site: number, lot: number, kits: number): void {
    if (this.lines === this.lot.length) {
      this.lot = twice(this.lot);
      this.kits = twice(this.kits);
      this.nextLine = twice(this.nextLine);
    }
    const line = this.lines++;
    const cell = site * this.shelves.lots + lot;
    this.lot[line] = lot;
    this.kits[line] = kits;
    this.nextLine[line] = this.firstLine[box] as number;
    this.firstLine[box] = line;
    this.shelves.transit[cell] = (this.shelves.transit[cell] as number) + kits;
  }

  /** Kits that have been taken off a depot's shelf leave it in a box. */
  send(box: number, lot: number, kits: number, day: number): void {
    const { shelves } = this;
    const site = this.siteOf(box);
    const type = shelves.lotType[lot] as number;
    const cell = (shelves.lotDepot[lot] as number) * shelves.kitTypes + type;
    shelves.atDepots[cell] = (shelves.atDepots[cell] as number) - kits;
    shelves.sent[cell] = (shelves.sent[cell] as number) + kits;
    shelves.count(type, SHIPPED, kits);
    shelves.countAvailable(site, lot, kits, day);
    this.load(box, site, lot, kits);
  }

  /** How long the way of the next box to a site takes. */
  drawLead(site: number, source: WordSource): number {
    const days = this.leadDays[site] as number;
    return days >= 0 ? days : this.drawDays(site, source);
  }

  private drawDays(site: number, source: WordSource): number {
    const { days, probabilities } = (this.supply.sites[site] as SupplySite).lead;
    let rest = uniform(source);
    let at = 0;
    while (at < days.length - 1) {
      rest -= probabilities[at] as number;
      if (rest < 0) break;
      at++;
    }
    return days[at] as number;
  }

  /** The box is under way and will arrive, or be known as lost, on that day. */
  dispatch(box: number, arrival: number, source: WordSource): void {
    this.shipments++;
    this.cost += this.shipmentCost[this.siteOf(box)] as number;
    if (this.loss > 0 && uniform(source) < this.loss) {
      this.lostShipments++;
      this.state[box] = LOST_BOX;
    }
    this.due.add(arrival, box);
  }

  /** The next box that is due on the day: gives its site, or -1 when there is none. */
  arrive(day: number, source: WordSource): number {
    const box = this.due.take(day);
    if (box < 0) return -1;
    const state = this.state[box];
    this.isOtherwise = false;
    if (state === LOST_BOX) this.unload(box, day, LOST);
    else if (state === ON_THE_WAY && this.isStopped(box, day, source)) return this.siteOf(box);
    else this.receive(box, day, state === ON_THE_WAY ? source : null);
    return this.siteOf(box);
  }

  private siteOf(box: number): number {
    return this.site[box] as number;
  }

  /** An excursion: the kits are rejected, or wait in quarantine. */
  private isStopped(box: number, day: number, source: WordSource): boolean {
    if (this.excursion === 0 || uniform(source) >= this.excursion) return false;
    const { rejected, quarantineDays } = this.supply.transport;
    if (uniform(source) < rejected) {
      this.unload(box, day, REJECTED);
      return true;
    }
    this.isOtherwise = true;
    this.eachLine(box, (lot, kits) => {
      this.leaveTransit(box, lot, kits);
      this.hold(box, lot, kits);
      this.shelves.countAvailable(this.siteOf(box), lot, -kits, day);
    });
    this.state[box] = IN_QUARANTINE;
    this.due.add(day + quarantineDays, box);
    return true;
  }

  /** All kits of a box end like this. */
  private unload(box: number, day: number, fate: number): void {
    this.isOtherwise = true;
    this.eachLine(box, (lot, kits) => {
      this.leaveTransit(box, lot, kits);
      this.shelves.countAvailable(this.siteOf(box), lot, -kits, day);
      this.shelves.count(this.shelves.lotType[lot] as number, fate, kits);
    });
  }

  private leaveTransit(box: number, lot: number, kits: number): void {
    const cell = this.siteOf(box) * this.shelves.lots + lot;
    this.shelves.transit[cell] = (this.shelves.transit[cell] as number) - kits;
  }

  private hold(box: number, lot: number, kits: number): void {
    const cell = this.siteOf(box) * this.shelves.lots + lot;
    this.shelves.held[cell] = (this.shelves.held[cell] as number) + kits;
  }

  /** Puts the kits of a box on the shelf; `source` is null when they come out of quarantine. */
  private receive(box: number, day: number, source: WordSource | null): void {
    const { damage, shelves } = this;
    const site = this.siteOf(box);
    this.isOtherwise = source === null;
    for (
      let line = this.firstLine[box] as number;
      line >= 0;
      line = this.nextLine[line] as number
    ) {
      const lot = this.lot[line] as number;
      const kits = this.kits[line] as number;
      if (source === null) this.hold(box, lot, -kits);
      else this.leaveTransit(box, lot, kits);
      if ((shelves.lotExpiry[lot] as number) < day) {
        shelves.countExpired(site, lot, kits);
        continue;
      }
      if (source === null) shelves.countAvailable(site, lot, kits, day);
      const damaged = source === null || damage === 0 ? 0 : binomial(source, kits, damage);
      if (damaged > 0) {
        this.isOtherwise = true;
        shelves.count(shelves.lotType[lot] as number, DAMAGED, damaged);
        shelves.countAvailable(site, lot, -damaged, day);
      }
      shelves.put(site, lot, kits - damaged);
    }
  }

  private eachLine(box: number, visit: (lot: number, kits: number) => void): void {
    for (
      let line = this.firstLine[box] as number;
      line >= 0;
      line = this.nextLine[line] as number
    ) {
      visit(this.lot[line] as number, this.kits[line] as number);
    }
  }

  /** Counts what is still on the way, or held, at the end. */
  close(): void {
    const { shelves } = this;
    for (let cell = 0; cell < shelves.transit.length; cell++) {
      const kits = (shelves.transit[cell] as number) + (shelves.held[cell] as number);
      if (kits > 0) {
        shelves.count(shelves.lotType[cell % shelves.lots] as number, LEFT_ON_THE_WAY, kits);
      }
    }
  }
}
