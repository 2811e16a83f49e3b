import { Cell, ReferenceLine, Scatter } from 'recharts';
import { ChartFrame } from '../chart-frame.tsx';
import { scaleFor } from '../lab-scale.ts';
import type { TooltipLine } from '../lab-tooltip.tsx';

interface FrontierPoint {
  readonly title: string;
  readonly cost: number;
  /** Per cent. */
  readonly risk: number;
  readonly isOnFrontier: boolean;
  readonly isBest: boolean;
  readonly lines: readonly TooltipLine[];
}

interface Properties {
  readonly points: readonly FrontierPoint[];
  readonly limit: number;
  readonly costLabel: string;
  readonly riskLabel: string;
}

const axisOf = (values: readonly number[]) => scaleFor(values, 0.05);

/** Every combination between cost and risk; a line joins those that nothing beats. */
export function FrontierChart({ points, limit, costLabel, riskLabel }: Properties) {
  const frontier = points
    .filter(({ isOnFrontier }) => isOnFrontier)
    .toSorted((a, b) => a.cost - b.cost);
  const others = points.filter(({ isOnFrontier }) => !isOnFrontier);
  return (
    <ChartFrame<FrontierPoint>
      kind="plane"
      x={{ dataKey: 'cost', label: costLabel, ...axisOf(points.map(({ cost }) => cost)) }}
      y={{
        dataKey: 'risk',
        label: riskLabel,
        ...axisOf([0, limit, ...points.map(({ risk }) => risk)]),
      }}
      yWidth={70}
      right={24}
      hover={({ title, lines }) => ({ title, lines })}
    >
      <ReferenceLine y={limit} stroke="var(--series-4)" strokeDasharray="5 4" />
      <Scatter data={others} fill="var(--series-7)" fillOpacity={0.4} isAnimationActive={false} />
      <Scatter
        data={frontier}
        fill="var(--series-1)"
        line={{ stroke: 'var(--series-1)', strokeWidth: 2 }}
        isAnimationActive={false}
      >
        {frontier.map(({ title, isBest }) => (
          <Cell key={title} fill={isBest ? 'var(--series-2)' : 'var(--series-1)'} />
        ))}
      </Scatter>
    </ChartFrame>
  );
}
