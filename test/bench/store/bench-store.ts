import { largeStore, millionSize } from '../../builders/large-store.ts';
import type { LargeStoreSize } from '../../builders/large-store.ts';
import type { OpenStudy } from '../../builders/open-study.ts';

let study: OpenStudy | undefined;

/** `CACHET_BENCH_ROWS=50000` measures a smaller store, for work on the suites; goals are stated for the million. */
const rows = Number(process.env['CACHET_BENCH_ROWS'] ?? millionSize.kits);

export const benchSize: LargeStoreSize = {
  kits: rows,
  entries: Math.max(rows, 1000),
  subjects: Math.round(rows / 100),
};

/** The big study that the suites of the store share: built at the first gate, deleted when the process ends. */
export function benchStore(): OpenStudy {
  if (study === undefined) {
    const built = largeStore(benchSize);
    process.once('exit', () => built.close());
    study = built;
  }
  return study;
}

/** Value at a quantile of measured times, e.g. 0.99. */
export const quantile = (times: readonly number[], q: number): number =>
  times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * q))] ?? 0;
