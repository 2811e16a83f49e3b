/** The next arrival of each centre, soonest first: a binary heap in which every centre is at most once. */
export class ArrivalHeap {
  size = 0;
  private readonly times: Float64Array;
  private readonly sites: Int32Array;

  constructor(sites: number) {
    this.times = new Float64Array(sites);
    this.sites = new Int32Array(sites);
  }

  clear(): void {
    this.size = 0;
  }

  /** Centre and time of the soonest; there must be one. */
  get site(): number {
    return this.sites[0] as number;
  }

  get time(): number {
    return this.times[0] as number;
  }

  /** The next time of a centre: of the soonest when it is already in, else it comes in. */
  put(site: number, time: number): void {
    if (this.size > 0 && this.site === site) this.sink(site, time);
    else this.rise(site, time);
  }

  /** Takes the centre out if it is the soonest. */
  remove(site: number): void {
    if (this.size > 0 && this.site === site) this.drop();
  }

  /** Takes the soonest out. */
  drop(): void {
    const last = --this.size;
    if (last > 0) this.sink(this.sites[last] as number, this.times[last] as number);
  }

  private rise(site: number, time: number): void {
    let at = this.size++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if ((this.times[parent] as number) <= time) break;
      this.times[at] = this.times[parent] as number;
      this.sites[at] = this.sites[parent] as number;
      at = parent;
    }
    this.times[at] = time;
    this.sites[at] = site;
  }

  private sink(site: number, time: number): void {
    const { times, sites, size } = this;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      if (child + 1 < size && (times[child + 1] as number) < (times[child] as number)) child++;
      if ((times[child] as number) >= time) break;
      times[at] = times[child] as number;
      sites[at] = sites[child] as number;
      at = child;
    }
    times[at] = time;
    sites[at] = site;
  }
}
