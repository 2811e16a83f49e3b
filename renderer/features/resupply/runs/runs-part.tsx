import { IconHistory } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ResupplyRunRow } from '../../../../shared/contracts/resupply.ts';
import { Beside } from '../../../components/beside.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { InstantText } from '../../../components/instant-text.tsx';
import { Panel } from '../../../components/panel.tsx';
import type { Column } from '../../../components/table-column.ts';
import { WindowedTable } from '../../../components/windowed-table.tsx';
import { go } from '../../../state/route.ts';
import { useRows } from '../../../state/use-rows.ts';
import { RunInspector } from './run-inspector.tsx';

function useRunColumns(): readonly Column<ResupplyRunRow>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      { key: 'run', header: t('resupply.run'), width: '110px', cell: ({ run }) => run },
      {
        key: 'at',
        header: t('resupply.signedAt'),
        width: 'minmax(200px, 1fr)',
        cell: ({ at, offsetMinutes }) => <InstantText at={at} offsetMinutes={offsetMinutes} />,
      },
      {
        key: 'by',
        header: t('resupply.signedBy'),
        width: 'minmax(140px, 1fr)',
        cell: ({ by }) => by,
      },
      {
        key: 'sites',
        header: t('resupply.sitesLookedAt'),
        width: 'minmax(110px, 0.6fr)',
        align: 'right',
        cell: ({ sites }) => sites,
      },
      {
        key: 'shipments',
        header: t('resupply.figure.shipments'),
        width: 'minmax(90px, 0.6fr)',
        align: 'right',
        cell: ({ shipments }) => shipments.length,
      },
      {
        key: 'adjusted',
        header: t('resupply.figure.adjusted'),
        width: 'minmax(110px, 0.6fr)',
        align: 'right',
        cell: ({ adjusted }) => (adjusted === 0 ? '–' : adjusted),
      },
    ],
    [t],
  );
}

/** Every run that was signed; each can be made again from the ledger. */
export function RunsPart({ open }: { readonly open: string | null }) {
  const { t } = useTranslation();
  const rows = useRows('resupply.runs', {});
  const columns = useRunColumns();
  return (
    <Beside>
      <Panel isFlush fills>
        <WindowedTable
          label={t('resupply.part.runs')}
          columns={columns}
          rows={rows}
          rowKey={({ run }) => run}
          openKey={open}
          onOpen={({ run }) => go('shipments', `~resupply-runs:${run}`)}
          empty={
            <EmptyState
              icon={IconHistory}
              title={t('resupply.noRuns')}
              next={t('resupply.noRunsNext')}
            />
          }
        />
      </Panel>
      {open !== null && (
        <RunInspector key={open} run={open} onClose={() => go('shipments', '~resupply-runs')} />
      )}
    </Beside>
  );
}
