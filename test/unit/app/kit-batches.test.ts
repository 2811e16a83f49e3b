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
});
