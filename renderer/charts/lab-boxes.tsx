import { Bar } from 'recharts';
import { ChartFrame } from './chart-frame.tsx';
import { plotHeight } from './lab-axis.ts';
import { BoxShape } from './lab-box-shape.tsx';
import type { LabBox, Spread } from './lab-box-shape.tsx';
import { scaleFor } from './lab-scale.ts';

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
    <ChartFrame
      kind="rows"
      data={data}
      x={{ ...scale, label: valueLabel }}
      y={{ dataKey: 'label', isCategory: true }}
      yWidth={Math.min(170, 16 + longest * 7)}
      right={24}
      height={Math.max(plotHeight, boxes.length * rowHeight + 60)}
      hover={(box) => ({
        title: box.label,
        lines: figures.map((name) => ({ label: wordOf(name), value: valueText(box[name]) })),
      })}
    >
      <Bar dataKey="range" isAnimationActive={false} shape={BoxShape} />
    </ChartFrame>
  );
}
