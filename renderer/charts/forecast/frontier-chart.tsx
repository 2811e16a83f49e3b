import {
  CartesianGrid,
  Cell,
  ReferenceLine,
  ResponsiveContainer,
  Scatter,
  ScatterChart,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { alongX, alongY, axisLine, plotHeight, tick } from '../lab-axis.ts';
import { scaleFor, tickText } from '../lab-scale.ts';
import { LabTooltip } from '../lab-tooltip.tsx';

interface FrontierPoint {
  readonly title: string;
  readonly cost: number;
  /** Per cent. */
  readonly risk: number;
  readonly isOnFrontier: boolean;
  readonly isBest: boolean;
  readonly lines: readonly { readonly label: string; readonly value: string }[];
}

interface Properties {
  readonly points: readonly FrontierPoint[];
  readonly limit: number;
  readonly costLabel: string;
  readonly riskLabel: string;
}

const axisOf = (values: readonly number[]) => {
  const { domain, ticks } = scaleFor(values, 0.05);
  return {
    type: 'number' as const,
    domain: [...domain],
    ticks: [...ticks],
    tick,
    tickLine: false,
    axisLine,
    tickFormatter: tickText,
  };
};

/** Every combination between cost and risk; a line joins those that nothing beats. */
export function FrontierChart({ points, limit, costLabel, riskLabel }: Properties) {
  const frontier = points
    .filter(({ isOnFrontier }) => isOnFrontier)
    .toSorted((a, b) => a.cost - b.cost);
  const others = points.filter(({ isOnFrontier }) => !isOnFrontier);
  return (
    <ResponsiveContainer width="100%" height={plotHeight}>
      <ScatterChart margin={{ top: 8, right: 24, bottom: 16, left: 4 }} accessibilityLayer={false}>
        <CartesianGrid stroke="var(--line)" />
        <XAxis dataKey="cost" label={alongX(costLabel)} {...axisOf(points.map((p) => p.cost))} />
        <YAxis
          dataKey="risk"
          width={70}
          label={alongY(riskLabel)}
          {...axisOf([0, limit, ...points.map((p) => p.risk)])}
        />
        <ReferenceLine y={limit} stroke="var(--series-4)" strokeDasharray="5 4" />
        <Tooltip
          isAnimationActive={false}
          cursor={false}
          content={({ active, payload }) => {
            const point = payload?.[0]?.payload as FrontierPoint | undefined;
            if (!active || point === undefined) return null;
            return <LabTooltip title={point.title} lines={point.lines} />;
          }}
        />
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
      </ScatterChart>
    </ResponsiveContainer>
  );
}
