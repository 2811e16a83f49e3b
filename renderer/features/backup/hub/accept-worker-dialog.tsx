import { Alert, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../../components/form-dialog.tsx';
import { useCommand } from '../../../state/use-command.ts';

/** Accepts a machine that calculates, once its fingerprint was compared by telephone. */
export function AcceptWorkerDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const accept = useCommand('hub.acceptWorker');
  const [request, setRequest] = useState('');
  const [fingerprint, setFingerprint] = useState('');
  const submit = async (): Promise<void> => {
    const outcome = await accept.run({ request, fingerprint });
    if (outcome.ok) onClose();
  };
  return (
    <FormDialog
      title={t('backup.hub.acceptWorker')}
      intro={t('backup.hub.acceptIntro')}
      submit={t('backup.hub.acceptWorker')}
      isBusy={accept.isBusy}
      failure={accept.failure}
      canSubmit={request.trim() !== '' && fingerprint.trim() !== ''}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Alert color="blue">{t('backup.hub.workersNote')}</Alert>
      <Textarea
        label={t('backup.hub.acceptRequest')}
        description={t('backup.hub.acceptRequestNote')}
        autosize
        minRows={3}
        spellCheck={false}
        value={request}
        onChange={(event) => setRequest(event.currentTarget.value)}
      />
      <TextInput
        label={t('backup.hub.acceptFingerprint')}
        autoComplete="off"
        spellCheck={false}
        value={fingerprint}
        onChange={(event) => setFingerprint(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
