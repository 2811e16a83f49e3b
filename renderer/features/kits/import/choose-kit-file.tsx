import { Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { FileDrop } from '../../../components/file-drop.tsx';
import { ProgressPanel } from '../../../components/progress-panel.tsx';
import type { ChosenFile } from '../../../components/save-file.ts';
import { useCommand } from '../../../state/use-command.ts';
import type { FileReport } from './file-report.ts';

interface Properties {
  readonly file: ChosenFile | null;
  onRead(file: ChosenFile, report: FileReport): void;
}

/** Step 1: the file; the core reads it and proposes what each column holds. */
export function ChooseKitFile({ file, onRead }: Properties) {
  const { t } = useTranslation();
  const check = useCommand('kits.checkFile');
  const [chosen, setChosen] = useState(file);
  const read = async (next: ChosenFile): Promise<void> => {
    setChosen(next);
    const outcome = await check.run({ file: { name: next.name, base64: next.base64 } });
    if (outcome.ok) onRead(next, outcome.value);
  };
  return (
    <Stack gap="md">
      <FileDrop
        label={t('kits.dropList')}
        kinds={t('kits.listKinds')}
        file={chosen}
        onFile={(next) => void read(next)}
      />
      {check.isBusy && <ProgressPanel job={undefined} title={t('kits.reading')} />}
      <FailureNotice failure={check.failure} />
      <p className="quiet" style={{ margin: 0, fontSize: 13 }}>
        {t('kits.listNeeds')}
      </p>
    </Stack>
  );
}
