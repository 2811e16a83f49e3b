/** An Int32Array that grows by doubling. */
export class GrowingInts {
  private values = new Int32Array(1024);
  length = 0;

  push(value: number): void {
    if (this.length === this.values.length) {
      const larger = new Int32Array(this.values.length * 2);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.length] = value;
    this.length++;
  }

  at(index: number): number {
    return this.values[index] as number;
  }

  toArray(): Int32Array {
    return this.values.slice(0, this.length);
  }
}

/** A Float64Array that grows by doubling. */
export class GrowingFloats {
  private values = new Float64Array(1024);
  length = 0;

  push(value: number): void {
    if (this.length === this.values.length) {
      const larger = new Float64Array(this.values.length * 2);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.length] = value;
    this.length++;
  }

  toArray(): Float64Array {
    return this.values.slice(0, this.length);
  }
}
