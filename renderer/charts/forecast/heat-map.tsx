import { useElementSize } from '@mantine/hooks';
import { useState } from 'react';
import { LabTooltip } from '../lab-tooltip.tsx';
import classes from './heat-map.module.css';
import { weekTicks } from './week-ticks.ts';

export interface HeatRow {
  readonly label: string;
  /** Shares by week, 0 to 1. */
  readonly shares: readonly number[];
}

interface Properties {
  readonly rows: readonly HeatRow[];
  readonly weeks: number;
  readonly weekText: (week: number) => string;
  readonly valueText: (row: number, week: number) => string;
  readonly valueLabel: string;
}

interface Cell {
  readonly row: number;
  readonly week: number;
}

const rowHeight = 16;
const left = 96;
const foot = 24;
/** Rare events must be seen as well: the square root lifts them. */
const strength = (share: number): number => Math.min(1, 0.12 + 0.88 * Math.sqrt(share));

/** One row a site, one column a week; the stronger the colour, the likelier. */
export function HeatMap({ rows, weeks, weekText, valueText, valueLabel }: Properties) {
  const { ref, width } = useElementSize();
  const [over, setOver] = useState<Cell>();
  const inner = Math.max(0, width - left - 8);
  const step = inner / Math.max(1, weeks);
  const height = rows.length * rowHeight;
  return (
    <div ref={ref} className={classes.frame} onMouseLeave={() => setOver(undefined)}>
      <svg
        data-plot
        width={width}
        height={height + foot}
        onMouseMove={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          const week = Math.floor((event.clientX - box.left - left) / step);
          const row = Math.floor((event.clientY - box.top) / rowHeight);
          const isInside = week >= 0 && week < weeks && row >= 0 && row < rows.length;
          setOver(isInside ? { row, week } : undefined);
        }}
      >
        <rect x={left} width={inner} height={height} fill="var(--surface-sunken)" />
        {rows.map(({ label, shares }, row) => (
          <g key={label}>
            <text
              x={left - 8}
              y={row * rowHeight + 12}
              fontSize={12}
              textAnchor="end"
              fill="var(--ink)"
            >
              {label}
            </text>
            {shares.map(
              (share, week) =>
                share > 0 && (
                  <rect
                    key={week}
                    x={left + week * step}
                    y={row * rowHeight + 1}
                    width={Math.max(1, step - 0.5)}
                    height={rowHeight - 2}
                    fill="var(--series-4)"
                    fillOpacity={strength(share)}
                  />
                ),
            )}
          </g>
        ))}
        {weekTicks(weeks).map((week) => (
          <text
            key={week}
            x={left + week * step}
            y={height + 18}
            fontSize={12}
            fill="var(--ink-quiet)"
          >
            {weekText(week)}
          </text>
        ))}
        {over !== undefined && (
          <rect
            x={left + over.week * step}
            y={over.row * rowHeight}
            width={step}
            height={rowHeight}
            fill="none"
            stroke="var(--ink)"
          />
        )}
      </svg>
      {over !== undefined && (
        <div
          className={classes.tip}
          style={{
            top: (over.row + 1) * rowHeight + 6,
            left: Math.min(left + over.week * step, Math.max(0, width - 300)),
          }}
        >
          <LabTooltip
            title={`${rows[over.row]?.label ?? ''} · ${weekText(over.week)}`}
            lines={[{ label: valueLabel, value: valueText(over.row, over.week) }]}
          />
        </div>
      )}
    </div>
  );
}
