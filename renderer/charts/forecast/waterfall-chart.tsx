import {
  Bar,
  BarChart,
  CartesianGrid,
  Cell,
  LabelList,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { axisLine, plotHeight, tick } from '../lab-axis.ts';
import { scaleFor, tickText } from '../lab-scale.ts';
import { LabTooltip } from '../lab-tooltip.tsx';
import type { WaterfallStep } from './waterfall-steps.ts';

interface Properties {
  readonly steps: readonly WaterfallStep[];
  readonly labelOf: (key: string) => string;
  readonly valueText: (step: WaterfallStep) => string;
  readonly colorOf: (key: string) => string;
}

/** Where a whole goes, part after part. */
export function WaterfallChart({ steps, labelOf, valueText, colorOf }: Properties) {
  const data = steps.map((step) => ({
    ...step,
    label: labelOf(step.key),
    shown: valueText(step),
    range: [...step.range],
  }));
  const scale = scaleFor([0, Math.max(1, ...steps.map(({ range }) => range[1]))], 0.18);
  return (
    <ResponsiveContainer width="100%" height={plotHeight}>
      <BarChart
        layout="vertical"
        data={data}
        margin={{ top: 4, right: 88, bottom: 0, left: 8 }}
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
        />
        <YAxis
          dataKey="label"
          type="category"
          width={136}
          tick={{ ...tick, fill: 'var(--ink)' }}
          tickLine={false}
          axisLine={axisLine}
          interval={0}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={{ fill: 'var(--surface-hover)' }}
          content={({ active, payload }) => {
            const step = payload?.[0]?.payload as { label: string; shown: string } | undefined;
            if (!active || step === undefined) return null;
            return <LabTooltip title={step.label} lines={[{ label: '', value: step.shown }]} />;
          }}
        />
        <Bar dataKey="range" barSize={16} minPointSize={1} isAnimationActive={false}>
          {data.map(({ key }) => (
            <Cell key={key} fill={colorOf(key)} />
          ))}
          <LabelList dataKey="shown" position="right" offset={8} fontSize={12} fill="var(--ink)" />
        </Bar>
      </BarChart>
    </ResponsiveContainer>
  );
}
