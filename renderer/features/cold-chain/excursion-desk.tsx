import { Button, SegmentedControl } from '@mantine/core';
import { IconTemperature } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExcursionRow } from '../../../shared/contracts/cold-chain-parts.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { countText } from '../../components/format.ts';
import { InstantText } from '../../components/instant-text.tsx';
import { Panel } from '../../components/panel.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import type { Column } from '../../components/table-column.ts';
import { WindowedTable } from '../../components/windowed-table.tsx';
import { go } from '../../state/route.ts';
import { useMay } from '../../state/session.ts';
import { useRows } from '../../state/use-rows.ts';
import { Tier } from './tier.tsx';
import { WaitingShipments } from './waiting-shipments.tsx';
import { degreesText, instantOf, watchedText } from './words.ts';

const filters = {
  open: ['open'],
  decided: ['released', 'rejected', 'split'],
  all: undefined,
} as const;
type Filter = keyof typeof filters;

function useColumns(): readonly Column<ExcursionRow>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      {
        key: 'excursion',
        header: t('temperature.excursion'),
        width: 'minmax(86px, 0.7fr)',
        cell: (row) => <strong style={{ fontWeight: 550 }}>{row.excursion}</strong>,
      },
      {
        key: 'status',
        header: t('temperature.status'),
        width: 'minmax(104px, 0.8fr)',
        cell: (row) => <StatusBadge isPlain status={`excursion-${row.status}`} />,
      },
      {
        key: 'tier',
        header: t('temperature.judgement'),
        width: 'minmax(172px, 1.1fr)',
        cell: (row) => <Tier isPlain tier={row.tier} />,
      },
      {
        key: 'watched',
        header: t('temperature.watched'),
        width: 'minmax(78px, 0.8fr)',
        cell: (row) => watchedText(t, row),
      },
      {
        key: 'kits',
        header: t('temperature.kits'),
        width: '40px',
        align: 'right',
        cell: (row) => countText(row.kits),
      },
      {
        key: 'range',
        header: t('temperature.range'),
        width: 'minmax(128px, 1fr)',
        cell: (row) =>
          row.lowestC === null
            ? t('temperature.noData')
            : `${degreesText(row.lowestC)} – ${degreesText(row.highestC)}`,
      },
      {
        key: 'from',
        header: t('temperature.began'),
        width: 'minmax(206px, 1.2fr)',
        cell: (row) => <InstantText at={instantOf(row.from)} />,
      },
      {
        key: 'decided',
        header: t('temperature.decidedBy'),
        width: 'minmax(86px, 1fr)',
        cell: (row) => row.decidedBy ?? '–',
      },
    ],
    [t],
  );
}

/** Excursions by status, and shipments that wait for data. */
export function ExcursionDesk() {
  const { t } = useTranslation();
  const [filter, setFilter] = useState<Filter>('all');
  const status = filters[filter];
  const rows = useRows('excursions.page', status === undefined ? {} : { status: [...status] });
  const columns = useColumns();
  const mayImport = useMay('loggers.import');
  return (
    <>
      <WaitingShipments />
      <Panel
        isFlush
        fills
        title={t('temperature.tab.desk')}
        actions={
          <SegmentedControl
            size="xs"
            aria-label={t('temperature.status')}
            value={filter}
            onChange={(value) => setFilter(value as Filter)}
            data={(['all', 'open', 'decided'] as const).map((value) => ({
              value,
              label: t(`temperature.filter.${value}`),
            }))}
          />
        }
      >
        <WindowedTable
          label={t('temperature.tab.desk')}
          columns={columns}
          rows={rows}
          rowKey={(row) => row.excursion}
          onOpen={(row) => go('cold-chain', row.excursion)}
          empty={
            <EmptyState
              icon={IconTemperature}
              title={t(filter === 'all' ? 'temperature.none' : 'temperature.noneOfStatus')}
              next={t(filter === 'all' ? 'temperature.noneNext' : 'temperature.noneOfStatusNext')}
              action={
                mayImport &&
                filter === 'all' && (
                  <Button variant="default" onClick={() => go('cold-chain', '~import')}>
                    {t('temperature.import.action')}
                  </Button>
                )
              }
            />
          }
        />
      </Panel>
    </>
  );
}
