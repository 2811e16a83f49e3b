/** A list of 32-bit integers that doubles its room as it grows: four bytes a value instead of a boxed array. */
export class GrowingInt32 {
  #room = new Int32Array(1024);
  #count = 0;

  push(value: number): void {
    if (this.#count === this.#room.length) {
      const wider = new Int32Array(this.#room.length * 2);
      wider.set(this.#room);
      this.#room = wider;
    }
    this.#room[this.#count++] = value;
  }

  /** The values so far, in a buffer of their own. */
  values(): Int32Array {
    return this.#room.slice(0, this.#count);
  }
}
