import { Stack } from '@mantine/core';
import { IconMailOpened } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../../components/empty-state.tsx';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { InstantText } from '../../../components/instant-text.tsx';
import { Panel } from '../../../components/panel.tsx';
import { SmallTable } from '../../../components/small-table.tsx';
import { useMay } from '../../../state/session.ts';
import { useQuery } from '../../../state/use-query.ts';
import { ChainList } from './chain-list.tsx';
import { TakeRecordIn } from './take-record-in.tsx';

/** Records come home: as files or as codes; how whole each site's record is; and what came so far. */
export function RecordsPart() {
  const { t } = useTranslation();
  const mayImport = useMay('bundles.import');
  const { data, failure } = useQuery('bundles.page', { offset: 0, limit: 100 });
  return (
    <Stack gap="lg">
      {mayImport && <TakeRecordIn />}
      <ChainList />
      <Panel title={t('backup.cameHome')} isFlush>
        <FailureNotice failure={failure} />
        <SmallTable
          label={t('backup.cameHome')}
          rows={data?.rows}
          rowKey={(row) => row.digest}
          maxHeight={320}
          columns={[
            {
              key: 'at',
              header: t('backup.importedAt'),
              width: '200px',
              cell: ({ importedAt }) => <InstantText at={importedAt} />,
            },
            { key: 'site', header: t('backup.site'), width: '90px', cell: ({ site }) => site },
            {
              key: 'pack',
              header: t('backup.pack'),
              width: 'minmax(110px, 1fr)',
              cell: ({ pack }) => pack,
            },
            {
              key: 'entries',
              header: t('backup.entries'),
              width: '130px',
              align: 'right',
              cell: ({ first, last }) => `${first} – ${last}`,
            },
            {
              key: 'added',
              header: t('backup.new'),
              width: '80px',
              align: 'right',
              cell: ({ added }) => added,
            },
          ]}
          empty={
            <EmptyState
              icon={IconMailOpened}
              title={t('backup.noRecords')}
              next={t('backup.noRecordsNext')}
            />
          }
        />
      </Panel>
    </Stack>
  );
}
