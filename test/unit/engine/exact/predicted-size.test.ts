import { describe, expect, it } from 'vitest';
import { compileWalk } from '../../../../shared/engine/randomization/compiled/walk.ts';
import { predictSize } from '../../../../shared/engine/randomization/exact/predicted-size.ts';
import { design } from '../compiled/designs.ts';

const urn = { alpha: 1, beta: 1 };

describe('the size of a walk told before it is made', () => {
  it.each([
    ['crd', {}, [1, 1], 30],
    ['crd', {}, [1, 2, 2], 12],
    ['crd', {}, [1, 2, 3, 4], 14],
    ['wei', urn, [1, 1], 20],
    ['wei', urn, [1, 1, 1], 12],
  ] as const)(
    '%s %o %j over %i subjects: nodes and sizes of imbalance',
    (code, raw, weights, n) => {
      const plain = design(code, raw, n, weights);
      const walk = compileWalk(plain, n);
      if (!walk.ok) throw new Error(walk.error.message);
      expect(predictSize(plain, n)).toEqual({
        nodes: walk.value.nodeCount,
        leastMagnitudes: walk.value.magnitudes.length,
      });
    },
  );

  it('is unknown for a design that bounds the imbalance', () => {
    expect(predictSize(design('bsd', { mti: 3 }, 10), 10)).toBeNull();
  });
});
