/** Stands in a draft for a temperature that the line says it does not have. */
export const blank = -0x8000_0000;

/** Readings as they stand in the file, before their order has been looked at. Arrays share indexes. */
export interface Draft {
  readonly count: number;
  /** Wall-clock seconds: what a UTC clock would need to show the written date and time. */
  readonly wall: Float64Array;
  /** Minutes east of UTC where the line says so, else `noOffset`. */
  readonly offset: Int16Array;
  /** Hundredths of °C, or `blank`. */
  readonly centi: Int32Array;
  /** Line of the file, counted from 1. */
  readonly line: Uint32Array;
}

/** Readings in the order of time. `at` is seconds since 1970 (UTC, or local where no zone is known). */
export interface ReadingSeries {
  readonly at: Float64Array;
  readonly centi: Int32Array;
  readonly line: Uint32Array;
}
