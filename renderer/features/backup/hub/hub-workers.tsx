import { Button } from '@mantine/core';
import { IconCpu } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HubWorker } from '../../../../shared/contracts/hub-workers.ts';
import { EmptyState } from '../../../components/empty-state.tsx';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { InstantText } from '../../../components/instant-text.tsx';
import { Panel } from '../../../components/panel.tsx';
import { SmallTable } from '../../../components/small-table.tsx';
import { useCommand } from '../../../state/use-command.ts';
import { useQuery } from '../../../state/use-query.ts';
import { AcceptWorkerDialog } from './accept-worker-dialog.tsx';

/** Machines that calculate for the study, and which of them forecasts are sealed to. */
export function HubWorkers() {
  const { t } = useTranslation();
  const { data, failure } = useQuery('hub.workers', {});
  const [isAccepting, setAccepting] = useState(false);
  const workers = data?.workers ?? [];
  return (
    <Panel
      title={t('backup.hub.workers')}
      isFlush
      actions={
        <Button variant="default" size="xs" onClick={() => setAccepting(true)}>
          {t('backup.hub.acceptWorker')}
        </Button>
      }
    >
      <FailureNotice failure={failure} />
      <WorkerTable workers={workers} />
      {isAccepting && <AcceptWorkerDialog onClose={() => setAccepting(false)} />}
    </Panel>
  );
}

function WorkerTable({ workers }: { readonly workers: readonly HubWorker[] }) {
  const { t } = useTranslation();
  return (
    <SmallTable
      label={t('backup.hub.workers')}
      rows={workers}
      rowKey={({ device }) => device}
      columns={[
        {
          key: 'device',
          header: t('backup.hub.machine'),
          width: 'minmax(180px, 1fr)',
          cell: ({ device }) => <code>{device}</code>,
        },
        {
          key: 'threads',
          header: t('backup.hub.threads'),
          width: '100px',
          cell: ({ threads }) => threads,
        },
        {
          key: 'engine',
          header: t('backup.hub.engine'),
          width: '180px',
          cell: ({ engine }) => engine ?? '–',
        },
        {
          key: 'accepted',
          header: t('backup.hub.accepted'),
          width: '300px',
          cell: ({ acceptedAt, acceptedBy }) =>
            acceptedAt === null ? (
              t('backup.hub.notAccepted')
            ) : (
              <>
                <InstantText at={acceptedAt} /> {t('backup.hub.acceptedBy', { user: acceptedBy })}
              </>
            ),
        },
        {
          key: 'dismiss',
          header: '',
          width: '120px',
          cell: ({ device, acceptedAt }) => acceptedAt !== null && <Dismiss device={device} />,
        },
      ]}
      empty={
        <EmptyState
          icon={IconCpu}
          title={t('backup.hub.noWorkers')}
          next={t('backup.hub.noWorkersNext')}
        />
      }
    />
  );
}

function Dismiss({ device }: { readonly device: string }) {
  const { t } = useTranslation();
  const dismiss = useCommand('hub.dismissWorker');
  return (
    <Button
      variant="subtle"
      size="compact-xs"
      loading={dismiss.isBusy}
      onClick={() => void dismiss.run({ device })}
    >
      {t('backup.hub.dismissWorker')}
    </Button>
  );
}
