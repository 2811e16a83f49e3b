import { Button } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { AccountFinding, DiscrepancyRow } from '../../../shared/contracts/accountability.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { KitNumber } from '../../components/kit-number.tsx';
import { Panel } from '../../components/panel.tsx';
import { SmallTable } from '../../components/small-table.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import type { Column } from '../../components/table-column.ts';
import { useMay } from '../../state/session.ts';
import { useQuery } from '../../state/use-query.ts';
import { useViewState } from '../../state/view-state.ts';
import classes from './accountability.module.css';

function useFindingColumns(): readonly Column<AccountFinding>[] {
  const { t } = useTranslation();
  const openDialog = useViewState((state) => state.open);
  const mayRaise = useMay('accountability.raise');
  return [
    {
      key: 'kind',
      header: t('accountability.finding'),
      width: 'minmax(140px, 0.9fr)',
      cell: (row) => <StatusBadge isPlain status={row.kind} />,
    },
    {
      key: 'kit',
      header: t('accountability.kit'),
      width: 'minmax(100px, 0.7fr)',
      cell: (row) => <KitNumber number={row.kit} />,
    },
    {
      key: 'place',
      header: t('accountability.place'),
      width: '76px',
      cell: (row) => row.place,
    },
    {
      key: 'words',
      header: t('accountability.what'),
      width: 'minmax(200px, 2fr)',
      cell: (row) => row.words,
    },
    {
      key: 'raise',
      header: '',
      headerLabel: t('accountability.raise'),
      width: 'minmax(110px, 0.7fr)',
      cell: ({ discrepancy, place, kit, subject, words }) =>
        discrepancy ??
        (mayRaise && (
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={() =>
              openDialog({
                kind: 'raise-discrepancy',
                place,
                kit,
                ...(subject === null ? {} : { subject }),
                what: words,
              })
            }
          >
            {t('accountability.raiseShort')}
          </Button>
        )),
    },
  ];
}

function useDiscrepancyColumns(): readonly Column<DiscrepancyRow>[] {
  const { t } = useTranslation();
  const openDialog = useViewState((state) => state.open);
  const mayResolve = useMay('accountability.resolve');
  return [
    {
      key: 'code',
      header: t('accountability.discrepancy'),
      width: '88px',
      cell: (row) => row.discrepancy,
    },
    {
      key: 'status',
      header: t('accountability.status'),
      width: 'minmax(96px, 0.5fr)',
      cell: (row) => <StatusBadge isPlain status={`discrepancy-${row.status}`} />,
    },
    { key: 'place', header: t('accountability.place'), width: '76px', cell: (row) => row.place },
    {
      key: 'what',
      header: t('accountability.what'),
      width: 'minmax(220px, 2fr)',
      cell: (row) => (row.resolution === null ? row.what : `${row.what} ${row.resolution}`),
    },
    { key: 'owner', header: t('accountability.owner'), width: '90px', cell: (row) => row.owner },
    {
      key: 'resolve',
      header: '',
      headerLabel: t('accountability.resolve'),
      width: 'minmax(90px, 0.5fr)',
      cell: ({ discrepancy, status }) =>
        status === 'open' &&
        mayResolve && (
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={() => openDialog({ kind: 'resolve-discrepancy', discrepancy })}
          >
            {t('accountability.resolveShort')}
          </Button>
        ),
    },
  ];
}

/** What does not add up yet or is still awaited, and the discrepancies with their owners. */
export function ReconcileView() {
  const { t } = useTranslation();
  const { data } = useQuery('accountability.findings', { limit: 300 }, { keepsFormer: true });
  const findingColumns = useFindingColumns();
  const discrepancyColumns = useDiscrepancyColumns();
  const nothing = (
    <EmptyState
      icon={IconCircleCheck}
      title={t('accountability.nothingOpen')}
      next={t('accountability.nothingOpenNext')}
    />
  );
  return (
    <div className={classes.stack}>
      <Panel
        title={t('accountability.discrepancies')}
        note={t('accountability.discrepanciesNote')}
        isFlush
      >
        <SmallTable
          label={t('accountability.discrepancies')}
          columns={discrepancyColumns}
          rows={data?.discrepancies}
          rowKey={(row) => row.discrepancy}
          maxHeight={260}
          empty={nothing}
        />
      </Panel>
      <Panel
        title={t('accountability.findings', { count: data?.total ?? 0 })}
        note={t('accountability.findingsNote')}
        isFlush
      >
        <SmallTable
          label={t('accountability.findings', { count: data?.total ?? 0 })}
          columns={findingColumns}
          rows={data?.findings}
          rowKey={(row) => `${row.kind} ${row.kit}`}
          maxHeight={420}
          empty={nothing}
        />
      </Panel>
    </div>
  );
}
