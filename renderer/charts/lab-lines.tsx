import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { alongX, alongY, axisLine, plotHeight, tick } from './lab-axis.ts';
import { PlotMark } from './lab-mark.tsx';
import type { LabLine } from './lab-line.ts';
import { LabTooltip } from './lab-tooltip.tsx';

interface Properties {
  readonly xs: readonly number[];
  readonly lines: readonly LabLine[];
  readonly xLabel: string;
  readonly yLabel: string;
  readonly titleOf: (x: number) => string;
  readonly valueText: (value: number) => string;
  readonly isStepped?: boolean;
  readonly domain?: readonly [number, number];
  /** What stands below x, and where. */
  readonly xText?: (x: number) => string;
  readonly xTicks?: readonly number[];
}

const marksPerLine = 6;

/** One line a candidate over a common x, told apart by colour, dash and mark. */
export function LabLines(properties: Properties) {
  const { xs, lines, xLabel, yLabel, titleOf, valueText, isStepped = false, domain } = properties;
  const { xText, xTicks } = properties;
  const data = xs.map((x, index) => ({
    x,
    ...Object.fromEntries(
      lines.flatMap(({ values, band }, k) => [
        [`v${k}`, values[index]],
        ...(band === undefined ? [] : [[`b${k}`, band[index]]]),
      ]),
    ),
  }));
  const every = Math.max(1, Math.floor(xs.length / marksPerLine));
  const type = isStepped ? 'stepAfter' : 'linear';
  return (
    <ResponsiveContainer width="100%" height={plotHeight}>
      <ComposedChart
        data={data}
        margin={{ top: 8, right: 12, bottom: 16, left: 0 }}
        accessibilityLayer={false}
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="x"
          type="number"
          domain={['dataMin', 'dataMax']}
          tick={tick}
          tickLine={false}
          axisLine={axisLine}
          label={alongX(xLabel)}
          {...(xText === undefined ? {} : { tickFormatter: xText })}
          {...(xTicks === undefined ? {} : { ticks: [...xTicks] })}
        />
        <YAxis
          tick={tick}
          tickLine={false}
          axisLine={false}
          label={alongY(yLabel)}
          tickFormatter={(value: number) => String(Number(value.toFixed(6)))}
          {...(domain === undefined ? {} : { domain: [...domain] })}
        />
        {isStepped && <ReferenceLine y={0} stroke="var(--line-strong)" />}
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: 'var(--line-strong)' }}
          content={({ active, label }) => {
            const at = active ? xs.indexOf(Number(label)) : -1;
            if (at < 0) return null;
            const shown = lines.flatMap(({ label: name, mark, values }) => {
              const value = values[at];
              return value === undefined ? [] : [{ label: name, mark, value: valueText(value) }];
            });
            return <LabTooltip title={titleOf(xs[at] ?? 0)} lines={shown} />;
          }}
        />
        {lines.map(({ band, mark }, k) =>
          band === undefined ? null : (
            <Area
              key={`band ${k}`}
              dataKey={`b${k}`}
              type={type}
              stroke="none"
              fill={mark.color}
              fillOpacity={0.13}
              activeDot={false}
              isAnimationActive={false}
            />
          ),
        )}
        {lines.map(({ mark, label }, k) => (
          <Line
            key={label}
            dataKey={`v${k}`}
            type={type}
            stroke={mark.color}
            strokeWidth={2}
            {...(mark.dash === undefined ? {} : { strokeDasharray: mark.dash })}
            isAnimationActive={false}
            activeDot={false}
            dot={({ cx, cy, index }) => {
              const isMarked = (index + 1 + k * 3) % every === 0 && Number.isFinite(cy);
              if (!isMarked) return <g key={index} />;
              return <PlotMark key={index} mark={mark} x={Number(cx)} y={Number(cy)} r={4.5} />;
            }}
          />
        ))}
      </ComposedChart>
    </ResponsiveContainer>
  );
}
