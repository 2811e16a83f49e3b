import { Button } from '@mantine/core';
import { IconBookmark } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { announce } from '../../../components/announce.ts';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { useMay } from '../../../state/session.ts';
import { useCommand } from '../../../state/use-command.ts';
import { asJson } from '../forecast-state.ts';
import type { Ran } from '../forecast-state.ts';

/** Keeps the run that is shown: scenario, seed and version, from which every byte can be made again. */
export function KeepRun({ ran }: { readonly ran: Ran }) {
  const { t } = useTranslation();
  const mayKeep = useMay('forecast.keep');
  const keep = useCommand('forecast.keep');
  if (!mayKeep) return null;
  const { scenario, digest, answer } = ran;
  const { replicates, seed, engine } = answer;
  const run = async (): Promise<void> => {
    const input = { scenario: asJson(scenario), replicates, seed, engine, digest };
    const outcome = await keep.run(input);
    if (outcome.ok) announce({ message: t('forecast.keptAs', { name: outcome.value.run }) });
  };
  return (
    <>
      <Button
        variant="default"
        loading={keep.isBusy}
        leftSection={<IconBookmark size={16} />}
        onClick={() => void run()}
      >
        {t('forecast.keepRun')}
      </Button>
      <FailureNotice failure={keep.failure} />
    </>
  );
}
