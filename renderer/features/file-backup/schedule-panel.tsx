import { Alert, Button, Skeleton, Stack } from '@mantine/core';
import { IconAlertTriangle, IconDatabaseExport } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { BackupsStatus } from '../../../shared/contracts/backups.ts';
import { announce } from '../../components/announce.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Panel } from '../../components/panel.tsx';
import { useMay } from '../../state/session.ts';
import { useCommand } from '../../state/use-command.ts';
import { ScheduleInForce } from './schedule-in-force.tsx';

interface Properties {
  readonly status: BackupsStatus | undefined;
  onOpen(dialog: 'schedule' | 'restore'): void;
}

/** When the study is backed up, and whether that works. */
export function SchedulePanel({ status, onOpen }: Properties) {
  const { t } = useTranslation();
  const make = useCommand('backups.make');
  const [mayMake, maySet] = [useMay('backups.make'), useMay('backups.setSchedule')];
  const hasSchedule = status !== undefined && status.schedule !== null;
  const makeNow = async (): Promise<void> => {
    const outcome = await make.run({});
    if (!outcome.ok) return;
    const { path, entries } = outcome.value;
    announce({ message: t('fileBackup.made', { file: path, entries }) });
  };
  const set = maySet && (
    <Button variant={hasSchedule ? 'default' : 'filled'} onClick={() => onOpen('schedule')}>
      {t(hasSchedule ? 'fileBackup.changeSchedule' : 'fileBackup.setSchedule')}
    </Button>
  );
  return (
    <Panel
      title={t('fileBackup.title')}
      note={t('fileBackup.note')}
      actions={
        <>
          {maySet && (
            <Button variant="default" onClick={() => onOpen('restore')}>
              {t('fileBackup.restore')}
            </Button>
          )}
          {hasSchedule && set}
          {hasSchedule && mayMake && (
            <Button loading={make.isBusy} onClick={() => void makeNow()}>
              {t('fileBackup.makeNow')}
            </Button>
          )}
        </>
      }
    >
      <Stack gap="md">
        {status === undefined && <Skeleton height={92} />}
        {status !== undefined && <Troubles status={status} />}
        <FailureNotice failure={make.failure} />
        {hasSchedule && <ScheduleInForce status={status} />}
        {status?.schedule === null && (
          <EmptyState
            icon={IconDatabaseExport}
            title={t('fileBackup.none')}
            next={t('fileBackup.noneNext')}
            action={set}
          />
        )}
      </Stack>
    </Panel>
  );
}

/** What keeps backups from being made, and what was missed. */
function Troubles({ status: { failure, missed } }: { readonly status: BackupsStatus }) {
  const { t } = useTranslation();
  const icon = <IconAlertTriangle size={18} aria-hidden />;
  if (failure !== null) {
    return (
      <Alert
        color="red"
        icon={icon}
        title={t('fileBackup.failing', { message: failure.message })}
      />
    );
  }
  if (missed < 2) return null;
  return (
    <Alert color="yellow" icon={icon} title={t('fileBackup.missed', { count: missed })}>
      {t('fileBackup.missedNext')}
    </Alert>
  );
}
