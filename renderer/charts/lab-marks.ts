/** Shapes of a candidate's mark; with the colours they tell 24 candidates apart without colour. */
export const shapes = [
  'circle',
  'square',
  'triangle',
  'diamond',
  'down',
  'plus',
  'cross',
  'pentagon',
] as const;
export type Shape = (typeof shapes)[number];

/** How one candidate looks in the table and in every plot. */
export interface SeriesMark {
  readonly color: string;
  readonly shape: Shape;
  /** Dash pattern of its line; undefined is a whole line. */
  readonly dash: string | undefined;
}

const dashes = [undefined, '7 3', '2 3', '9 3 2 3'] as const;

/** The mark of the candidate at a place in the list, counted from 0. */
export const markOf = (index: number): SeriesMark => ({
  color: `var(--series-${(index % 8) + 1})`,
  shape: shapes[(index + Math.floor(index / 8)) % shapes.length] ?? 'circle',
  dash: dashes[(index + Math.floor(index / 8)) % dashes.length],
});

const polygon = (r: number, angles: readonly number[]): string =>
  `M${angles
    .map((degrees) => {
      const angle = (degrees * Math.PI) / 180;
      return `${(r * Math.sin(angle)).toFixed(2)},${(-r * Math.cos(angle)).toFixed(2)}`;
    })
    .join('L')}Z`;

/** The outline of a shape around (0, 0) with a radius in px. */
export function outlineOf(shape: Shape, r: number): string {
  const s = r * 0.85;
  switch (shape) {
    case 'circle':
      return `M${-r},0A${r},${r} 0 1 1 ${r},0A${r},${r} 0 1 1 ${-r},0Z`;
    case 'square':
      return `M${-s},${-s}H${s}V${s}H${-s}Z`;
    case 'triangle':
      return polygon(r * 1.15, [0, 120, 240]);
    case 'down':
      return polygon(r * 1.15, [60, 180, 300]);
    case 'diamond':
      return polygon(r * 1.15, [0, 90, 180, 270]);
    case 'pentagon':
      return polygon(r * 1.05, [0, 72, 144, 216, 288]);
    case 'plus':
      return crossOf(r, 0);
    case 'cross':
      return crossOf(r, 45);
  }
}

function crossOf(r: number, turn: number): string {
  const arm = 0.36 * r;
  const corners = [0, 90, 180, 270].flatMap((quarter) =>
    [
      [-arm, -r],
      [arm, -r],
      [arm, -arm],
    ].map(([x = 0, y = 0]) => {
      const angle = ((quarter + turn) * Math.PI) / 180;
      const px = x * Math.cos(angle) - y * Math.sin(angle);
      const py = x * Math.sin(angle) + y * Math.cos(angle);
      return `${px.toFixed(2)},${py.toFixed(2)}`;
    }),
  );
  return `M${corners.join('L')}Z`;
}
