/** A mark in px and the name that belongs beside it. */
export interface LabelledSpot {
  readonly label: string;
  readonly x: number;
  readonly y: number;
}

export interface LabelPlace {
  /** Where the text begins, in px, at its baseline. */
  readonly x: number;
  readonly y: number;
  /** True where the name is so far off that a line must lead to its mark. */
  readonly isFar: boolean;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const letter = 6.7;
const line = 14;
const mark = 7;

const rings = [4, 16, 32, 52, 76, 104] as const;
const turns = Array.from({ length: 16 }, (_, k) => (k * Math.PI) / 8);

const overlap = (a: Box, b: Box): number =>
  Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left)) *
  Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));

/** The box of a name whose nearest side is `distance` from the mark, in the direction `turn`. */
function boxAt({ label, x, y }: LabelledSpot, turn: number, distance: number): Box {
  const width = label.length * letter;
  const reach = mark + distance;
  const middle = {
    x: x + Math.cos(turn) * (reach + width / 2),
    y: y + Math.sin(turn) * (reach + line / 2),
  };
  return {
    left: middle.x - width / 2,
    right: middle.x + width / 2,
    top: middle.y - line / 2,
    bottom: middle.y + line / 2,
  };
}

const outside = (box: Box, frame: Box): number =>
  Math.max(0, frame.left - box.left) +
  Math.max(0, box.right - frame.right) +
  Math.max(0, frame.top - box.top) +
  Math.max(0, box.bottom - frame.bottom);

/** Where to write each name so that it covers no mark and no other name, as near to its mark as that allows. */
export function placeLabels(spots: readonly LabelledSpot[], frame: Box): readonly LabelPlace[] {
  const taken: Box[] = spots.map(({ x, y }) => ({
    left: x - mark,
    right: x + mark,
    top: y - mark,
    bottom: y + mark,
  }));
  return spots.map((spot) => {
    const tries = rings.flatMap((distance) =>
      turns.map((turn, order) => {
        const box = boxAt(spot, turn, distance);
        const covered = taken.reduce((sum, other) => sum + overlap(box, other), 0);
        const cost = covered + 60 * outside(box, frame) + distance / 4 + order / 100;
        return { box, cost, distance };
      }),
    );
    const best = tries.reduce((least, next) => (next.cost < least.cost ? next : least));
    taken.push(best.box);
    return { x: best.box.left, y: best.box.bottom - 3.5, isFar: best.distance > rings[1] };
  });
}
