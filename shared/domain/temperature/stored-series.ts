/**
 * The compact form in which readings are kept and sent: one byte for most readings.
 *
 * A byte 0..200 is a reading one usual step after the one before it, whose temperature differs by
 * (byte − 100) hundredths of °C. 201 begins a reading with another step: step and difference follow as
 * numbers. 202 begins a run: a number of readings follows, each one usual step on and as warm as the
 * last. Numbers are zigzag-coded, seven bits a byte, least first. The usual step is the last one.
 */
const code = { middle: 100, most: 200, other: 201, run: 202 } as const;

/** Readings in the order of time. `at` in whole seconds since 1970-01-01T00:00Z, `centi` in hundredths of °C. */
export interface StoredSeries {
  readonly at: Float64Array;
  readonly centi: Int32Array;
}

/** More readings than this are not kept: ten years at one minute. */
export const mostStoredReadings = 5_256_000;

class Writer {
  #bytes = new Uint8Array(1 << 16);
  #length = 0;

  byte(value: number): void {
    if (this.#length === this.#bytes.length) {
      const grown = new Uint8Array(this.#bytes.length * 2);
      grown.set(this.#bytes);
      this.#bytes = grown;
    }
    this.#bytes[this.#length] = value;
    this.#length += 1;
  }

  number(value: number): void {
    let rest = value < 0 ? -2 * value - 1 : 2 * value;
    while (rest >= 128) {
      this.byte((rest % 128) + 128);
      rest = Math.floor(rest / 128);
    }
    this.byte(rest);
  }

  bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }
}

/** Readings as bytes; the first number is how many there are. Times are rounded to the second. */
export function encodeSeries(at: ArrayLike<number>, centi: ArrayLike<number>): Uint8Array {
  const out = new Writer();
  out.number(at.length);
  let [time, step, last, same] = [0, 0, 0, 0];
  const endRun = (): void => {
    if (same > 3) {
      out.byte(code.run);
      out.number(same);
    } else for (; same > 0; same -= 1) out.byte(code.middle);
    same = 0;
  };
  for (let i = 0; i < at.length; i += 1) {
    const now = Math.round(at[i] as number);
    const change = (centi[i] as number) - last;
    const isUsual = now - time === step;
    if (isUsual && change === 0) same += 1;
    else {
      endRun();
      if (isUsual && Math.abs(change) <= code.middle) out.byte(code.middle + change);
      else {
        out.byte(code.other);
        out.number(now - time);
        out.number(change);
      }
    }
    [time, step, last] = [now, now - time, centi[i] as number];
  }
  endRun();
  return out.bytes();
}

class Reader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  byte(): number {
    const value = this.#bytes[this.#at];
    if (value === undefined) throw new Error('stored readings are cut off');
    this.#at += 1;
    return value;
  }

  number(): number {
    let [value, scale, byte] = [0, 1, this.byte()];
    for (; byte >= 128; byte = this.byte()) {
      value += (byte - 128) * scale;
      scale *= 128;
    }
    value += byte * scale;
    return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
  }
}

/** The readings of bytes that `encodeSeries` made. Throws on anything else: that is a defect. */
export function decodeSeries(bytes: Uint8Array): StoredSeries {
  const reader = new Reader(bytes);
  const count = reader.number();
  if (count < 0 || count > mostStoredReadings) throw new Error('stored readings have no count');
  const at = new Float64Array(count);
  const centi = new Int32Array(count);
  let [time, step, last] = [0, 0, 0];
  for (let i = 0; i < count;) {
    const head = reader.byte();
    let run = 1;
    if (head === code.run) run = reader.number();
    else if (head === code.other) {
      step = reader.number();
      last += reader.number();
    } else if (head <= code.most) last += head - code.middle;
    else throw new Error('stored readings are damaged');
    for (const end = Math.min(count, i + run); i < end; i += 1) {
      time += step;
      at[i] = time;
      centi[i] = last;
    }
  }
  return { at, centi };
}
