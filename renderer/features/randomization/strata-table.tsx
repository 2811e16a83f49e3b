import { Progress } from '@mantine/core';
import { IconLayersIntersect } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../shared/contracts/index.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { countText } from '../../components/format.ts';
import { SmallTable } from '../../components/small-table.tsx';
import { useQuery } from '../../state/use-query.ts';
import type { Column } from '../../components/table-column.ts';

type Stratum = OutputOf<'randomization.strata'>['strata'][number];

/** How many slots each stratum has left. */
export function StrataTable({ list }: { readonly list: string }) {
  const { t } = useTranslation();
  const { data, failure } = useQuery('randomization.strata', { list });
  const columns: readonly Column<Stratum>[] = [
    {
      key: 'words',
      header: t('randomization.stratum'),
      width: 'minmax(200px, 2fr)',
      cell: (row) => row.words,
    },
    {
      key: 'bar',
      header: t('randomization.use'),
      width: 'minmax(120px, 1.2fr)',
      cell: (row) => (
        <Progress
          value={row.slots === 0 ? 0 : (100 * row.used) / row.slots}
          size="sm"
          aria-label={t('randomization.used', {
            used: countText(row.used),
            slots: countText(row.slots),
          })}
        />
      ),
    },
    {
      key: 'used',
      header: t('randomization.usedSlots'),
      width: '90px',
      align: 'right',
      cell: (row) => countText(row.used),
    },
    {
      key: 'remaining',
      header: t('randomization.remaining'),
      width: '90px',
      align: 'right',
      cell: (row) => countText(row.remaining),
    },
    {
      key: 'slots',
      header: t('randomization.slots'),
      width: '90px',
      align: 'right',
      cell: (row) => countText(row.slots),
    },
  ];
  if (failure !== undefined) return <FailureNotice failure={failure} />;
  return (
    <SmallTable
      label={t('randomization.strataUse')}
      columns={columns}
      rows={data?.strata}
      rowKey={(row) => row.stratum}
      maxHeight={440}
      empty={
        <EmptyState
          icon={IconLayersIntersect}
          title={t('randomization.noStrata')}
          next={t('randomization.noStrataNext')}
        />
      }
    />
  );
}
