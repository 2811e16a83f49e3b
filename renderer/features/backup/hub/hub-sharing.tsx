import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HubState } from '../../../../shared/contracts/hub.ts';
import { KeyValues } from '../../../components/key-values.tsx';
import { Panel } from '../../../components/panel.tsx';
import { useMay } from '../../../state/session.ts';
import { useCommand } from '../../../state/use-command.ts';
import { AdmitDialog } from './admit-dialog.tsx';
import { HandOverDialog } from './hand-over-dialog.tsx';
import { HoldDialog } from './hold-dialog.tsx';
import { SharedConsoles } from './shared-consoles.tsx';
import { SharedHoldings } from './shared-holdings.tsx';
import { ShareDialog } from './share-dialog.tsx';

interface Properties {
  readonly state: HubState;
  onExchanged(state: HubState): void;
}

type Open = 'share' | 'admit' | 'hold' | { readonly give: string } | null;

/** The consoles that write the study: who has what, and who holds which place. */
export function HubSharing({ state, onExchanged }: Properties) {
  const { t } = useTranslation();
  const [mayShare, mayHold] = [useMay('hub.share'), useMay('hub.hold')];
  const exchange = useCommand('hub.exchange');
  const [open, setOpen] = useState<Open>(null);
  const close = async (): Promise<void> => {
    setOpen(null);
    const outcome = await exchange.run({});
    if (outcome.ok) onExchanged(outcome.value);
  };
  const dialog = { onClose: () => void close() };
  const { shared, isShared, device } = state;
  return (
    <>
      <Panel
        title={t('backup.hub.sharing.title')}
        actions={
          <Group gap="sm">
            {isShared && mayHold && (
              <Button variant="default" onClick={() => setOpen('hold')}>
                {t('backup.hub.sharing.hold')}
              </Button>
            )}
            {mayShare && (
              <Button variant="default" onClick={() => setOpen(isShared ? 'admit' : 'share')}>
                {t(isShared ? 'backup.hub.sharing.admit' : 'backup.hub.sharing.share')}
              </Button>
            )}
          </Group>
        }
      >
        {isShared ? (
          <Stack gap="md">
            <KeyValues
              columns={3}
              items={[
                [t('backup.hub.sharing.entries'), shared?.entries],
                [t('backup.hub.sharing.atHub'), shared?.atHub],
                [t('backup.hub.sharing.waiting'), shared?.waiting],
              ]}
            />
            <SharedConsoles shared={shared} own={device} />
            <SharedHoldings
              shared={shared}
              own={device}
              onGive={mayHold ? (give) => setOpen({ give }) : undefined}
            />
          </Stack>
        ) : (
          <Text>{t('backup.hub.sharing.alone')}</Text>
        )}
      </Panel>
      {open === 'share' && <ShareDialog {...dialog} />}
      {open === 'admit' && <AdmitDialog {...dialog} />}
      {open === 'hold' && <HoldDialog {...dialog} />}
      {open !== null && typeof open === 'object' && (
        <HandOverDialog place={open.give} state={state} {...dialog} />
      )}
    </>
  );
}
