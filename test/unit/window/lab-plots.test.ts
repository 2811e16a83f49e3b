import { describe, expect, it } from 'vitest';
import { csvOf } from '../../../renderer/charts/lab-csv.ts';
import { placeLabels } from '../../../renderer/charts/lab-label-places.ts';
import { markOf } from '../../../renderer/charts/lab-marks.ts';
import { scaleFor, shareTickText } from '../../../renderer/charts/lab-scale.ts';

const frame = { left: 60, right: 560, top: 10, bottom: 400 };

/** The place that a name takes, from its baseline; letters are counted a little narrower than drawn. */
const boxes = (spots: readonly { label: string; x: number; y: number }[]) =>
  placeLabels(spots, frame).map(({ x, y }, index) => ({
    left: x,
    right: x + (spots[index]?.label.length ?? 0) * 6.5,
    top: y - 9,
    bottom: y + 2,
  }));

describe('the plots of the design lab', () => {
  it('write names beside crowded marks without covering one another', () => {
    const spots = Array.from({ length: 12 }, (_, k) => ({
      label: `C-BSD(${k})`,
      x: 120 + (k % 4) * 6,
      y: 200 + Math.floor(k / 4) * 5,
    }));
    const placed = boxes(spots);
    for (const [index, a] of placed.entries()) {
      expect(a.left).toBeGreaterThanOrEqual(frame.left - 1);
      for (const b of placed.slice(index + 1)) {
        const isApart =
          a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
        expect(isApart, JSON.stringify([a, b])).toBe(true);
      }
    }
  });

  it('keep a lone name next to its mark', () => {
    const [place] = placeLabels([{ label: 'crd', x: 300, y: 200 }], frame);
    expect(place?.isFar).toBe(false);
  });

  it('put round ticks around the values', () => {
    const { domain, ticks } = scaleFor([0.497, 0.708]);
    expect(domain).toEqual([0.4, 0.8]);
    expect(ticks.map(shareTickText)).toEqual(['40 %', '50 %', '60 %', '70 %', '80 %']);
    expect(scaleFor([0, 0]).domain[0]).toBe(0);
  });

  it('tell 24 candidates apart by colour and shape', () => {
    const looks = Array.from({ length: 24 }, (_, k) => markOf(k)).map(
      ({ color, shape }) => `${color} ${shape}`,
    );
    expect(new Set(looks).size).toBe(24);
  });

  it('write files that a spreadsheet reads as text where they are text', () => {
    expect(csvOf([['a,b', 'say "x"', -0.5, '=1+1']])).toBe(`"a,b","say ""x""",-0.5,'=1+1\r\n`);
  });
});
