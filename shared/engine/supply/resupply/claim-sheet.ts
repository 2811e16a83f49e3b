/** Kits of depots by lot, as `ClaimSheet.grant` takes from them. Lots of a source stand together, first expiring first. */
export interface DepotLots {
  readonly kits: Int32Array;
  readonly expiryDay: Int32Array;
  /** Depot of each lot. */
  readonly depotOf: Int32Array;
  /** Lots of a kit type are start[type] .. start[type + 1]. */
  readonly start: Int32Array;
  /** [lot · destinations + claimant]: 1 where kits may not be used there; null when they may everywhere. */
  readonly notFor: Uint8Array | null;
  readonly destinations: number;
}

/** Claims up to this many are sorted by insertion. */
const FEW = 24;
const PLACES = 2 ** 20;

/**
 * The claims of one run as columns, and what lots they get: `shareDepot` without objects, for simulations that
 * share depots millions of times. A test holds the two against each other.
 */
export class ClaimSheet {
  size = 0;
  /** By claim: who asks, for what, from where, and what was granted. */
  readonly claimant: Int32Array;
  readonly kitType: Int32Array;
  readonly depot: Int32Array;
  readonly ordered: Float64Array;
  readonly packSize: Float64Array;
  readonly firstExpiryDay: Float64Array;
  readonly granted: Float64Array;
  /** Kits taken, in the order of granting: of which claim, which lot, how many. */
  takes = 0;
  takenBy = new Int32Array(64);
  takenLot = new Int32Array(64);
  takenKits = new Int32Array(64);
  /** Margin and claim in one number: sorting these sorts claims by margin, ties in the order given. */
  private readonly keys: Float64Array;
  private readonly claimOfRank: Int32Array;

  /** At most so many claims, of ranks below that number. */
  constructor(room: number) {
    if (room > PLACES) throw new Error(`a run has at most ${PLACES} claims, not ${room}`);
    this.claimOfRank = new Int32Array(room);
    this.claimant = new Int32Array(room);
    this.kitType = new Int32Array(room);
    this.depot = new Int32Array(room);
    this.ordered = new Float64Array(room);
    this.packSize = new Float64Array(room);
    this.firstExpiryDay = new Float64Array(room);
    this.granted = new Float64Array(room);
    this.keys = new Float64Array(room);
  }

  clear(): void {
    this.size = 0;
    this.takes = 0;
  }

  /**
   * A new claim, whose columns the caller fills. `margin` is its stock less its trigger; `rank` orders claims of
   * equal margin, is below the room of the sheet and differs between claims.
   */
  add(rank: number, margin: number): number {
    const at = this.size++;
    this.granted[at] = 0;
    this.claimOfRank[rank] = at;
    this.keys[at] = margin * PLACES + rank;
    return at;
  }

  /** Serves all claims: lowest margin first, first-expiring kits first, whole packs only. `lots.kits` shrinks. */
  grant(lots: DepotLots): void {
    this.sortKeys();
    for (let turn = 0; turn < this.size; turn++) {
      const key = this.keys[turn] as number;
      this.serve(this.claimOfRank[key - Math.floor(key / PLACES) * PLACES] as number, lots);
    }
  }

  private sortKeys(): void {
    const { keys, size } = this;
    if (size > FEW) {
      keys.subarray(0, size).sort();
      return;
    }
    for (let i = 1; i < size; i++) {
      const key = keys[i] as number;
      let at = i;
      while (at > 0 && (keys[at - 1] as number) > key) {
        keys[at] = keys[at - 1] as number;
        at--;
      }
      keys[at] = key;
    }
  }

  private serve(claim: number, lots: DepotLots): void {
    const type = this.kitType[claim] as number;
    const depot = this.depot[claim] as number;
    const first = this.firstExpiryDay[claim] as number;
    const end = lots.start[type + 1] as number;
    const begin = lots.start[type] as number;
    const ordered = this.ordered[claim] as number;
    let usable = 0;
    for (let lot = begin; lot < end && usable < ordered; lot++) {
      if (lots.depotOf[lot] !== depot || (lots.expiryDay[lot] as number) < first) continue;
      if (this.isClosed(claim, lot, lots)) continue;
      usable += lots.kits[lot] as number;
    }
    const pack = this.packSize[claim] as number;
    const most = usable < ordered ? usable : ordered;
    let rest = pack === 1 ? Math.floor(most) : Math.floor(most / pack) * pack;
    this.granted[claim] = rest;
    for (let lot = begin; lot < end && rest > 0; lot++) {
      if (lots.depotOf[lot] !== depot || (lots.expiryDay[lot] as number) < first) continue;
      if (this.isClosed(claim, lot, lots)) continue;
      const kits = lots.kits[lot] as number;
      const taken = kits < rest ? kits : rest;
      if (taken === 0) continue;
      lots.kits[lot] = kits - taken;
      rest -= taken;
      this.note(claim, lot, taken);
    }
  }

  private isClosed(claim: number, lot: number, { notFor, destinations }: DepotLots): boolean {
    return notFor !== null && notFor[lot * destinations + (this.claimant[claim] as number)] === 1;
  }

  private note(claim: number, lot: number, kits: number): void {
    if (this.takes === this.takenBy.length) this.grow();
    this.takenBy[this.takes] = claim;
    this.takenLot[this.takes] = lot;
    this.takenKits[this.takes] = kits;
    this.takes++;
  }

  private grow(): void {
    const larger = (column: Int32Array): Int32Array<ArrayBuffer> => {
      const more = new Int32Array(column.length * 2);
      more.set(column);
      return more;
    };
    this.takenBy = larger(this.takenBy);
    this.takenLot = larger(this.takenLot);
    this.takenKits = larger(this.takenKits);
  }
}
