import { IconScale } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../shared/contracts/index.ts';
import { ArmBadge } from '../../components/arm-badge.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { countText } from '../../components/format.ts';
import { SmallTable } from '../../components/small-table.tsx';
import type { Column } from '../../components/table-column.ts';
import { useArmInformation } from '../../state/arm-marks.ts';
import { useQuery } from '../../state/use-query.ts';

type Level = OutputOf<'randomization.balance'>['levels'][number];

/** Counts of the arms in all and at each level that the list balances. */
export function BalanceTable({ list }: { readonly list: string }) {
  const { t } = useTranslation();
  useArmInformation(true);
  const { data, failure } = useQuery('randomization.balance', { list });
  if (failure !== undefined) return <FailureNotice failure={failure} />;
  const arms = data?.arms ?? [];
  const columns: readonly Column<Level>[] = [
    {
      key: 'factor',
      header: t('randomization.balance.factor'),
      width: 'minmax(130px, 1fr)',
      cell: (row) => row.factor,
    },
    {
      key: 'level',
      header: t('randomization.balance.level'),
      width: 'minmax(150px, 1.4fr)',
      cell: (row) => row.level,
    },
    ...arms.map(({ name, weight }, index): Column<Level> => ({
      key: `arm ${index}`,
      header: `${name} (${weight})`,
      width: 'minmax(120px, 0.9fr)',
      align: 'right',
      cell: (row) => <strong>{countText(row.counts[index] ?? 0)}</strong>,
    })),
    {
      key: 'imbalance',
      header: t('randomization.balance.imbalance'),
      width: '104px',
      align: 'right',
      cell: (row) => row.imbalance.toLocaleString('en', { maximumFractionDigits: 2 }),
    },
  ];
  return (
    <>
      {data !== undefined && (
        <p style={{ display: 'flex', flexWrap: 'wrap', gap: 8, margin: 0, padding: '12px 16px' }}>
          <span className="quiet">
            {t('randomization.balance.subjects', { count: data.subjects })}
          </span>
          {arms.map(({ name }) => (
            <ArmBadge key={name} name={name} />
          ))}
        </p>
      )}
      <SmallTable
        label={t('randomization.balance.title')}
        columns={columns}
        rows={data?.levels}
        rowKey={(row) => `${row.factor} ${row.level}`}
        maxHeight={440}
        empty={
          <EmptyState
            icon={IconScale}
            title={t('randomization.balance.none')}
            next={t('randomization.balance.noneNext')}
          />
        }
      />
    </>
  );
}
