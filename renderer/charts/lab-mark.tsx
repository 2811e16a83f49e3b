import { outlineOf } from './lab-marks.ts';
import type { SeriesMark } from './lab-marks.ts';

interface Properties {
  readonly mark: SeriesMark;
  readonly x: number;
  readonly y: number;
  readonly r?: number;
}

/** A candidate's mark within a plot. */
export function PlotMark({ mark, x, y, r = 5 }: Properties) {
  return (
    <path
      d={outlineOf(mark.shape, r)}
      transform={`translate(${x},${y})`}
      fill={mark.color}
      stroke="var(--surface-panel)"
      strokeWidth={1}
    />
  );
}

/** The same mark, with the dash of its line, beside a name. */
export function MarkSwatch({ mark }: { readonly mark: SeriesMark }) {
  return (
    <svg width={30} height={14} viewBox="-15 -7 30 14" aria-hidden style={{ flex: 'none' }}>
      <line
        x1={-15}
        x2={15}
        y1={0}
        y2={0}
        stroke={mark.color}
        strokeWidth={2}
        strokeDasharray={mark.dash}
      />
      <PlotMark mark={mark} x={0} y={0} r={5} />
    </svg>
  );
}
