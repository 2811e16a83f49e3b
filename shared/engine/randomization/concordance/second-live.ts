/** Parameters of live allocation as plain numbers: `limits`, or the three others. */
export interface SecondScheme {
  readonly weights: readonly number[];
  readonly limits?: readonly number[];
  readonly importance?: readonly number[];
  readonly measure?: 'range' | 'variance' | 'marginal-total';
  readonly p?: number;
}

interface Recorded {
  readonly levels: readonly string[];
  /** Null for an arm that another list gave: it is counted only. */
  readonly draw: number | null;
  readonly arm: number;
}

/** How uneven the scaled counts are; for marginal totals the count of the arm itself. */
const unevenness = (measure: SecondScheme['measure'], scaled: readonly number[], arm: number) => {
  if (measure === 'marginal-total') return scaled[arm] as number;
  const sorted = scaled.toSorted((a, b) => a - b);
  if (measure === 'range') return (sorted.at(-1) as number) - (sorted[0] as number);
  // Sample variance as the mean of the squared differences of all pairs, halved.
  let squares = 0;
  for (const a of scaled) for (const b of scaled) squares += (a - b) ** 2;
  return squares / (2 * scaled.length * (scaled.length - 1));
};

const byLimits = (limits: readonly number[], tallies: readonly (readonly number[])[]) => {
  for (const [i, [first = 0, second = 0]] of tallies.entries()) {
    const limit = limits[i] as number;
    if (first - second >= limit) return [0, 1];
    if (second - first >= limit) return [1, 0];
  }
  return [0.5, 0.5];
};

const byImbalance = (scheme: SecondScheme, tallies: readonly (readonly number[])[]) => {
  const { weights, importance = [], measure, p = 0 } = scheme;
  const scores = weights.map((_, arm) => {
    let score = 0;
    tallies.forEach((counts, part) => {
      const after = counts.map((n, k) => (k === arm ? n + 1 : n) / (weights[k] as number));
      score += (importance[part] as number) * unevenness(measure, after, arm);
    });
    return score;
  });
  const lowest = scores.reduce((a, b) => Math.min(a, b));
  const margin = 1e-9 * Math.max(1, Math.abs(lowest));
  const best = scores.flatMap((score, arm) => (score <= lowest + margin ? [arm] : []));
  const among = best.reduce((total, arm) => total + (weights[arm] as number), 0);
  const all = weights.reduce((a, b) => a + b);
  const chances = weights.map(() => 0);
  for (const chosen of best) {
    const share = (weights[chosen] as number) / among;
    weights.forEach((w, arm) => {
      const given = arm === chosen ? p : ((1 - p) * w) / (all - (weights[chosen] as number));
      chances[arm] = (chances[arm] as number) + share * given;
    });
  }
  return chances;
};

function fallsOn(chances: readonly number[], draw: number): number {
  let edge = 0;
  const u = draw / 9007199254740992;
  const drawn = chances.findIndex((chance) => chance > 0 && u < (edge += chance));
  return drawn < 0 ? chances.findLastIndex((chance) => chance > 0) : drawn;
}

/**
 * Makes live allocations again, written separately from the description: counts from the recorded
 * arms before, probabilities, and the arm whose share of [0, 1) holds draw / 2^53. Returns the
 * index of the first allocation with another arm, or null.
 */
export const secondReplay = (
  scheme: SecondScheme,
  allocations: readonly Recorded[],
): number | null => {
  const seen = new Map<string, number>();
  const name = (part: number, level: string, arm: number) => `${part} ${arm} ${level}`;
  for (let i = 0; i < allocations.length; i += 1) {
    const { levels, draw, arm } = allocations[i] as Recorded;
    const tallies = levels.map((level, part) =>
      scheme.weights.map((_, k) => seen.get(name(part, level, k)) ?? 0),
    );
    const chances =
      scheme.limits === undefined ? byImbalance(scheme, tallies) : byLimits(scheme.limits, tallies);
    if (draw !== null && fallsOn(chances, draw) !== arm) return i;
    levels.forEach((level, part) => {
      const own = name(part, level, arm);
      seen.set(own, (seen.get(own) ?? 0) + 1);
    });
  }
  return null;
};
