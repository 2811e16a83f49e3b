import { binomial } from '../prng/simulation/variates.ts';
import type { WordSource } from '../prng/simulation/xoshiro.ts';
import { uniform } from '../prng/simulation/xoshiro.ts';
import { DayQueue } from './day-queue.ts';
import type { ForecastModel, SupplySite } from './model.ts';
import type { Shelves } from './shelves.ts';
import { DAMAGED, LEFT_ON_THE_WAY, LOST, PACKAGED, REJECTED, SHIPPED } from './tally.ts';

const ON_THE_WAY = 0;
const LOST_BOX = 1;
const IN_QUARANTINE = 2;

/** Columns that grow together. */
class Columns {
  readonly columns: Int32Array[];
  size = 0;

  constructor(count: number, room: number) {
    this.columns = Array.from({ length: count }, () => new Int32Array(room));
  }

  add(): number {
    const [first] = this.columns as [Int32Array];
    if (this.size === first.length) {
      this.columns.forEach((column, i) => {
        const larger = new Int32Array(column.length * 2);
        larger.set(column);
        this.columns[i] = larger;
      });
    }
    return this.size++;
  }

  get(column: number, row: number): number {
    return (this.columns[column] as Int32Array)[row] as number;
  }

  set(column: number, row: number, value: number): void {
    (this.columns[column] as Int32Array)[row] = value;
  }
}

/** Boxes on the way from depots to sites, and what happens to them. */
export class Transports {
  shipments = 0;
  lostShipments = 0;
  /** Cost of all shipments. */
  cost = 0;
  private readonly model: ForecastModel;
  private readonly shelves: Shelves;
  private readonly due: DayQueue;
  /** site, state, first line */
  private readonly boxes = new Columns(3, 256);
  /** lot, kits, next line */
  private readonly lines = new Columns(3, 512);

  constructor(model: ForecastModel, shelves: Shelves) {
    this.model = model;
    this.shelves = shelves;
    this.due = new DayQueue(model.horizon, 256);
  }

  /** Only what was on the way at the beginning; it counts as packaged. */
  restart(): void {
    this.due.clear();
    this.boxes.size = 0;
    this.lines.size = 0;
    this.shipments = 0;
    this.lostShipments = 0;
    this.cost = 0;
    this.model.supply.sites.forEach(({ inTransit }, site) => {
      for (const { lot, kits, day } of inTransit) {
        this.shelves.count(this.shelves.lotType[lot] as number, PACKAGED, kits);
        this.load(this.open(site, ON_THE_WAY), lot, kits);
        this.due.add(day, this.boxes.size - 1);
        this.shelves.countAvailable(site, lot, kits, 0);
      }
    });
  }

  /** A new box for a site. */
  open(site: number, state = ON_THE_WAY): number {
    const box = this.boxes.add();
    this.boxes.set(0, box, site);
    this.boxes.set(1, box, state);
    this.boxes.set(2, box, -1);
    return box;
  }

  /** Puts kits into a box. */
  load(box: number, lot: number, kits: number): void {
    const line = this.lines.add();
    const cell = this.boxes.get(0, box) * this.shelves.lots + lot;
    this.lines.set(0, line, lot);
    this.lines.set(1, line, kits);
    this.lines.set(2, line, this.boxes.get(2, box));
    this.boxes.set(2, box, line);
    this.shelves.transit[cell] = (this.shelves.transit[cell] as number) + kits;
  }

  /** Kits leave a depot in a box. */
  send(box: number, lot: number, kits: number, day: number): void {
    const { shelves } = this;
    const type = shelves.lotType[lot] as number;
    const cell = (shelves.lotDepot[lot] as number) * shelves.kitTypes + type;
    shelves.addToDepot(lot, -kits);
    shelves.sent[cell] = (shelves.sent[cell] as number) + kits;
    shelves.count(type, SHIPPED, kits);
    shelves.countAvailable(this.siteOf(box), lot, kits, day);
    this.load(box, lot, kits);
  }

  /** How long the way of the next box to a site takes. */
  drawLead(site: number, source: WordSource): number {
    const { days, probabilities } = (this.model.supply.sites[site] as SupplySite).lead;
    if (days.length === 1) return days[0] as number;
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
    const { loss } = this.model.supply.transport;
    const site = this.model.supply.sites[this.boxes.get(0, box)] as SupplySite;
    this.shipments++;
    this.cost += site.shipmentCost;
    if (loss > 0 && uniform(source) < loss) {
      this.lostShipments++;
      this.boxes.set(1, box, LOST_BOX);
    }
    this.due.add(arrival, box);
  }

  /** The next box that is due on the day: gives its site, or -1 when there is none. */
  arrive(day: number, source: WordSource): number {
    const box = this.due.take(day);
    if (box < 0) return -1;
    const state = this.boxes.get(1, box);
    if (state === LOST_BOX) this.unload(box, day, LOST);
    else if (state === ON_THE_WAY && this.isStopped(box, day, source)) return this.siteOf(box);
    else this.receive(box, day, state === ON_THE_WAY ? source : null);
    return this.siteOf(box);
  }

  private siteOf(box: number): number {
    return this.boxes.get(0, box);
  }

  /** An excursion: the kits are rejected, or wait in quarantine. */
  private isStopped(box: number, day: number, source: WordSource): boolean {
    const { excursion, rejected, quarantineDays } = this.model.supply.transport;
    if (excursion === 0 || uniform(source) >= excursion) return false;
    if (uniform(source) < rejected) {
      this.unload(box, day, REJECTED);
      return true;
    }
    this.eachLine(box, (lot, kits) =>
      this.shelves.countAvailable(this.siteOf(box), lot, -kits, day),
    );
    this.boxes.set(1, box, IN_QUARANTINE);
    this.due.add(day + quarantineDays, box);
    return true;
  }

  /** All kits of a box end like this. */
  private unload(box: number, day: number, fate: number): void {
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

  private receive(box: number, day: number, source: WordSource | null): void {
    const { damage } = this.model.supply.transport;
    const { shelves } = this;
    const site = this.siteOf(box);
    for (let line = this.boxes.get(2, box); line >= 0; line = this.lines.get(2, line)) {
      const lot = this.lines.get(0, line);
      const kits = this.lines.get(1, line);
      this.leaveTransit(box, lot, kits);
      if ((shelves.lotExpiry[lot] as number) < day) {
        shelves.countExpired(site, lot, kits);
        continue;
      }
      if (source === null) shelves.countAvailable(site, lot, kits, day);
      const damaged = source === null || damage === 0 ? 0 : binomial(source, kits, damage);
      if (damaged > 0) {
        shelves.count(shelves.lotType[lot] as number, DAMAGED, damaged);
        shelves.countAvailable(site, lot, -damaged, day);
      }
      shelves.put(site, lot, kits - damaged);
    }
  }

  private eachLine(box: number, visit: (lot: number, kits: number) => void): void {
    for (let line = this.boxes.get(2, box); line >= 0; line = this.lines.get(2, line)) {
      visit(this.lines.get(0, line), this.lines.get(1, line));
    }
  }

  /** Counts what is still on the way at the end. */
  close(): void {
    const { shelves } = this;
    for (let cell = 0; cell < shelves.transit.length; cell++) {
      const kits = shelves.transit[cell] as number;
      if (kits > 0) {
        shelves.count(shelves.lotType[cell % shelves.lots] as number, LEFT_ON_THE_WAY, kits);
      }
    }
  }
}
