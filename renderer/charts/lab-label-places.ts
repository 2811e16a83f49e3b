interface Point {
  readonly label: string;
  readonly x: number;
  readonly y: number;
}

export interface LabelPlace {
  /** From the middle of the mark, in px. */
  readonly dx: number;
  readonly dy: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A plot of about this size is assumed; labels need not be placed to the pixel. */
const assumed = { width: 500, height: 250 } as const;
const letter = 6.6;
const line = 13;

const choices: readonly LabelPlace[] = [
  { dx: 10, dy: 4, anchor: 'start' },
  { dx: -10, dy: 4, anchor: 'end' },
  { dx: 0, dy: -11, anchor: 'middle' },
  { dx: 0, dy: 20, anchor: 'middle' },
  { dx: 10, dy: 18, anchor: 'start' },
  { dx: 10, dy: -10, anchor: 'start' },
  { dx: -10, dy: 18, anchor: 'end' },
  { dx: -10, dy: -10, anchor: 'end' },
  { dx: 10, dy: 32, anchor: 'start' },
  { dx: 10, dy: -24, anchor: 'start' },
];

const overlap = (a: Box, b: Box): number =>
  Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left)) *
  Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));

function boxOf(x: number, y: number, width: number, place: LabelPlace): Box {
  const from = { start: 0, middle: width / 2, end: width }[place.anchor];
  const left = x + place.dx - from;
  const bottom = y + place.dy + 3;
  return { left, right: left + width, top: bottom - line, bottom };
}

/** Where to write each name so that it covers no mark and no other name, as far as that can be. */
export function placeLabels(
  points: readonly Point[],
  [x0, x1]: readonly [number, number],
  [y0, y1]: readonly [number, number],
): readonly LabelPlace[] {
  const at = points.map(({ x, y }) => ({
    x: ((x - x0) / (x1 - x0 || 1)) * assumed.width,
    y: (1 - (y - y0) / (y1 - y0 || 1)) * assumed.height,
  }));
  const taken: Box[] = at.map(({ x, y }) => ({
    left: x - 6,
    right: x + 6,
    top: y - 6,
    bottom: y + 6,
  }));
  return at.map(({ x, y }, index) => {
    const width = (points[index]?.label.length ?? 0) * letter;
    const ranked = choices.map((place, order) => {
      const box = boxOf(x, y, width, place);
      const outside =
        Math.max(0, -box.left) + Math.max(0, box.right - assumed.width) + Math.max(0, -box.top);
      const covered = taken.reduce((sum, other) => sum + overlap(box, other), 0);
      return { place, box, cost: covered + 40 * outside + order / 100 };
    });
    const best = ranked.reduce((least, next) => (next.cost < least.cost ? next : least));
    taken.push(best.box);
    return best.place;
  });
}
