import { Button } from '@mantine/core';
import { IconFileCertificate, IconFlame } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/empty-state.tsx';
import { countText, dayText } from '../../components/format.ts';
import { Panel } from '../../components/panel.tsx';
import { SmallTable } from '../../components/small-table.tsx';
import { useDownload } from '../../components/use-download.ts';
import { useQuery } from '../../state/use-query.ts';

/** What was destroyed, before whose eyes, with the certificate of each. */
export function DestructionsView() {
  const { t } = useTranslation();
  const { data } = useQuery('accountability.destructions', {}, { keepsFormer: true });
  const { download, isBusy } = useDownload();
  return (
    <Panel isFlush>
      <SmallTable
        label={t('accountability.tab.destructions')}
        rows={data?.destructions}
        rowKey={(row) => row.destruction}
        empty={
          <EmptyState
            icon={IconFlame}
            title={t('accountability.noDestructions')}
            next={t('accountability.noDestructionsNext')}
          />
        }
        columns={[
          {
            key: 'code',
            header: t('accountability.destruction'),
            width: '96px',
            cell: (row) => row.destruction,
          },
          {
            key: 'place',
            header: t('accountability.place'),
            width: '96px',
            cell: (row) => row.place,
          },
          {
            key: 'on',
            header: t('accountability.destroyedOn'),
            width: '120px',
            cell: (row) => dayText(row.on),
          },
          {
            key: 'kits',
            header: t('accountability.in.kits'),
            width: '64px',
            align: 'right',
            cell: (row) => countText(row.kits),
          },
          {
            key: 'method',
            header: t('accountability.method'),
            width: 'minmax(150px, 1fr)',
            cell: (row) => row.method,
          },
          {
            key: 'witness',
            header: t('accountability.witness'),
            width: 'minmax(130px, 1fr)',
            cell: (row) => row.witness,
          },
          {
            key: 'certificate',
            header: '',
            headerLabel: t('accountability.certificate'),
            width: '130px',
            cell: (row) => (
              <Button
                size="compact-xs"
                variant="subtle"
                loading={isBusy}
                leftSection={<IconFileCertificate size={15} />}
                onClick={() =>
                  void download('accountability.certificate', { destruction: row.destruction })
                }
              >
                {t('accountability.certificate')}
              </Button>
            ),
          },
        ]}
      />
    </Panel>
  );
}
