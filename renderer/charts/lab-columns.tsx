import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { alongX, alongY, axisLine, plotHeight, tick } from './lab-axis.ts';
import { LabTooltip } from './lab-tooltip.tsx';

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
    <ResponsiveContainer width="100%" height={plotHeight}>
      <BarChart
        data={[...columns]}
        margin={{ top: 8, right: 12, bottom: 16, left: 0 }}
        barCategoryGap={1}
        accessibilityLayer={false}
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="x"
          tick={tick}
          tickLine={false}
          axisLine={axisLine}
          minTickGap={16}
          label={alongX(xLabel)}
        />
        <YAxis tick={tick} tickLine={false} axisLine={false} label={alongY(yLabel)} />
        <Tooltip
          isAnimationActive={false}
          cursor={{ fill: 'var(--surface-hover)' }}
          content={({ active, payload }) => {
            const column = payload?.[0]?.payload as Column | undefined;
            if (!active || column === undefined) return null;
            return (
              <LabTooltip
                title={`${xLabel}: ${column.x}`}
                lines={[{ label: yLabel, value: column.y.toFixed(3) }]}
              />
            );
          }}
        />
        <Bar dataKey="y" fill="var(--accent)" isAnimationActive={false} />
      </BarChart>
    </ResponsiveContainer>
  );
}
