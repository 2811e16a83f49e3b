import { Bar, Cell, LabelList } from 'recharts';
import { ChartFrame } from '../chart-frame.tsx';
import { scaleFor } from '../lab-scale.ts';
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
    <ChartFrame
      kind="rows"
      data={data}
      x={scale}
      y={{ dataKey: 'label', isCategory: true }}
      yWidth={136}
      right={88}
      hover={({ label, shown }) => ({ title: label, lines: [{ label: '', value: shown }] })}
    >
      <Bar dataKey="range" barSize={16} minPointSize={1} isAnimationActive={false}>
        {data.map(({ key }) => (
          <Cell key={key} fill={colorOf(key)} />
        ))}
        <LabelList dataKey="shown" position="right" offset={8} fontSize={12} fill="var(--ink)" />
      </Bar>
    </ChartFrame>
  );
}
