import { Area, Line, ReferenceLine } from 'recharts';
import { ChartFrame } from '../chart-frame.tsx';
import { scaleFor } from '../lab-scale.ts';
import type { TooltipLine } from '../lab-tooltip.tsx';
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
    <ChartFrame
      kind="curves"
      data={data}
      x={{
        dataKey: 'week',
        domain: [0, Math.max(1, q50.length - 1)],
        ticks: weekTicks(q50.length),
        text: weekText,
      }}
      y={{ ...scale, label: yLabel }}
      right={20}
      hover={({ week }) => ({ title: weekText(week), lines: linesAt(week) })}
    >
      {level !== undefined && (
        <ReferenceLine y={level} stroke="var(--ink-quiet)" strokeDasharray="5 4" />
      )}
      {due !== undefined && (
        <ReferenceLine x={due} stroke="var(--ink-quiet)" strokeDasharray="5 4" />
      )}
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
      <Line dataKey="middle" stroke={color} strokeWidth={2} dot={false} isAnimationActive={false} />
    </ChartFrame>
  );
}
