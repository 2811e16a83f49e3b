import { Skeleton } from '@mantine/core';
import { IconChartLine } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import {
  Area,
  CartesianGrid,
  ComposedChart,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { EmptyState } from '../components/empty-state.tsx';
import { countText, monthText } from '../components/format.ts';
import { ChartTable } from './chart-table.tsx';
import { ChartTooltip } from './chart-tooltip.tsx';
import classes from './chart.module.css';
import { FigureMenu } from './figure-menu.tsx';

interface Month {
  readonly month: string;
  readonly randomized: number;
}

interface Properties {
  readonly months: readonly Month[] | undefined;
  readonly planned: number;
}

const axis = { fontSize: 12, fill: 'var(--ink-quiet)' } as const;
const height = 240;

/** Randomized subjects so far, month by month, against the plan. Its table is beside it for every reader. */
export function RecruitmentChart({ months, planned }: Properties) {
  const { t } = useTranslation();
  const plot = useRef<HTMLDivElement>(null);
  if (months === undefined) return <Skeleton height={height} />;
  if (months.length === 0) {
    return (
      <div style={{ minHeight: height, display: 'flex' }}>
        <EmptyState
          icon={IconChartLine}
          title={t('today.noSubjects')}
          next={t('today.noSubjectsNext')}
        />
      </div>
    );
  }
  const label = t('today.randomizedByMonth');
  const table = {
    heads: [t('today.month'), t('today.figure.randomized')],
    rows: months.map(({ month, randomized }) => [monthText(month), countText(randomized)]),
  };
  return (
    <figure className={classes.figure} aria-label={label}>
      <div className={classes.menu}>
        <FigureMenu title={label} name="recruitment" table={table} plot={plot} />
      </div>
      <div ref={plot} className={classes.plot} style={{ height }} aria-hidden>
        <ResponsiveContainer width="100%" height="100%">
          <ComposedChart
            data={[...months]}
            margin={{ top: 34, right: 8, bottom: 0, left: -12 }}
            accessibilityLayer={false}
          >
            <CartesianGrid vertical={false} stroke="var(--line)" />
            <XAxis
              dataKey="month"
              tickFormatter={monthText}
              tick={axis}
              tickLine={false}
              axisLine={{ stroke: 'var(--line-strong)' }}
              minTickGap={28}
            />
            <YAxis
              tick={axis}
              tickLine={false}
              axisLine={false}
              allowDecimals={false}
              domain={[0, (top: number) => Math.max(top, planned)]}
            />
            <Tooltip content={<ChartTooltip />} isAnimationActive={false} />
            <ReferenceLine
              y={planned}
              stroke="var(--ink-quiet)"
              strokeDasharray="4 4"
              label={{
                value: t('today.plannedLine', { count: planned, shown: countText(planned) }),
                position: 'insideBottomLeft',
                fontSize: 12,
                fill: 'var(--ink-quiet)',
              }}
            />
            <Area
              dataKey="randomized"
              type="monotone"
              stroke="var(--accent)"
              strokeWidth={2}
              fill="var(--accent)"
              fillOpacity={0.14}
              isAnimationActive={false}
            />
          </ComposedChart>
        </ResponsiveContainer>
      </div>
      <ChartTable label={label} {...table} />
    </figure>
  );
}
