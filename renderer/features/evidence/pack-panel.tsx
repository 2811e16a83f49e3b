import { Button, Radio, Stack } from '@mantine/core';
import { IconArchive, IconPackageExport } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../shared/contracts/index.ts';
import { announce } from '../../components/announce.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { countText } from '../../components/format.ts';
import { InstantText } from '../../components/instant-text.tsx';
import { Panel } from '../../components/panel.tsx';
import { ProgressPanel } from '../../components/progress-panel.tsx';
import { saveFile } from '../../components/save-file.ts';
import { SmallTable } from '../../components/small-table.tsx';
import type { Column } from '../../components/table-column.ts';
import { useSession } from '../../state/session.ts';
import { useCommand } from '../../state/use-command.ts';
import { useQuery } from '../../state/use-query.ts';
import classes from './evidence.module.css';

type MadePack = OutputOf<'evidence.status'>['packs'][number];

function usePackColumns(): readonly Column<MadePack>[] {
  const { t } = useTranslation();
  return [
    {
      key: 'at',
      header: t('evidence.at'),
      width: '200px',
      cell: (row) => <InstantText at={row.at} offsetMinutes={row.offsetMinutes} />,
    },
    {
      key: 'by',
      header: t('evidence.by'),
      width: 'minmax(130px, 1fr)',
      cell: (row) => row.printedName,
    },
    {
      key: 'variant',
      header: t('evidence.variant'),
      width: 'minmax(180px, 1.4fr)',
      cell: (row) => t(`evidence.variantOf.${row.variant}`),
    },
    {
      key: 'entries',
      header: t('evidence.entries'),
      width: '90px',
      align: 'right',
      cell: (row) => countText(row.entries),
    },
    {
      key: 'digest',
      header: t('evidence.digest'),
      width: 'minmax(160px, 2fr)',
      cell: (row) => <code className="mono">{row.digest}</code>,
    },
  ];
}

/** Makes the pack and hands it over as one archive. */
export function PackPanel() {
  const { t } = useTranslation();
  const isUnblinded = useSession().status.user?.unblinded ?? false;
  const make = useCommand('evidence.make');
  const status = useQuery('evidence.status', {}).data;
  const [variant, setVariant] = useState<MadePack['variant']>('arm-free');
  const [job, setJob] = useState('');
  const columns = usePackColumns();
  const start = async (): Promise<void> => {
    const next = `evidence-${crypto.randomUUID()}`;
    setJob(next);
    const outcome = await make.run({ variant, job: next });
    if (!outcome.ok || outcome.value.archive === null) return;
    const { archive, entries, files } = outcome.value;
    saveFile(archive);
    announce({ message: t('evidence.saved', { name: archive.name, entries, files }) });
  };
  return (
    <Panel
      title={t('evidence.pack')}
      note={t('evidence.packNote')}
      actions={
        <Button
          leftSection={<IconPackageExport size={16} stroke={1.7} />}
          loading={make.isBusy}
          onClick={() => void start()}
        >
          {t('evidence.make')}
        </Button>
      }
    >
      <Stack gap="md">
        {isUnblinded && (
          <Radio.Group
            label={t('evidence.variant')}
            value={variant}
            onChange={(next) => setVariant(next as MadePack['variant'])}
          >
            <Stack gap={6} mt={6}>
              {(['arm-free', 'unblinded'] as const).map((value) => (
                <Radio key={value} value={value} label={t(`evidence.variantOf.${value}`)} />
              ))}
            </Stack>
          </Radio.Group>
        )}
        {make.isBusy && <ProgressPanel job={job} title={t('evidence.making')} canCancel />}
        <FailureNotice failure={make.failure} />
        <div>
          <p className={classes.name}>{t('evidence.fingerprint')}</p>
          <p className={`mono ${classes.fingerprint}`}>{status?.fingerprint ?? '–'}</p>
          <p className="quiet">{t('evidence.fingerprintNote')}</p>
        </div>
        <SmallTable
          label={t('evidence.packs')}
          columns={columns}
          rows={status?.packs}
          rowKey={(row) => String(row.entry)}
          waitingRows={1}
          empty={
            <EmptyState
              icon={IconArchive}
              title={t('evidence.noPacks')}
              next={t('evidence.noPacksNext')}
            />
          }
        />
      </Stack>
    </Panel>
  );
}
