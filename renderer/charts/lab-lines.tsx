import { Area, Line, ReferenceLine } from 'recharts';
import { ChartFrame } from './chart-frame.tsx';
import { PlotMark } from './lab-mark.tsx';
import type { LabLine } from './lab-line.ts';

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
  const hover = ({ x }: (typeof data)[number]) => {
    const at = xs.indexOf(x);
    const shown = lines.flatMap(({ label, mark, values }) => {
      const value = values[at];
      return value === undefined ? [] : [{ label, mark, value: valueText(value) }];
    });
    return { title: titleOf(x), lines: shown };
  };
  return (
    <ChartFrame
      kind="curves"
      data={data}
      x={{
        dataKey: 'x',
        domain: ['dataMin', 'dataMax'],
        ...(xLabel === '' ? {} : { label: xLabel }),
        ...(xText === undefined ? {} : { text: xText }),
        ...(xTicks === undefined ? {} : { ticks: xTicks }),
      }}
      y={{ label: yLabel, ...(domain === undefined ? {} : { domain }) }}
      right={12}
      hover={hover}
    >
      {isStepped && <ReferenceLine y={0} stroke="var(--line-strong)" />}
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
    </ChartFrame>
  );
}
