/** Largest distance between the empirical and the given distribution function, times √n (Kolmogorov–Smirnov). */
export function kolmogorovSmirnov(values: readonly number[], cdf: (x: number) => number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const n = sorted.length;
  let distance = 0;
  sorted.forEach((x, i) => {
    const p = cdf(x);
    distance = Math.max(distance, Math.abs(p - i / n), Math.abs((i + 1) / n - p));
  });
  return distance * Math.sqrt(n);
}

/** Chi-square distance as a standard normal score (Wilson–Hilferty); cells are joined until each expects 10. */
export function chiSquareScore(observed: readonly number[], expected: readonly number[]): number {
  let statistic = 0;
  let cells = 0;
  let o = 0;
  let e = 0;
  let restObserved = observed.reduce((a, b) => a + b, 0);
  let restExpected = expected.reduce((a, b) => a + b, 0);
  for (let i = 0; i < expected.length; i++) {
    o += observed[i] ?? 0;
    e += expected[i] ?? 0;
    if (e < 10 || restExpected - e < 10) continue;
    statistic += (o - e) ** 2 / e;
    restObserved -= o;
    restExpected -= e;
    cells++;
    o = 0;
    e = 0;
  }
  statistic += (restObserved - restExpected) ** 2 / restExpected;
  const df = cells;
  const spread = 2 / (9 * df);
  return (Math.cbrt(statistic / df) - 1 + spread) / Math.sqrt(spread);
}

/** Mean and unbiased variance. */
export function moments(values: readonly number[]): { mean: number; variance: number } {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const variance = values.reduce((a, x) => a + (x - mean) ** 2, 0) / (values.length - 1);
  return { mean, variance };
}
