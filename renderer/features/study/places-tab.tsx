import { Button } from '@mantine/core';
import { IconBuildingHospital } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlaceRow } from '../../../shared/contracts/study.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { countText } from '../../components/format.ts';
import { Panel } from '../../components/panel.tsx';
import { SmallTable } from '../../components/small-table.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import type { Column } from '../../components/table-column.ts';
import { useMay } from '../../state/session.ts';
import { useQuery } from '../../state/use-query.ts';
import { useStudy } from '../../state/use-study.ts';
import { SiteStatusDialog } from './site-status-dialog.tsx';

/** Depots and sites, what they hold, and whether they may randomize. */
export function PlacesTab() {
  const { t } = useTranslation();
  const { data, failure } = useQuery('study.places', {});
  const mayChange = useMay('study.setSiteStatus');
  const regions = useStudy()?.regions;
  const regionName = (id: string | null): string =>
    regions?.find((region) => region.id === id)?.name ?? id ?? '–';
  const [changing, setChanging] = useState<PlaceRow | null>(null);
  const columns: readonly Column<PlaceRow>[] = [
    {
      key: 'id',
      header: t('study.place'),
      width: 'minmax(68px, 0.5fr)',
      cell: (row) => <strong style={{ fontWeight: 550 }}>{row.id}</strong>,
    },
    {
      key: 'name',
      header: t('study.name'),
      width: 'minmax(170px, 1.7fr)',
      cell: (row) => row.name,
    },
    {
      key: 'kind',
      header: t('study.kind'),
      width: '52px',
      cell: (row) => t(`study.placeKindOne.${row.kind}`),
    },
    {
      key: 'region',
      header: t('study.region'),
      width: 'minmax(110px, 0.9fr)',
      cell: (row) => regionName(row.region),
    },
    {
      key: 'zone',
      header: t('study.zone'),
      width: 'minmax(156px, 1.1fr)',
      cell: (row) => `${row.country} · ${row.zone}`,
    },
    {
      key: 'kits',
      header: t('study.kits'),
      width: '46px',
      align: 'right',
      cell: (row) => countText(row.kits),
    },
    {
      key: 'subjects',
      header: t('study.subjects'),
      width: '80px',
      align: 'right',
      cell: (row) => (row.kind === 'site' ? countText(row.subjects) : ''),
    },
    {
      key: 'status',
      header: t('study.status'),
      width: '84px',
      cell: (row) => <StatusBadge isPlain status={row.status} />,
    },
    {
      key: 'act',
      header: '',
      headerLabel: t('study.change'),
      width: '62px',
      align: 'right',
      cell: (row) =>
        mayChange && row.kind === 'site' ? (
          <Button size="compact-xs" variant="default" onClick={() => setChanging(row)}>
            {t(row.status === 'active' ? 'study.close' : 'study.open')}
          </Button>
        ) : null,
    },
  ];
  if (failure !== undefined) return <FailureNotice failure={failure} />;
  return (
    <Panel title={t('study.tab.places')} isFlush>
      <SmallTable
        label={t('study.tab.places')}
        columns={columns}
        rows={data?.places}
        rowKey={(row) => `${row.kind} ${row.id}`}
        waitingRows={10}
        empty={
          <EmptyState
            icon={IconBuildingHospital}
            title={t('study.noPlaces')}
            next={t('study.noPlacesNext')}
          />
        }
      />
      {changing !== null && <SiteStatusDialog site={changing} onClose={() => setChanging(null)} />}
    </Panel>
  );
}
