import { IconMail } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PackCard } from '../../../../shared/contracts/packs.ts';
import { Beside } from '../../../components/beside.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { countText } from '../../../components/format.ts';
import { InstantText } from '../../../components/instant-text.tsx';
import { Panel } from '../../../components/panel.tsx';
import { SmallTable } from '../../../components/small-table.tsx';
import { StatusBadge } from '../../../components/status-badge.tsx';
import type { Column } from '../../../components/table-column.ts';
import { go, hashOf } from '../../../state/route.ts';
import { useQuery } from '../../../state/use-query.ts';
import { PackInspector } from './pack-inspector.tsx';

/** Every pack with what is left of it. */
export function PacksPart({ open }: { readonly open: string | null }) {
  const { t } = useTranslation();
  const { data, failure } = useQuery('packs.page', {});
  return (
    <Beside>
      <Panel isFlush fills>
        <FailureNotice failure={failure} />
        <SmallTable
          label={t('backup.part.packs')}
          columns={usePackColumns()}
          rows={data?.packs}
          rowKey={(pack) => pack.pack}
          empty={
            <EmptyState
              icon={IconMail}
              title={t('backup.noPacks')}
              next={t('backup.noPacksNext')}
            />
          }
        />
      </Panel>
      {open !== null && (
        <PackInspector key={open} pack={open} onClose={() => go('backup', 'packs')} />
      )}
    </Beside>
  );
}

function usePackColumns(): readonly Column<PackCard>[] {
  const { t } = useTranslation();
  return [
    {
      key: 'pack',
      header: t('backup.pack'),
      width: 'minmax(110px, 1fr)',
      cell: ({ pack }) => <a href={hashOf('backup', `packs:${pack}`)}>{pack}</a>,
    },
    {
      key: 'site',
      header: t('backup.site'),
      width: 'minmax(150px, 1.5fr)',
      cell: ({ site, siteName }) => `${site} · ${siteName}`,
    },
    {
      key: 'list',
      header: t('backup.list'),
      width: 'minmax(110px, 1fr)',
      cell: ({ list, cohort }) =>
        cohort === null ? list : t('backup.listOfCohort', { list, cohort }),
    },
    {
      key: 'status',
      header: t('backup.status'),
      width: '120px',
      cell: ({ status }) => <StatusBadge status={`pack-${status}`} />,
    },
    {
      key: 'left',
      header: t('backup.left'),
      width: '110px',
      align: 'right',
      cell: ({ envelopes, used, returned }) =>
        t('backup.leftOf', {
          left: countText(envelopes - used - returned),
          all: countText(envelopes),
        }),
    },
    {
      key: 'release',
      header: t('backup.release'),
      width: '130px',
      cell: ({ release }) => t(`backup.mode.${release}`),
    },
    {
      key: 'until',
      header: t('backup.validUntil'),
      width: '190px',
      cell: ({ validUntil }) => <InstantText at={validUntil} />,
    },
  ];
}
