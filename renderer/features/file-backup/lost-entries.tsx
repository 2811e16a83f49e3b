import { useTranslation } from 'react-i18next';
import type { TFunction } from 'i18next';
import type { BackupComparison } from '../../../shared/contracts/backups.ts';
import { InstantText } from '../../components/instant-text.tsx';
import { SmallTable } from '../../components/small-table.tsx';
import type { Column } from '../../components/table-column.ts';

type Kind = BackupComparison['lost']['byKind'][number];
type Entry = BackupComparison['lost']['latest'][number];

const kindColumns = (t: TFunction): readonly Column<Kind>[] => [
  {
    key: 'kind',
    header: t('fileBackup.kind'),
    width: 'minmax(200px, 2fr)',
    cell: ({ words }) => words,
  },
  {
    key: 'count',
    header: t('fileBackup.count'),
    width: '100px',
    align: 'right',
    cell: ({ entries }) => entries,
  },
  {
    key: 'latest',
    header: t('fileBackup.latest'),
    width: 'minmax(200px, 1fr)',
    cell: ({ lastAt }) => <InstantText at={lastAt} />,
  },
];

const entryColumns = (t: TFunction): readonly Column<Entry>[] => [
  {
    key: 'entry',
    header: t('fileBackup.entry'),
    width: '80px',
    align: 'right',
    cell: ({ entry }) => entry,
  },
  {
    key: 'at',
    header: t('fileBackup.at'),
    width: 'minmax(215px, 1fr)',
    cell: ({ at }) => <InstantText at={at} />,
  },
  { key: 'by', header: t('fileBackup.by'), width: 'minmax(120px, 1fr)', cell: ({ by }) => by },
  {
    key: 'what',
    header: t('fileBackup.kind'),
    width: 'minmax(260px, 2fr)',
    cell: ({ what }) => what,
  },
];

/** What the present file has and the backup lacks: by kind, and the latest one by one. */
export function LostEntries({ lost }: { readonly lost: BackupComparison['lost'] }) {
  const { t } = useTranslation();
  if (lost.entries === 0) return null;
  return (
    <>
      <SmallTable
        label={t('fileBackup.kind')}
        columns={kindColumns(t)}
        rows={lost.byKind}
        rowKey={({ kind }) => kind}
        maxHeight={200}
        empty={null}
      />
      <SmallTable
        label={t('fileBackup.latest')}
        columns={entryColumns(t)}
        rows={lost.latest}
        rowKey={({ entry }) => String(entry)}
        maxHeight={200}
        empty={null}
      />
    </>
  );
}
