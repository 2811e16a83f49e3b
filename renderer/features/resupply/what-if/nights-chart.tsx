import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { useTranslation } from 'react-i18next';
import { alongX, alongY, axisLine, tick } from '../../../charts/lab-axis.ts';
import { LabTooltip } from '../../../charts/lab-tooltip.tsx';

interface Night {
  readonly night: number;
  readonly before: number | null;
  readonly after: number;
}

interface Properties {
  /** Null when there is nothing to compare with. */
  readonly before: readonly number[] | null;
  readonly after: readonly number[];
}

/** Kits sent in each night under both settings. */
export function NightsChart({ before, after }: Properties) {
  const { t } = useTranslation();
  const nights: Night[] = after.map((kits, i) => ({
    night: i + 1,
    before: before?.[i] ?? null,
    after: kits,
  }));
  const label = (which: 'inForce' | 'draft'): string => t(`resupply.whatIf.${which}`);
  return (
    <ResponsiveContainer width="100%" height={200}>
      <BarChart
        data={nights}
        margin={{ top: 8, right: 8, bottom: 16, left: 0 }}
        barCategoryGap={2}
        barGap={0}
        accessibilityLayer={false}
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="night"
          tick={tick}
          tickLine={false}
          axisLine={axisLine}
          minTickGap={16}
          label={alongX(t('resupply.whatIf.night'))}
        />
        <YAxis
          tick={tick}
          tickLine={false}
          axisLine={false}
          label={alongY(t('resupply.whatIf.kits'))}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={{ fill: 'var(--surface-hover)' }}
          content={({ active, payload }) => {
            const night = payload?.[0]?.payload as Night | undefined;
            if (!active || night === undefined) return null;
            const lines = [
              ...(night.before === null
                ? []
                : [{ label: label('inForce'), value: night.before.toFixed(2) }]),
              { label: label('draft'), value: night.after.toFixed(2) },
            ];
            return (
              <LabTooltip title={`${t('resupply.whatIf.night')} ${night.night}`} lines={lines} />
            );
          }}
        />
        {before !== null && (
          <Bar dataKey="before" fill="var(--line-strong)" isAnimationActive={false} />
        )}
        <Bar dataKey="after" fill="var(--accent)" isAnimationActive={false} />
      </BarChart>
    </ResponsiveContainer>
  );
}
