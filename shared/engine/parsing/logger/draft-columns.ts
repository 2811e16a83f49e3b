import type { Stamp } from './stamp.ts';

const firstCapacity = 4_096;

/** What the lines of a table say, kept as numbers until the order of day and month is known. */
export class DraftColumns {
  count = 0;
  year = new Int16Array(firstCapacity);
  first = new Uint8Array(firstCapacity);
  second = new Uint8Array(firstCapacity);
  settled = new Uint8Array(firstCapacity);
  shortYear = new Uint8Array(firstCapacity);
  time = new Int32Array(firstCapacity);
  offset = new Int16Array(firstCapacity);
  centi = new Int32Array(firstCapacity);
  line = new Uint32Array(firstCapacity);

  /** Adds one line; first and second number of the date must be 31 at most. */
  push(stamp: Stamp, centi: number, line: number): void {
    if (this.count === this.line.length) this.#grow();
    const at = this.count;
    this.year[at] = stamp.year;
    this.first[at] = stamp.first;
    this.second[at] = stamp.second;
    this.settled[at] = stamp.settled ? 1 : 0;
    this.shortYear[at] = stamp.shortYear ? 1 : 0;
    this.time[at] = stamp.second_of_day;
    this.offset[at] = stamp.offset;
    this.centi[at] = centi;
    this.line[at] = line;
    this.count += 1;
  }

  #grow(): void {
    const length = this.line.length * 2;
    const bytes = <T extends { set(from: T): void }>(next: T, from: T): T => {
      next.set(from);
      return next;
    };
    this.year = bytes(new Int16Array(length), this.year);
    this.first = bytes(new Uint8Array(length), this.first);
    this.second = bytes(new Uint8Array(length), this.second);
    this.settled = bytes(new Uint8Array(length), this.settled);
    this.shortYear = bytes(new Uint8Array(length), this.shortYear);
    this.time = bytes(new Int32Array(length), this.time);
    this.offset = bytes(new Int16Array(length), this.offset);
    this.centi = bytes(new Int32Array(length), this.centi);
    this.line = bytes(new Uint32Array(length), this.line);
  }
}
