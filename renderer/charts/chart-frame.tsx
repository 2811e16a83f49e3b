import type { ReactNode } from 'react';
import {
  BarChart,
  CartesianGrid,
  ComposedChart,
  ResponsiveContainer,
  ScatterChart,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { alongX, alongY, axisLine, plotHeight, tick } from './lab-axis.ts';
import { tickText } from './lab-scale.ts';
import { LabTooltip } from './lab-tooltip.tsx';
import type { TooltipLine } from './lab-tooltip.tsx';

interface FrameAxis {
  /** Member of a row that stands along it; the values of the marks themselves where there is none. */
  readonly dataKey?: string;
  readonly label?: string;
  readonly domain?: readonly [number | 'dataMin', number | 'dataMax'];
  readonly ticks?: readonly number[];
  readonly text?: (value: number) => string;
  /** Every tick is written, or as many as have room. */
  readonly isEveryTick?: boolean;
  /** Values are categories and not numbers. */
  readonly isCategory?: boolean;
}

/** What the pointer reads: the exact values of a row. */
interface Hover {
  readonly title: string;
  readonly lines: readonly TooltipLine[];
}

interface Properties<Row> {
  /** Bars side by side down the page, columns, curves over a common x, or points on a plane. */
  readonly kind: keyof typeof kinds;
  /** Left out where the marks bring their own. */
  readonly data?: readonly Row[];
  readonly x: FrameAxis;
  readonly y: FrameAxis;
  readonly height?: number;
  /** Room at the right for what is written there. */
  readonly right?: number;
  /** Pixels for what is written beside y. */
  readonly yWidth?: number;
  readonly hover: (row: Row) => Hover | null;
  /** The marks, and what lies behind them. */
  readonly children: ReactNode;
}

const filled = { fill: 'var(--surface-hover)' };

const kinds = {
  rows: { Chart: BarChart, layout: 'vertical', grid: { horizontal: false }, cursor: filled },
  columns: { Chart: BarChart, layout: 'horizontal', grid: { vertical: false }, cursor: filled },
  curves: {
    Chart: ComposedChart,
    layout: 'horizontal',
    grid: { vertical: false },
    cursor: { stroke: 'var(--line-strong)' },
  },
  plane: { Chart: ScatterChart, layout: 'horizontal', grid: {}, cursor: false },
} as const;

type Domain = NonNullable<FrameAxis['domain']>;

const domainOf = ([from, to]: Domain): [Domain[0], Domain[1]] => [from, to];

function axisOf({ dataKey, domain, ticks, text, isEveryTick, isCategory }: FrameAxis) {
  const numeric = text === undefined ? {} : { tickFormatter: text };
  return {
    tick,
    tickLine: false,
    type: isCategory === true ? ('category' as const) : ('number' as const),
    ...(isCategory === true ? {} : { tickFormatter: tickText }),
    ...numeric,
    ...(dataKey === undefined ? {} : { dataKey }),
    ...(domain === undefined ? {} : { domain: domainOf(domain) }),
    ...(ticks === undefined ? {} : { ticks: [...ticks] }),
    ...(isEveryTick === true ? { interval: 0 as const } : {}),
  };
}

/** Grid, axes with their words, and exact values under the pointer: what every plot stands in. */
export function ChartFrame<Row>(properties: Properties<Row>) {
  const { kind, data, x, y, height = plotHeight, right = 16, yWidth, hover, children } = properties;
  const { Chart, layout, grid, cursor } = kinds[kind];
  const isRows = kind === 'rows';
  return (
    <ResponsiveContainer width="100%" height={height}>
      <Chart
        layout={layout}
        margin={{ top: 8, right, bottom: x.label === undefined ? 0 : 16, left: isRows ? 8 : 0 }}
        accessibilityLayer={false}
        barCategoryGap={kind === 'columns' ? 1 : '10%'}
        {...(data === undefined ? {} : { data: [...data] })}
      >
        <CartesianGrid {...grid} stroke="var(--line)" />
        <XAxis
          {...axisOf(x)}
          axisLine={axisLine}
          minTickGap={16}
          {...(x.label === undefined ? {} : { label: alongX(x.label) })}
        />
        <YAxis
          {...axisOf(y)}
          {...(isRows ? { tick: { ...tick, fill: 'var(--ink)' }, interval: 0 } : {})}
          axisLine={isRows || kind === 'plane' ? axisLine : false}
          {...(yWidth === undefined ? {} : { width: yWidth })}
          {...(y.label === undefined ? {} : { label: alongY(y.label) })}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={cursor}
          content={({ active, payload }) => {
            const row = payload?.[0]?.payload as Row | undefined;
            const shown = active && row !== undefined ? hover(row) : null;
            return shown === null ? null : <LabTooltip {...shown} />;
          }}
        />
        {children}
      </Chart>
    </ResponsiveContainer>
  );
}
