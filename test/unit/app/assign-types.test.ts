import { describe, expect, it } from 'vitest';
import { assignTypes } from '../../../shared/app/generate-kits/decide.ts';
import { unbiasedDraw } from '../../../shared/app/unbiased-draw.ts';
import { seededRandom } from '../../fakes/random.ts';

describe('giving kit types to positions', () => {
  const lines = [
    { kitType: 'b', count: 3 },
    { kitType: 'a', count: 1 },
  ];

  it('gives each type its count, by its place in the study', () => {
    const types = assignTypes(['a', 'b'], lines, unbiasedDraw(seededRandom('count')));
    expect([...types].sort()).toEqual([0, 1, 1, 1]);
  });

  it('puts a type at every position equally often (seed "positions"; four standard errors)', () => {
    const draw = unbiasedDraw(seededRandom('positions'));
    const runs = 8000;
    const at = [0, 0, 0, 0];
    for (let run = 0; run < runs; run += 1) {
      const position = assignTypes(['a', 'b'], lines, draw).indexOf(0);
      at[position] = (at[position] ?? 0) + 1;
    }
    const tolerance = 4 * Math.sqrt(runs * 0.25 * 0.75);
    for (const count of at) expect(Math.abs(count - runs / 4)).toBeLessThan(tolerance);
  });
});
