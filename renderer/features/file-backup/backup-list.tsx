import { IconDatabaseExport } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { FileBackup } from '../../../shared/contracts/backups.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { InstantText } from '../../components/instant-text.tsx';
import { Panel } from '../../components/panel.tsx';
import { SmallTable } from '../../components/small-table.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import type { Column } from '../../components/table-column.ts';

const columnsOf = (t: TFunction): readonly Column<FileBackup>[] => [
  {
    key: 'code',
    header: t('fileBackup.code'),
    width: '95px',
    cell: ({ code }) => <span className="mono">{code}</span>,
  },
  {
    key: 'at',
    header: t('fileBackup.at'),
    width: 'minmax(200px, 1fr)',
    cell: ({ madeAt, offsetMinutes }) => <InstantText at={madeAt} offsetMinutes={offsetMinutes} />,
  },
  {
    key: 'state',
    header: t('fileBackup.state'),
    width: '95px',
    cell: ({ state }) => <StatusBadge status={`backup-${state}`} isPlain />,
  },
  {
    key: 'kept',
    header: t('fileBackup.keptAs'),
    width: 'minmax(170px, 1fr)',
    cell: ({ keptAs }) => keptAs.map((reason) => t(`fileBackup.keptAsOf.${reason}`)).join(', '),
  },
  {
    key: 'entries',
    header: t('fileBackup.entries'),
    width: '65px',
    align: 'right',
    cell: ({ entries }) => entries,
  },
  {
    key: 'by',
    header: t('fileBackup.by'),
    width: 'minmax(115px, 1fr)',
    cell: ({ madeBy, missed }) =>
      missed === 0 ? madeBy : `${madeBy} · ${t('fileBackup.afterMissed', { count: missed })}`,
  },
  {
    key: 'file',
    header: t('fileBackup.file'),
    width: 'minmax(190px, 2fr)',
    cell: ({ file }) => <span className="mono">{file}</span>,
  },
];

/** Every backup and what became of it. */
export function BackupList({ backups }: { readonly backups: readonly FileBackup[] | undefined }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('fileBackup.listTitle')} isFlush>
      <SmallTable
        label={t('fileBackup.listTitle')}
        columns={columnsOf(t)}
        rows={backups}
        rowKey={({ code }) => code}
        maxHeight={420}
        empty={
          <EmptyState
            icon={IconDatabaseExport}
            title={t('fileBackup.empty')}
            next={t('fileBackup.emptyNext')}
          />
        }
      />
    </Panel>
  );
}
