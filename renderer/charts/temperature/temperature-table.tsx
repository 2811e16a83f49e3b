import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isoDateFromEpochDay } from '../../../shared/base/iso-date.ts';
import { countText, dayText } from '../../components/format.ts';
import { SmallTable } from '../../components/small-table.tsx';
import { daySummaries } from './day-summary.ts';
import type { DaySummary } from './day-summary.ts';
import type { Picture } from './draw-temperatures.ts';

interface Properties {
  readonly picture: Picture;
}

const degrees = (centi: number): string => `${(centi / 100).toFixed(2)} °C`;

/** The chart as a table: what each day had. */
export function TemperatureTable({ picture }: Properties) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)} style={{ marginTop: 8 }}>
      <summary>{t('temperature.chart.asTable')}</summary>
      {isOpen && <DayTable picture={picture} label={t('temperature.chart.asTable')} />}
    </details>
  );
}

const rowsOf = ({ readings, days, offset }: Picture): readonly DaySummary[] =>
  days.length === 0
    ? daySummaries(readings, offset)
    : days.map(({ epochDay, min, max }) => ({
        day: epochDay,
        readings: 0,
        lowest: (min ?? Number.NaN) * 100,
        highest: (max ?? Number.NaN) * 100,
        mean: Number.NaN,
      }));

function DayTable({ picture, label }: { readonly picture: Picture; readonly label: string }) {
  const { t } = useTranslation();
  const rows = useMemo(() => rowsOf(picture), [picture]);
  const shown = (value: number): string => (Number.isNaN(value) ? '–' : degrees(value));
  const number = (key: 'lowest' | 'mean' | 'highest') => ({
    key,
    header: t(`temperature.chart.${key}`),
    width: 'minmax(90px, 1fr)',
    align: 'right' as const,
    cell: (row: DaySummary) => shown(row[key]),
  });
  return (
    <SmallTable
      label={label}
      maxHeight={320}
      rows={rows}
      rowKey={(row) => String(row.day)}
      empty={<p className="quiet">{t('temperature.chart.noReadings')}</p>}
      columns={[
        {
          key: 'day',
          header: t('temperature.chart.day'),
          width: 'minmax(110px, 1fr)',
          cell: (row) => dayText(isoDateFromEpochDay(row.day)),
        },
        {
          key: 'readings',
          header: t('temperature.chart.readings'),
          width: 'minmax(80px, 1fr)',
          align: 'right',
          cell: (row) => (row.readings === 0 ? '–' : countText(row.readings)),
        },
        number('lowest'),
        number('mean'),
        number('highest'),
      ]}
    />
  );
}
