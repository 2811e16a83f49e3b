import type { SeriesMark } from './lab-marks.ts';

export interface Spread {
  readonly mean: number;
  readonly sd: number;
  readonly q25: number;
  readonly q50: number;
  readonly q75: number;
  readonly min: number;
  readonly max: number;
}

export interface LabBox extends Spread {
  readonly label: string;
  readonly mark: SeriesMark;
}

interface BoxPlace {
  readonly x?: number | undefined;
  readonly y?: number | undefined;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  readonly payload?: LabBox | undefined;
}

/** One box with its whiskers, drawn within the bar from smallest to largest. */
export function BoxShape({ x = 0, y = 0, width = 0, height = 0, payload: box }: BoxPlace) {
  if (box === undefined) return null;
  const range = box.max - box.min;
  const at = (value: number): number => (range === 0 ? x : x + (width * (value - box.min)) / range);
  const half = Math.min(8, height / 2);
  const middle = y + height / 2;
  const { color } = box.mark;
  return (
    <g stroke={color} strokeWidth={1.5}>
      <path
        d={`M${at(box.min)},${middle}H${at(box.q25)}M${at(box.q75)},${middle}H${at(box.max)}`}
      />
      <path
        d={`M${at(box.min)},${middle - half / 2}v${half}M${at(box.max)},${middle - half / 2}v${half}`}
      />
      <rect
        x={at(box.q25)}
        y={middle - half}
        width={Math.max(1, at(box.q75) - at(box.q25))}
        height={2 * half}
        fill={color}
        fillOpacity={0.18}
      />
      <path d={`M${at(box.q50)},${middle - half}v${2 * half}`} strokeWidth={2.5} />
      <circle cx={at(box.mean)} cy={middle} r={2.5} fill="var(--ink)" stroke="none" />
    </g>
  );
}
