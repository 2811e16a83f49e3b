import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { alongY, axisLine, plotHeight, tick } from '../lab-axis.ts';
import { scaleFor, tickText } from '../lab-scale.ts';
import { LabTooltip } from '../lab-tooltip.tsx';
import { weekTicks } from './week-ticks.ts';

/** Quantiles of a number by week. */
export interface Fan {
  readonly mean: readonly number[];
  readonly q05: readonly number[];
  readonly q25: readonly number[];
  readonly q50: readonly number[];
  readonly q75: readonly number[];
  readonly q95: readonly number[];
}

interface TooltipLine {
  readonly label: string;
  readonly value: string;
}

interface Properties {
  readonly fan: Fan;
  readonly weekText: (week: number) => string;
  readonly yLabel: string;
  /** A level to be reached. */
  readonly level?: number;
  /** A week by which it should be reached. */
  readonly due?: number;
  readonly linesAt: (week: number) => readonly TooltipLine[];
}

const color = 'var(--series-1)';

/** The middle nine tenths and the middle half as bands around the median. */
export function FanChart({ fan, weekText, yLabel, level, due, linesAt }: Properties) {
  const { q05, q25, q50, q75, q95 } = fan;
  const data = q50.map((middle, week) => ({
    week,
    middle,
    outer: [q05[week], q95[week]],
    inner: [q25[week], q75[week]],
  }));
  const scale = scaleFor([0, Math.max(1, level ?? 0, ...q95)], 0.05);
  return (
    <ResponsiveContainer width="100%" height={plotHeight}>
      <ComposedChart
        data={data}
        margin={{ top: 8, right: 20, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="week"
          type="number"
          domain={[0, Math.max(1, q50.length - 1)]}
          ticks={[...weekTicks(q50.length)]}
          tickFormatter={weekText}
          tick={tick}
          tickLine={false}
          axisLine={axisLine}
        />
        <YAxis
          tick={tick}
          tickLine={false}
          axisLine={false}
          label={alongY(yLabel)}
          domain={[...scale.domain]}
          ticks={[...scale.ticks]}
          tickFormatter={tickText}
        />
        {level !== undefined && (
          <ReferenceLine y={level} stroke="var(--ink-quiet)" strokeDasharray="5 4" />
        )}
        {due !== undefined && (
          <ReferenceLine x={due} stroke="var(--ink-quiet)" strokeDasharray="5 4" />
        )}
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: 'var(--line-strong)' }}
          content={({ active, label }) => {
            const week = Number(label);
            if (!active || q50[week] === undefined) return null;
            return <LabTooltip title={weekText(week)} lines={linesAt(week)} />;
          }}
        />
        <Area
          dataKey="outer"
          stroke="none"
          fill={color}
          fillOpacity={0.14}
          activeDot={false}
          isAnimationActive={false}
        />
        <Area
          dataKey="inner"
          stroke="none"
          fill={color}
          fillOpacity={0.24}
          activeDot={false}
          isAnimationActive={false}
        />
        <Line
          dataKey="middle"
          stroke={color}
          strokeWidth={2}
          dot={false}
          isAnimationActive={false}
        />
      </ComposedChart>
    </ResponsiveContainer>
  );
}
