import { describe, expect, it } from 'vitest';
import type { Design } from '../../../../shared/engine/randomization/design.ts';
import {
  type StateTable,
  compileDesign,
} from '../../../../shared/engine/randomization/compiled/state-table.ts';
import { CASES, design, title } from './designs.ts';

const N = 8;

function compiled(plain: Design): StateTable {
  const table = compileDesign(plain, N);
  if (!table.ok) throw new Error(table.error.message);
  return table.value;
}

/** Follows the plain procedure along every path and calls back with the state and its table index. */
function followAll(
  plain: Design,
  table: StateTable,
  visit: (state: unknown, index: number) => void,
): void {
  const settle = (state: unknown): unknown[] => {
    const options = plain.concealedOptions(state);
    if (options === 0) return [state];
    return Array.from({ length: options }, (_, o) => plain.settle(state, o));
  };
  const follow = (state: unknown, index: number, step: number): void => {
    visit(state, index);
    if (step === table.steps) return;
    plain.probabilities(state).forEach((p, arm) => {
      if (p === 0) return;
      const targets = outcomesOf(table, index, arm);
      const states = settle(plain.next(state, arm));
      expect(targets.length).toBe(states.length);
      states.forEach((next, option) => follow(next, targets[option] ?? -1, step + 1));
    });
  };
  settle(plain.initial).forEach((state, i) => follow(state, table.initial[i] ?? -1, 0));
}

const outcomesOf = (table: StateTable, index: number, arm: number): number[] => {
  const targets: number[] = [];
  for (let o = table.outcomeStart[index] ?? 0; o < (table.outcomeStart[index + 1] ?? 0); o++) {
    if (table.outcomeArm[o] === arm) targets.push(table.outcomeTarget[o] ?? -1);
  }
  return targets;
};

describe('compiled designs', () => {
  it.each(CASES.map((one) => [title(one), one] as const))(
    '%s: table and plain procedure agree on every reachable state',
    (_, [code, raw, weights]) => {
      const plain = design(code, raw, N, weights);
      const table = compiled(plain);
      let visits = 0;
      followAll(plain, table, (state, index) => {
        visits++;
        expect(plain.key(table.states[index])).toBe(plain.key(state));
        const start = table.outcomeStart[index] ?? 0;
        const end = table.outcomeStart[index + 1] ?? 0;
        if (start === end) return;
        const from = index * table.arms;
        const probabilities = table.probabilities.slice(from, from + table.arms);
        expect(Array.from(probabilities)).toEqual(plain.probabilities(state));
        const total = table.outcomeProbability.slice(start, end).reduce((a, b) => a + b, 0);
        expect(total).toBeCloseTo(1, 14);
      });
      expect(visits).toBeGreaterThan(N);
    },
  );

  it('keeps a finite design small however long the sequence is', () => {
    const table = compileDesign(design('bsd', { mti: 3 }, 100_000), 100_000);
    expect(table.ok && table.value.stateCount).toBe(7);
  });

  it('refuses a design whose states outgrow a table', () => {
    const urn = design('gbcd', { gamma: 2 }, 100);
    const tooLarge = compileDesign(urn, 100, 1000);
    expect(!tooLarge.ok && tooLarge.error.rule).toBe('too-many-states');
    expect(compileDesign(urn, 20, 1000).ok).toBe(true);
  });
});
