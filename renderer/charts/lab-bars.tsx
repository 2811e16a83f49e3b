import {
  Bar,
  BarChart,
  CartesianGrid,
  ErrorBar,
  LabelList,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { alongX, axisLine, plotHeight, tick } from './lab-axis.ts';
import type { SeriesMark } from './lab-marks.ts';
import { scaleFor, shareTickText, tickText } from './lab-scale.ts';
import { LabTooltip } from './lab-tooltip.tsx';

export interface LabBar {
  readonly label: string;
  readonly mark: SeriesMark;
  readonly value: number;
  /** Monte-Carlo standard error; 0 where the value is exact. */
  readonly error: number;
}

interface Properties {
  readonly bars: readonly LabBar[];
  readonly valueLabel: string;
  readonly isShare: boolean;
  readonly valueText: (value: number) => string;
  readonly fullText: (bar: LabBar) => string;
}

const rowHeight = 30;

/** One figure of every candidate as bars; a simulated one with two standard errors. */
export function LabBars({ bars, valueLabel, isShare, valueText, fullText }: Properties) {
  const longest = Math.max(...bars.map(({ label }) => label.length));
  const data = bars.map((bar) => ({ ...bar, fill: bar.mark.color, twice: 2 * bar.error }));
  const scale = scaleFor([0, ...bars.map(({ value, error }) => value + 2 * error)], 0);
  return (
    <ResponsiveContainer width="100%" height={Math.max(plotHeight, bars.length * rowHeight + 60)}>
      <BarChart
        layout="vertical"
        data={data}
        margin={{ top: 4, right: 56, bottom: 16, left: 8 }}
        accessibilityLayer={false}
      >
        <CartesianGrid horizontal={false} stroke="var(--line)" />
        <XAxis
          type="number"
          tick={tick}
          tickLine={false}
          axisLine={axisLine}
          domain={[...scale.domain]}
          ticks={[...scale.ticks]}
          tickFormatter={isShare ? shareTickText : tickText}
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
            const bar = payload?.[0]?.payload as LabBar | undefined;
            if (!active || bar === undefined) return null;
            return (
              <LabTooltip
                title={bar.label}
                lines={[{ label: valueLabel, value: fullText(bar), mark: bar.mark }]}
              />
            );
          }}
        />
        <Bar dataKey="value" barSize={16} minPointSize={1} isAnimationActive={false}>
          {bars.some(({ error }) => error > 0) && (
            <ErrorBar dataKey="twice" stroke="var(--ink)" width={4} />
          )}
          <LabelList
            dataKey="value"
            position="right"
            offset={8}
            fontSize={12}
            fill="var(--ink)"
            formatter={(value) => valueText(Number(value))}
          />
        </Bar>
      </BarChart>
    </ResponsiveContainer>
  );
}
