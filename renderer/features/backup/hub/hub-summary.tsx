import { Alert, Button, Group, Stack } from '@mantine/core';
import { IconMailQuestion } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { HubState } from '../../../../shared/contracts/hub.ts';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { InstantText } from '../../../components/instant-text.tsx';
import { KeyValues } from '../../../components/key-values.tsx';
import { Panel } from '../../../components/panel.tsx';
import { StatusBadge } from '../../../components/status-badge.tsx';
import { useMay } from '../../../state/session.ts';
import { useCommand } from '../../../state/use-command.ts';

interface Properties {
  readonly state: HubState;
  onConnect(): void;
  onExchanged(state: HubState): void;
}

function statusOf({ refusal, last }: HubState): string {
  if (refusal !== null) return 'hub-away';
  if (last === null) return 'hub-waiting';
  return last.conflicts.length > 0 ? 'hub-conflict' : 'hub-joined';
}

/** Whether the hub answers, and since when; the exchange goes on by itself. */
export function HubSummary({ state, onConnect, onExchanged }: Properties) {
  const { t } = useTranslation();
  const mayConnect = useMay('hub.connect');
  const exchange = useCommand('hub.exchange');
  const { hub, refusal, last, lastAt } = state;
  const exchangeNow = async (): Promise<void> => {
    const outcome = await exchange.run({});
    if (outcome.ok) onExchanged(outcome.value);
  };
  return (
    <Panel
      title={t('backup.hub.title')}
      actions={
        <Group gap="sm">
          {mayConnect && (
            <Button variant="default" onClick={onConnect}>
              {t('backup.hub.code')}
            </Button>
          )}
          <Button
            loading={exchange.isBusy || state.isExchanging}
            onClick={() => void exchangeNow()}
          >
            {t('backup.hub.exchange')}
          </Button>
        </Group>
      }
    >
      <Stack gap="md">
        <KeyValues
          columns={3}
          items={[
            [t('backup.hub.state'), <StatusBadge key="state" status={statusOf(state)} />],
            [
              t('backup.hub.lastExchange'),
              lastAt === null ? t('backup.hub.never') : <InstantText key="at" at={lastAt} />,
            ],
            [
              t('backup.hub.witness'),
              last === null ? '' : t(`backup.hub.witnessed.${last.witness}`),
            ],
            [t('backup.hub.where'), hub?.where],
            [t('backup.hub.number'), <code key="hub">{hub?.number}</code>],
            [t('backup.hub.thisMachine'), <code key="device">{state.device}</code>],
          ]}
        />
        {refusal !== null && <FailureNotice failure={{ kind: 'refused', refusal }} />}
        {last !== null && last.left !== null && (
          <Alert color="blue" icon={<IconMailQuestion aria-hidden />} title={t('backup.hub.left')}>
            {last.left}
          </Alert>
        )}
        <FailureNotice failure={exchange.failure} />
      </Stack>
    </Panel>
  );
}
