import { largeStore, millionSize } from '../../builders/large-store.ts';
import type { LargeStoreSize } from '../../builders/large-store.ts';
import type { OpenStudy } from '../../builders/open-study.ts';

/** The suites of the store share one big study; it is built at the first gate and deleted after the last suite. */
let study: OpenStudy | undefined;
let waiting = 0;

/** `CACHET_BENCH_ROWS=50000` measures a smaller store, for work on the suites; goals are stated for the million. */
const rows = Number(process.env['CACHET_BENCH_ROWS'] ?? millionSize.kits);

export const benchSize: LargeStoreSize = {
  kits: rows,
  entries: Math.max(rows, 1000),
  subjects: Math.round(rows / 100),
};

/** Says that a suite will need the store; each one gives it back once. */
export function expectBenchStore(): void {
  waiting += 1;
}

export function benchStore(): OpenStudy {
  study ??= largeStore(benchSize);
  return study;
}

export function giveBack(): void {
  waiting -= 1;
  if (waiting > 0) return;
  study?.close();
  study = undefined;
}

/** Value at a quantile of measured times, e.g. 0.99. */
export const quantile = (times: readonly number[], q: number): number =>
  times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * q))] ?? 0;
