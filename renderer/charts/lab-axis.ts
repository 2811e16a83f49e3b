/** Looks of axes that all plots of the design lab share. */
export const tick = { fontSize: 12, fill: 'var(--ink-quiet)' } as const;

export const axisLine = { stroke: 'var(--line-strong)' } as const;

export const plotHeight = 320;

/** The words beside an axis. */
export const alongX = (value: string) =>
  ({
    value,
    position: 'insideBottom',
    offset: -4,
    fontSize: 12,
    fill: 'var(--ink-quiet)',
  }) as const;

export const alongY = (value: string) =>
  ({
    value,
    angle: -90,
    position: 'insideLeft',
    style: { textAnchor: 'middle' },
    fontSize: 12,
    fill: 'var(--ink-quiet)',
  }) as const;

/** At most this many points a line: more cannot be seen, and every one costs time. */
const mostPoints = 240;

/** The steps to draw of a line over 1..n, first and last always among them. */
export function stepsToDraw(n: number, most = mostPoints): readonly number[] {
  if (n <= most) return Array.from({ length: n }, (_, index) => index + 1);
  return Array.from({ length: most }, (_, index) => Math.round(1 + (index * (n - 1)) / (most - 1)));
}
