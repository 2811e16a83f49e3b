import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bySequence } from '../../../shared/app/kit-batches.ts';

describe('the order of kits by sequence', () => {
  it('is that of a plain sort (seed 7)', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 999_999_999 }), { maxLength: 200 }),
        (sequences) => {
          const plain = sequences
            .map((sequence, at) => ({ sequence, at }))
            .sort((a, b) => a.sequence - b.sequence)
            .map(({ at }) => at);
          expect([...bySequence(sequences)]).toEqual(plain);
        },
      ),
      { seed: 7, numRuns: 200 },
    );
  });

  it('holds for as many kits as can be generated at once', () => {
    const kits = 5_000_000;
    const order = bySequence(Int32Array.from({ length: kits }, (_, at) => 999_999_999 - at));
    expect([order[0], order[1], order[kits - 1]]).toEqual([kits - 1, kits - 2, 0]);
  });
});
