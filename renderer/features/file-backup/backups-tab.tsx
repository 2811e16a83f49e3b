import { Stack } from '@mantine/core';
import { useState } from 'react';
import { useQuery } from '../../state/use-query.ts';
import { BackupList } from './backup-list.tsx';
import { RestoreDialog } from './restore-dialog.tsx';
import { ScheduleDialog } from './schedule-dialog.tsx';
import { SchedulePanel } from './schedule-panel.tsx';

/** Copies of the study file: when they are made, which there are, and the way back from one. */
export function BackupsTab() {
  const { data } = useQuery('backups.status', {});
  const [dialog, setDialog] = useState<'schedule' | 'restore' | null>(null);
  const close = (): void => setDialog(null);
  return (
    <Stack gap="md">
      <SchedulePanel status={data} onOpen={setDialog} />
      <BackupList backups={data?.backups} />
      {dialog === 'schedule' && (
        <ScheduleDialog schedule={data?.schedule ?? null} onClose={close} />
      )}
      {dialog === 'restore' && <RestoreDialog known={data?.backups ?? []} onClose={close} />}
    </Stack>
  );
}
