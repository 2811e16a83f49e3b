import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blocksFromStarts, blockStartsOf } from '../../../shared/app/list-secret/make-list.ts';

const slotsOf = (sizes: readonly number[]) => {
  const block = Uint32Array.from(
    sizes.flatMap((size, i) => Array.from({ length: size }, () => i + 1)),
  );
  return { name: 'all', arm: new Uint8Array(block.length), block, position: block };
};

describe('block starts', () => {
  it('bring back the block of every slot, in a text as long as the stratum (seed 11)', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 8 }), { maxLength: 40 }), (sizes) => {
        const slots = slotsOf(sizes);
        const starts = blockStartsOf(slots);
        expect(starts).toHaveLength(slots.block.length);
        expect(blocksFromStarts(starts)).toEqual([...slots.block]);
      }),
      { seed: 11, numRuns: 200 },
    );
  });

  it('say that there are no blocks where a procedure has none', () => {
    const slots = { ...slotsOf([3]), block: new Uint32Array(3) };
    expect(blocksFromStarts(blockStartsOf(slots))).toEqual([null, null, null]);
  });
});
