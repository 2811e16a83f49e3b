import { describe, expect, it } from 'vitest';
import {
  type LeapTable,
  compileLeaps,
} from '../../../../shared/engine/randomization/compiled/leap-table.ts';
import { type Walk, compileWalk } from '../../../../shared/engine/randomization/compiled/walk.ts';
import { CASES, design, title } from './designs.ts';

const N = 12;

function walkOf([code, raw, weights]: (typeof CASES)[number]): Walk {
  const walk = compileWalk(design(code, raw, N, weights), N);
  if (!walk.ok) throw new Error(walk.error.message);
  return walk.value;
}

/** Probability of every target of one leap, read back from the alias cells. */
function leapDistribution(table: LeapTable, node: number): Map<number, number> {
  const cellCount = 1 << table.bits;
  const resolution = 2 ** (32 - table.bits);
  const distribution = new Map<number, number>();
  const add = (path: number, p: number): void => {
    if (p === 0) return;
    const target = (table.targets[(node << table.bits) + path] ?? 0) >>> table.bits;
    distribution.set(target, (distribution.get(target) ?? 0) + p / cellCount);
  };
  for (let cell = 0; cell < cellCount; cell++) {
    const entry = table.cells[(node << table.bits) + cell] ?? 0;
    const own = (entry >>> table.bits) / resolution;
    add(cell, own);
    add(entry & (cellCount - 1), 1 - own);
  }
  return distribution;
}

/** The same by stepping the walk one allocation at a time. */
function steppedDistribution(walk: Walk, node: number, stride: number): Map<number, number> {
  let now = new Map([[node, 1]]);
  for (let step = 0; step < stride; step++) {
    const then = new Map<number, number>();
    for (const [from, p] of now) {
      for (let o = walk.outcomeStart[from] ?? 0; o < (walk.outcomeStart[from + 1] ?? 0); o++) {
        const target = walk.outcomeTarget[o] ?? -1;
        then.set(target, (then.get(target) ?? 0) + p * (walk.outcomeProbability[o] ?? 0));
      }
    }
    now = then;
  }
  return now;
}

describe('leap tables', () => {
  it.each(CASES.map((one) => [title(one), one] as const))(
    '%s: a leap has the probabilities of its steps, and nothing impossible happens',
    (_, one) => {
      const walk = walkOf(one);
      const table = compileLeaps(walk);
      if (table === null) throw new Error('no leap table');
      let reached = new Set(walk.initial);
      for (let step = 0; step + table.stride <= N; step += table.stride) {
        const next = new Set<number>();
        for (const node of reached) {
          const stepped = steppedDistribution(walk, node, table.stride);
          const leapt = leapDistribution(table, node);
          expect(new Set(leapt.keys())).toEqual(new Set(stepped.keys()));
          for (const [target, p] of stepped) {
            expect(Math.abs((leapt.get(target) ?? 0) - p)).toBeLessThan(2 ** -26);
            next.add(target);
          }
        }
        reached = next;
      }
    },
  );

  it('takes four allocations a word with two arms, and fewer with more', () => {
    const strides = [
      ['bsd', { mti: 3 }, [1, 1]],
      ['bud', { lambda: 2 }, [1, 2, 2]],
    ] as const;
    expect(strides.map((one) => compileLeaps(walkOf(one))?.stride)).toEqual([4, 2]);
  });
});
