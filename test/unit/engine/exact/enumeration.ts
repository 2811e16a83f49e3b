import type { Design } from '../../../../shared/engine/randomization/design.ts';

/** Characteristics by listing every sequence with its probability: slow, obvious, independent. */
export interface Enumerated {
  meanAbs: number[];
  meanSquare: number[];
  balanced: number;
  meanMaxAbs: number;
  deterministic: number;
  correctGuesses: number;
  total: number;
}

interface Path {
  readonly p: number;
  readonly counts: readonly number[];
  readonly sizes: readonly number[];
  readonly deterministic: number;
  readonly correct: number;
}

export function enumerate(design: Design, n: number): Enumerated {
  const { weights } = design;
  const total = weights.reduce((a, b) => a + b, 0);
  const sum: Enumerated = {
    meanAbs: Array.from({ length: n }, () => 0),
    meanSquare: Array.from({ length: n }, () => 0),
    balanced: 0,
    meanMaxAbs: 0,
    deterministic: 0,
    correctGuesses: 0,
    total: 0,
  };
  const size = (counts: readonly number[], j: number): number =>
    Math.sqrt(2 * counts.reduce((a, c, k) => a + (c - (j * (weights[k] ?? 0)) / total) ** 2, 0));
  const finish = (path: Path): void => {
    path.sizes.forEach((s, j) => {
      sum.meanAbs[j] = (sum.meanAbs[j] ?? 0) + path.p * s;
      sum.meanSquare[j] = (sum.meanSquare[j] ?? 0) + path.p * s * s;
    });
    if ((path.sizes.at(-1) ?? 0) < 1e-9) sum.balanced += path.p;
    sum.meanMaxAbs += path.p * Math.max(...path.sizes);
    sum.deterministic += (path.p * path.deterministic) / n;
    sum.correctGuesses += (path.p * path.correct) / n;
    sum.total += path.p;
  };
  const follow = (state: unknown, path: Path): void => {
    const options = design.concealedOptions(state);
    if (path.sizes.length === n) return finish(path);
    for (let o = 0; o < options; o++) {
      follow(design.settle(state, o), { ...path, p: path.p / options });
    }
    if (options > 0) return undefined;
    const probabilities = design.probabilities(state);
    const shares = path.counts.map((c, k) => c / (weights[k] ?? 1));
    const behind = shares.flatMap((s, k) => (s <= Math.min(...shares) + 1e-9 ? [k] : []));
    probabilities.forEach((p, arm) => {
      if (p === 0) return;
      const counts = path.counts.map((c, k) => (k === arm ? c + 1 : c));
      follow(design.next(state, arm), {
        p: path.p * p,
        counts,
        sizes: [...path.sizes, size(counts, path.sizes.length + 1)],
        deterministic: path.deterministic + (p === 1 ? 1 : 0),
        correct: path.correct + (behind.includes(arm) ? 1 / behind.length : 0),
      });
    });
    return undefined;
  };
  const counts = weights.map(() => 0);
  follow(design.initial, { p: 1, counts, sizes: [], deterministic: 0, correct: 0 });
  return sum;
}
