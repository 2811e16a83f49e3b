import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../../components/announce.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { ReasonField } from '../../components/reason-field.tsx';
import { saveFile } from '../../components/save-file.ts';
import { useCommand } from '../../state/use-command.ts';

interface Properties {
  readonly list: string;
  onClose(): void;
}

/** Saves seed, list and scripts with which a stranger makes the list again. The file tells every arm. */
export function ReplicationKitDialog({ list, onClose }: Properties) {
  const { t } = useTranslation();
  const kit = useCommand('randomization.replicationKit');
  const [reason, setReason] = useState('');
  const submit = async (): Promise<void> => {
    const outcome = await kit.run({ list, reason });
    if (!outcome.ok) return;
    saveFile(outcome.value);
    announce({ message: t('common.saved', { name: outcome.value.name }) });
    onClose();
  };
  return (
    <FormDialog
      title={t('randomization.kit.title', { list })}
      intro={t('randomization.kit.intro')}
      submit={t('randomization.kit.save')}
      isBusy={kit.isBusy}
      failure={kit.failure}
      canSubmit={reason.trim().length >= 3}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <ReasonField value={reason} onChange={setReason} />
    </FormDialog>
  );
}
