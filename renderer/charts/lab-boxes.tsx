import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { alongX, axisLine, plotHeight, tick } from './lab-axis.ts';
import type { SeriesMark } from './lab-marks.ts';
import { LabTooltip } from './lab-tooltip.tsx';

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

interface Properties {
  readonly boxes: readonly LabBox[];
  readonly valueLabel: string;
  readonly valueText: (value: number) => string;
  /** Words for the seven figures of a spread. */
  readonly wordOf: (figure: keyof Spread) => string;
}

const rowHeight = 28;
const figures = ['mean', 'sd', 'min', 'q25', 'q50', 'q75', 'max'] as const;

/** Spread over the replicates: box of the middle half, median, mean as a dot, whiskers to the extremes. */
export function LabBoxes({ boxes, valueLabel, valueText, wordOf }: Properties) {
  const data = boxes.map((box) => ({ ...box, range: [box.min, box.max] }));
  const longest = Math.max(...boxes.map(({ label }) => label.length));
  return (
    <ResponsiveContainer width="100%" height={Math.max(plotHeight, boxes.length * rowHeight + 60)}>
      <BarChart
        layout="vertical"
        data={data}
        margin={{ top: 4, right: 24, bottom: 16, left: 8 }}
        accessibilityLayer={false}
      >
        <CartesianGrid horizontal={false} stroke="var(--line)" />
        <XAxis
          type="number"
          tick={tick}
          tickLine={false}
          axisLine={axisLine}
          tickFormatter={valueText}
          domain={['auto', 'auto']}
          label={alongX(valueLabel)}
        />
        <YAxis
          dataKey="label"
          type="category"
          width={Math.min(170, 16 + longest * 7)}
          tick={{ ...tick, fill: 'var(--ink)' }}
          tickLine={false}
          axisLine={axisLine}
          interval={0}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={{ fill: 'var(--surface-hover)' }}
          content={({ active, payload }) => {
            const box = payload?.[0]?.payload as LabBox | undefined;
            if (!active || box === undefined) return null;
            const lines = figures.map((name) => ({
              label: wordOf(name),
              value: valueText(box[name]),
            }));
            return <LabTooltip title={box.label} lines={lines} />;
          }}
        />
        <Bar
          dataKey="range"
          isAnimationActive={false}
          shape={({ x, y, width, height, payload }: BoxPlace) => (
            <BoxShape x={x} y={y} width={width} height={height} payload={payload} />
          )}
        />
      </BarChart>
    </ResponsiveContainer>
  );
}

interface BoxPlace {
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly height?: number;
  readonly payload?: LabBox;
}

function BoxShape({ x = 0, y = 0, width = 0, height = 0, payload: box }: BoxPlace) {
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
