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
import { PlanePoints } from './lab-plane-points.tsx';
import type { PlanePoint } from './lab-plane-points.tsx';
import { scaleFor, shareTickText, tickText } from './lab-scale.ts';
import { LabTooltip } from './lab-tooltip.tsx';

interface Axis {
  readonly label: string;
  readonly isShare: boolean;
  readonly text: (value: number) => string;
}

interface Properties {
  readonly points: readonly PlanePoint[];
  readonly x: Axis;
  readonly y: Axis;
}

/** Names need room when there are many. */
const crowd = 8;

const axisOf = ({ isShare }: Axis, values: readonly number[]) => {
  const { domain, ticks } = scaleFor(values);
  return {
    type: 'number' as const,
    domain: [...domain],
    ticks: [...ticks],
    interval: 0 as const,
    tick,
    tickLine: false,
    axisLine,
    tickFormatter: isShare ? shareTickText : tickText,
  };
};

/** Every candidate a named point between two figures; less is better on both axes. */
export function LabPlane({ points, x, y }: Properties) {
  const height = points.length > crowd ? 460 : plotHeight;
  return (
    <ResponsiveContainer width="100%" height={height}>
      <ScatterChart margin={{ top: 8, right: 16, bottom: 16, left: 4 }} accessibilityLayer={false}>
        <CartesianGrid stroke="var(--line)" />
        <XAxis
          dataKey="x"
          label={alongX(x.label)}
          {...axisOf(
            x,
            points.map((point) => point.x),
          )}
        />
        <YAxis
          dataKey="y"
          width={70}
          label={alongY(y.label)}
          {...axisOf(
            y,
            points.map((point) => point.y),
          )}
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
          data={[...points]}
          isAnimationActive={false}
          shape={({ cx, cy }) => (
            <circle cx={Number(cx)} cy={Number(cy)} r={9} fill="transparent" />
          )}
        />
        <PlanePoints points={points} />
      </ScatterChart>
    </ResponsiveContainer>
  );
}
