import { describe, expect, it } from 'vitest';
import { drawShares } from '../../../renderer/features/subjects/draw-shares.ts';

const drawOf = (uniform: number, probabilities: readonly number[]) => ({
  list: 'LIVE',
  levels: [],
  arms: probabilities.map((probability, index) => ({ name: `arm ${index}`, probability })),
  uniform,
});

const drawn = (uniform: number, probabilities: readonly number[]) =>
  drawShares(drawOf(uniform, probabilities))
    .filter(({ isDrawn }) => isDrawn)
    .map(({ name }) => name);

describe('the shares of a draw', () => {
  it('stand end to end in the order of the arms', () => {
    expect(drawShares(drawOf(0.5, [0.25, 0.5, 0.25]))).toMatchObject([
      { from: 0, until: 0.25, isDrawn: false },
      { from: 0.25, until: 0.75, isDrawn: true },
      { from: 0.75, until: 1, isDrawn: false },
    ]);
  });

  it('give the boundary to the arm that begins there', () => {
    expect(drawn(0.249999, [0.25, 0.75])).toEqual(['arm 0']);
    expect(drawn(0.25, [0.25, 0.75])).toEqual(['arm 1']);
  });

  it('never give an arm without a share', () => {
    expect(drawn(0, [0, 1])).toEqual(['arm 1']);
    expect(drawn(0.999999, [1, 0])).toEqual(['arm 0']);
  });

  it('leave to the last possible arm what rounding leaves over', () => {
    expect(drawn(0.9999999999999999, [0.3, 0.3, 0.3999999999, 0])).toEqual(['arm 2']);
  });
});
