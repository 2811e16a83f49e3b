import { Bar } from 'recharts';
import { ChartFrame } from './chart-frame.tsx';

interface Column {
  readonly x: number;
  readonly y: number;
}

interface Properties {
  readonly columns: readonly Column[];
  readonly xLabel: string;
  readonly yLabel: string;
}

/** A frequency over whole numbers. */
export function LabColumns({ columns, xLabel, yLabel }: Properties) {
  return (
    <ChartFrame
      kind="columns"
      data={columns}
      x={{ dataKey: 'x', label: xLabel, isCategory: true }}
      y={{ label: yLabel }}
      right={12}
      hover={({ x, y }) => ({
        title: `${xLabel}: ${x}`,
        lines: [{ label: yLabel, value: y.toFixed(3) }],
      })}
    >
      <Bar dataKey="y" fill="var(--accent)" isAnimationActive={false} />
    </ChartFrame>
  );
}
