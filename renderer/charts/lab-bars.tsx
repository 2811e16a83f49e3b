import { Bar, ErrorBar, LabelList } from 'recharts';
import { ChartFrame } from './chart-frame.tsx';
import { plotHeight } from './lab-axis.ts';
import type { SeriesMark } from './lab-marks.ts';
import { scaleFor, shareTickText } from './lab-scale.ts';

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
    <ChartFrame
      kind="rows"
      data={data}
      x={{ ...scale, label: valueLabel, ...(isShare ? { text: shareTickText } : {}) }}
      y={{ dataKey: 'label', isCategory: true }}
      yWidth={Math.min(170, 16 + longest * 7)}
      right={56}
      height={Math.max(plotHeight, bars.length * rowHeight + 60)}
      hover={(bar) => ({
        title: bar.label,
        lines: [{ label: valueLabel, value: fullText(bar), mark: bar.mark }],
      })}
    >
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
    </ChartFrame>
  );
}
