// Requirements: RND-02
import { describe, expect, it } from 'vitest';
import type { Design } from '../../../../shared/engine/randomization/design.ts';
import { designOf } from './designs.ts';

interface Node {
  readonly state: unknown;
  readonly counts: readonly number[];
  readonly probability: number;
}

const advance = (design: Design, nodes: readonly Node[]): readonly Node[] => {
  const joined = new Map<string, Node>();
  for (const node of nodes) {
    design.probabilities(node.state).forEach((p, arm) => {
      if (p === 0) return;
      const counts = node.counts.map((c, k) => (k === arm ? c + 1 : c));
      const before = joined.get(counts.join())?.probability ?? 0;
      const probability = before + node.probability * p;
      joined.set(counts.join(), { state: design.next(node.state, arm), counts, probability });
    });
  }
  return [...joined.values()];
};

/** Nodes of the tunnel after each of `steps` allocations with their probabilities. */
const tunnel = (weights: readonly number[], steps: number): readonly (readonly Node[])[] => {
  const design = designOf({ code: 'brick', weights, raw: {} });
  const start = { state: design.initial, counts: weights.map(() => 0), probability: 1 };
  const generations: (readonly Node[])[] = [[start]];
  for (let j = 0; j < steps; j += 1) {
    generations.push(advance(design, generations[j] ?? []));
  }
  return generations;
};

const triples: (readonly number[])[] = [];
for (let a = 1; a <= 6; a += 1) {
  for (let b = 1; b <= 6; b += 1) {
    for (let c = 1; c <= 6; c += 1) triples.push([a, b, c]);
  }
}
const isPrime = (weights: readonly number[]) =>
  ![2, 3, 5].some((d) => weights.every((w) => w % d === 0));

const expectRatioKept = (weights: readonly number[], distance: number) => {
  const total = weights.reduce((a, b) => a + b, 0);
  tunnel(weights, 2 * total).forEach((nodes, j) => {
    weights.forEach((w, k) => {
      const expected = nodes.reduce((sum, n) => sum + n.probability * (n.counts[k] ?? 0), 0);
      expect(expected).toBeCloseTo((j * w) / total, 10);
      for (const node of nodes) {
        expect(Math.abs((node.counts[k] ?? 0) - (j * w) / total)).toBeLessThan(distance);
      }
    });
  });
};

describe('brick tunnel', () => {
  it.each([
    [1, 1],
    [2, 1],
    [3, 2],
    [14, 21 - 4],
    [1, 10],
    [7, 5],
    [37, 100],
  ])('of two arms %i:%i keeps the ratio and stays within one of it', (a, b) => {
    expectRatioKept([a, b], 1);
  });

  it('of three arms keeps the ratio and stays within one of it, whatever the ratio', () => {
    for (const weights of triples.filter(isPrime)) expectRatioKept(weights, 1);
    expectRatioKept([14, 2, 1], 1);
    expectRatioKept([13, 29, 7], 1);
  });

  it.each([
    [[1, 1, 1, 1]],
    [[1, 2, 2, 1]],
    [[5, 3, 2, 2]],
    [[4, 3, 2, 2, 1]],
    [[1, 1, 1, 1, 1, 3]],
  ])('of more arms keeps the ratio at every step: %j', (weights) => {
    expectRatioKept(weights, 2);
  });

  it('treats arms of one weight alike, whatever their order', () => {
    const first = designOf({ code: 'brick', weights: [1, 2, 2, 1], raw: {} });
    const other = designOf({ code: 'brick', weights: [2, 1, 1, 2], raw: {} });
    const at = (design: Design, counts: readonly number[]) => {
      const state = design.fromCounts(counts);
      return state.ok ? design.probabilities(state.value) : [];
    };
    const [a1, b1, c1, d1] = at(first, [0, 1, 0, 0]);
    expect(at(other, [1, 0, 0, 0])).toEqual([b1, a1, d1, c1]);
    expect(at(first, [0, 0, 1, 0])).toEqual([a1, c1, b1, d1]);
    expect(a1).toBe(d1);
  });

  it('equals a permuted block of W when all arms are equal', () => {
    for (const weights of [
      [1, 1],
      [1, 1, 1],
      [1, 1, 1, 1],
    ]) {
      const pbd = designOf({ code: 'pbd', weights, raw: { block: weights.length } });
      const brick = designOf({ code: 'brick', weights, raw: {} });
      for (const counts of [weights.map(() => 0), weights.map((_, k) => (k === 1 ? 1 : 0))]) {
        const [a, b] = [brick.fromCounts(counts), pbd.fromCounts(counts)];
        if (!a.ok || !b.ok) throw new Error('reachable counts were refused');
        expect(brick.probabilities(a.value)).toEqual(pbd.probabilities(b.value));
      }
    }
  });

  it('has the transitions of 3:2 that follow from the expected counts alone', () => {
    const design = designOf({ code: 'brick', weights: [3, 2], raw: {} });
    const at = (counts: readonly number[]) => {
      const state = design.fromCounts(counts);
      return state.ok ? design.probabilities(state.value)[0] : state.error.rule;
    };
    // E(N1) = 0.6, 1.2, 1.8, 2.4, 3: from (1,0) to (2,0) with 0.2/0.6, from (0,1) always to (1,1).
    expect(at([0, 0])).toBe(0.6);
    expect(at([1, 0])).toBeCloseTo(1 / 3, 15);
    expect(at([0, 1])).toBe(1);
    expect(at([2, 0])).toBe(0);
    expect(at([1, 1])).toBeCloseTo(0.75, 15);
    expect(at([0, 2])).toBe('counts-unreachable');
    expect(at([3, 0])).toBe('counts-unreachable');
    expect(at([6, 4])).toBe(0.6);
  });
});
