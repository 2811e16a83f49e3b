import { describe, expect, it } from 'vitest';
import { uniform, Xoshiro } from '../../../../shared/engine/prng/simulation/xoshiro.ts';
import { tabulated } from '../../../../shared/engine/randomization/compiled/tabulated-design.ts';
import type { Design } from '../../../../shared/engine/randomization/design.ts';
import { drawArm } from '../../../../shared/engine/randomization/draw.ts';
import { CASES, design, title } from './designs.ts';

const N = 60;

function sequence(one: Design, replicate: number): readonly (number | readonly number[])[] {
  const random = new Xoshiro().startReplicate(31, replicate, 0);
  const settle = (state: unknown): unknown => {
    const options = one.concealedOptions(state);
    return options === 0 ? state : one.settle(state, Math.floor(uniform(random) * options));
  };
  let state = settle(one.initial);
  return Array.from({ length: N }, () => {
    const probabilities = one.probabilities(state);
    const arm = drawArm(probabilities, uniform(random));
    state = settle(one.next(state, arm));
    return [arm, ...probabilities];
  });
}

describe('tabulated designs', () => {
  it.each(CASES.map((one) => [title(one), one] as const))(
    '%s: draws what the plain procedure draws, bit for bit',
    (_, [code, raw, weights]) => {
      const plain = design(code, raw, N, weights);
      const table = tabulated(plain, N);
      for (let replicate = 0; replicate < 5; replicate++) {
        expect(sequence(table, replicate)).toEqual(sequence(plain, replicate));
      }
    },
  );

  it('finds the state of given counts, and refuses those the procedure refuses', () => {
    const plain = design('bsd', { mti: 2 }, N);
    const table = tabulated(plain, N);
    expect(table).not.toBe(plain);
    const state = table.fromCounts([7, 5]);
    expect(state.ok && table.probabilities(state.value)).toEqual([0, 1]);
    expect(table.fromCounts([9, 5]).ok).toBe(false);
  });

  it('leaves concealed and very large designs as they are', () => {
    const concealed = design('pbd', { blocks: '2,4' }, N);
    expect(tabulated(concealed, N)).toBe(concealed);
    const large = design('gbcd', { gamma: 2 }, 300);
    expect(tabulated(large, 300)).toBe(large);
  });
});
