import { Button } from '@mantine/core';
import { IconFileTypePdf } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { announce } from '../../../components/announce.ts';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { saveFile } from '../../../components/save-file.ts';
import { useCommand } from '../../../state/use-command.ts';
import { asJson } from '../forecast-state.ts';
import type { Ran } from '../forecast-state.ts';

/** The run on one page for the supply meeting. */
export function MeetingPage({ ran }: { readonly ran: Ran }) {
  const { t } = useTranslation();
  const print = useCommand('forecast.meetingPage');
  const { replicates, seed } = ran.answer;
  const run = async (): Promise<void> => {
    const outcome = await print.run({ scenario: asJson(ran.scenario), replicates, seed });
    if (!outcome.ok) return;
    saveFile(outcome.value);
    announce({ message: t('common.saved', { name: outcome.value.name }) });
  };
  return (
    <>
      <Button
        variant="default"
        loading={print.isBusy}
        leftSection={<IconFileTypePdf size={16} />}
        onClick={() => void run()}
      >
        {t('forecast.meetingPage')}
      </Button>
      <FailureNotice failure={print.failure} />
    </>
  );
}
