import { Button, Stack } from '@mantine/core';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../shared/contracts/index.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Panel } from '../../components/panel.tsx';
import { useCommand } from '../../state/use-command.ts';
import { CustodyGate } from '../custody/custody-gate.tsx';
import { SlotTable } from './slot-table.tsx';

const atOnce = 200;

/** Looks at the slots with their arms. Two people keep them together, and every look is recorded. */
export function RevealSlots({ list }: { readonly list: string }) {
  const { t } = useTranslation();
  const reveal = useCommand('randomization.reveal');
  const [offset, setOffset] = useState(0);
  const [slots, setSlots] = useState<OutputOf<'randomization.reveal'>>();
  const look = async (from: number): Promise<void> => {
    const outcome = await reveal.run({ list, offset: from, limit: atOnce });
    if (!outcome.ok) {
      setSlots(undefined);
      return;
    }
    setOffset(from);
    setSlots(outcome.value);
  };
  return (
    <Panel
      title={t('randomization.reveal')}
      note={t('randomization.revealNote')}
      isFlush={slots !== undefined}
      actions={
        slots !== undefined && (
          <Button
            variant="default"
            leftSection={<IconEyeOff size={16} />}
            onClick={() => setSlots(undefined)}
          >
            {t('randomization.hide')}
          </Button>
        )
      }
    >
      {slots === undefined ? (
        <Stack gap="md" maw={620}>
          <FailureNotice failure={reveal.failure} />
          <CustodyGate part="list" use="view" list={list}>
            {() => (
              <Button
                color="grape.9"
                leftSection={<IconEye size={16} />}
                loading={reveal.isBusy}
                onClick={() => void look(0)}
              >
                {t('randomization.show')}
              </Button>
            )}
          </CustodyGate>
        </Stack>
      ) : (
        <SlotTable
          list={list}
          answer={slots}
          offset={offset}
          atOnce={atOnce}
          isBusy={reveal.isBusy}
          onMove={(from) => void look(from)}
        />
      )}
    </Panel>
  );
}
