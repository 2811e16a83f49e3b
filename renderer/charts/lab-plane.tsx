import { Scatter } from 'recharts';
import { ChartFrame } from './chart-frame.tsx';
import { plotHeight } from './lab-axis.ts';
import { PlanePoints } from './lab-plane-points.tsx';
import type { PlanePoint } from './lab-plane-points.tsx';
import { scaleFor, shareTickText, tickText } from './lab-scale.ts';

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

const axisOf = ({ label, isShare }: Axis, values: readonly number[]) => ({
  ...scaleFor(values),
  label,
  isEveryTick: true,
  text: isShare ? shareTickText : tickText,
});

/** Every candidate a named point between two figures; less is better on both axes. */
export function LabPlane({ points, x, y }: Properties) {
  const height = points.length > crowd ? 460 : plotHeight;
  return (
    <ChartFrame<PlanePoint>
      kind="plane"
      x={{
        dataKey: 'x',
        ...axisOf(
          x,
          points.map((point) => point.x),
        ),
      }}
      y={{
        dataKey: 'y',
        ...axisOf(
          y,
          points.map((point) => point.y),
        ),
      }}
      yWidth={70}
      height={height}
      hover={(point) => ({
        title: point.label,
        lines: [
          { label: x.label, value: x.text(point.x) },
          { label: y.label, value: y.text(point.y) },
        ],
      })}
    >
      <Scatter
        data={[...points]}
        isAnimationActive={false}
        shape={({ cx, cy }) => <circle cx={Number(cx)} cy={Number(cy)} r={9} fill="transparent" />}
      />
      <PlanePoints points={points} />
    </ChartFrame>
  );
}
