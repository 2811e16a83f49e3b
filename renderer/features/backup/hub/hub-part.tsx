import { Button, Stack } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HubState } from '../../../../shared/contracts/hub.ts';
import { EmptyState } from '../../../components/empty-state.tsx';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { Panel } from '../../../components/panel.tsx';
import { useMay } from '../../../state/session.ts';
import { useQuery } from '../../../state/use-query.ts';
import { ConnectDialog } from './connect-dialog.tsx';
import { HubConflicts } from './hub-conflicts.tsx';
import { HubMachines } from './hub-machines.tsx';
import { HubSharing } from './hub-sharing.tsx';
import { HubWorkers } from './hub-workers.tsx';
import { HubSummary } from './hub-summary.tsx';

/** An exchange that brought nothing new is told to nobody but who asked for it. */
function newer(told: HubState | undefined, asked: HubState | undefined): HubState | undefined {
  if (told === undefined || asked?.hub?.number !== told.hub?.number) return told;
  return (asked?.triedAt ?? '') > (told.triedAt ?? '') ? asked : told;
}

/** The hub that joins the machines of the study: whether it answers, who is there, and what it found. */
export function HubPart() {
  const { t } = useTranslation();
  const mayConnect = useMay('hub.connect');
  const mayCalculate = useMay('hub.workers');
  const { data: told, failure } = useQuery('hub.status', {});
  const [asked, setAsked] = useState<HubState>();
  const data = newer(told, asked);
  const own = data?.last?.machines.find(({ device }) => device === data.device);
  const isConsole = own?.kind === 'console';
  const [isConnecting, setConnecting] = useState(false);
  return (
    <Stack gap="lg">
      <FailureNotice failure={failure} />
      {data?.hub === null && (
        <Panel>
          <EmptyState
            icon={IconPlugConnected}
            title={t('backup.hub.none')}
            next={t('backup.hub.noneNext')}
            action={
              mayConnect ? (
                <Button onClick={() => setConnecting(true)}>{t('backup.hub.connect')}</Button>
              ) : undefined
            }
          />
        </Panel>
      )}
      {data !== undefined && data.hub !== null && (
        <>
          <HubSummary state={data} onConnect={() => setConnecting(true)} onExchanged={setAsked} />
          {data.last !== null && (
            <>
              {isConsole && <HubSharing state={data} onExchanged={setAsked} />}
              <HubConflicts conflicts={data.last.conflicts} machines={data.last.machines} />
              <HubMachines machines={data.last.machines} own={data.device} />
            </>
          )}
          {mayCalculate && <HubWorkers />}
        </>
      )}
      {isConnecting && <ConnectDialog onClose={() => setConnecting(false)} />}
    </Stack>
  );
}
