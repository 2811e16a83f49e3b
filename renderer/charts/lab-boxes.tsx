import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { alongX, axisLine, plotHeight, tick } from './lab-axis.ts';
import { BoxShape } from './lab-box-shape.tsx';
import type { LabBox, Spread } from './lab-box-shape.tsx';
import { scaleFor, tickText } from './lab-scale.ts';
import { LabTooltip } from './lab-tooltip.tsx';

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
  const scale = scaleFor(
    boxes.flatMap(({ min, max }) => [min, max]),
    0.02,
  );
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
          domain={[...scale.domain]}
          ticks={[...scale.ticks]}
          tickFormatter={tickText}
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
        <Bar dataKey="range" isAnimationActive={false} shape={BoxShape} />
      </BarChart>
    </ResponsiveContainer>
  );
}
