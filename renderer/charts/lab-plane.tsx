import {
  CartesianGrid,
  ResponsiveContainer,
  Scatter,
  ScatterChart,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { alongX, alongY, axisLine, plotHeight, tick } from './lab-axis.ts';
import { placeLabels } from './lab-label-places.ts';
import { PlotMark } from './lab-mark.tsx';
import type { SeriesMark } from './lab-marks.ts';
import { LabTooltip } from './lab-tooltip.tsx';

export interface PlanePoint {
  readonly label: string;
  readonly mark: SeriesMark;
  readonly x: number;
  readonly y: number;
}

interface Axis {
  readonly label: string;
  readonly text: (value: number) => string;
  readonly domain: readonly [number, number];
}

interface Properties {
  readonly points: readonly PlanePoint[];
  readonly x: Axis;
  readonly y: Axis;
}

const labelSize = 12;

/** Every candidate a named point between two figures; less is better on both axes. */
export function LabPlane({ points, x, y }: Properties) {
  const places = placeLabels(points, x.domain, y.domain);
  const data = points.map((point, index) => ({ ...point, index }));
  return (
    <ResponsiveContainer width="100%" height={plotHeight}>
      <ScatterChart margin={{ top: 8, right: 16, bottom: 16, left: 4 }} accessibilityLayer={false}>
        <CartesianGrid stroke="var(--line)" />
        <XAxis
          dataKey="x"
          type="number"
          domain={[...x.domain]}
          tick={tick}
          tickLine={false}
          axisLine={axisLine}
          tickFormatter={(value: number) => x.text(value)}
          label={alongX(x.label)}
        />
        <YAxis
          dataKey="y"
          type="number"
          domain={[...y.domain]}
          tick={tick}
          tickLine={false}
          axisLine={axisLine}
          tickFormatter={(value: number) => y.text(value)}
          label={alongY(y.label)}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={false}
          content={({ active, payload }) => {
            const point = payload?.[0]?.payload as PlanePoint | undefined;
            if (!active || point === undefined) return null;
            return (
              <LabTooltip
                title={point.label}
                lines={[
                  { label: x.label, value: x.text(point.x) },
                  { label: y.label, value: y.text(point.y) },
                ]}
              />
            );
          }}
        />
        <Scatter
          data={data}
          isAnimationActive={false}
          shape={({ cx, cy, payload }) => {
            const { label, mark, index } = payload as unknown as PlanePoint & { index: number };
            const place = places[index] ?? { dx: 9, dy: 4, anchor: 'start' as const };
            return (
              <g>
                <PlotMark mark={mark} x={Number(cx)} y={Number(cy)} r={6} />
                <text
                  x={Number(cx) + place.dx}
                  y={Number(cy) + place.dy}
                  textAnchor={place.anchor}
                  fontSize={labelSize}
                  fill="var(--ink)"
                >
                  {label}
                </text>
              </g>
            );
          }}
        />
      </ScatterChart>
    </ResponsiveContainer>
  );
}
