import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KitMappingInput } from '../../../../shared/contracts/kits.ts';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { ProgressPanel } from '../../../components/progress-panel.tsx';
import type { ChosenFile } from '../../../components/save-file.ts';
import { useCommand } from '../../../state/use-command.ts';
import { PlaceSelect } from '../place-select.tsx';

interface Properties {
  readonly file: ChosenFile;
  readonly mapping: KitMappingInput;
  onBack(): void;
  onDone(imported: number): void;
}

/** Step 3: where the kits are, then the import, which can be stopped and then leaves nothing behind. */
export function RunImport({ file, mapping, onBack, onDone }: Properties) {
  const { t } = useTranslation();
  const run = useCommand('kits.import');
  const [place, setPlace] = useState<string | null>(null);
  const [job] = useState(() => `import-${crypto.randomUUID()}`);
  const start = async (): Promise<void> => {
    if (place === null) return;
    const outcome = await run.run({
      file: { name: file.name, base64: file.base64 },
      mapping,
      place,
      job,
    });
    if (outcome.ok) onDone(outcome.value.imported);
  };
  return (
    <Stack gap="lg">
      <p role="status" style={{ margin: 0 }}>
        {t('kits.allRowsGood', { name: file.name })}
      </p>
      <PlaceSelect label={t('kits.importAt')} kind="depot" value={place} onChange={setPlace} />
      {run.isBusy && <ProgressPanel job={job} title={t('kits.importing')} canCancel />}
      <FailureNotice failure={run.failure} />
      <Group justify="space-between">
        <Button variant="default" disabled={run.isBusy} onClick={onBack}>
          {t('common.back')}
        </Button>
        <Button loading={run.isBusy} disabled={place === null} onClick={() => void start()}>
          {t('kits.importNow')}
        </Button>
      </Group>
    </Stack>
  );
}
