import { Alert, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../../components/form-dialog.tsx';
import { SignatureFields } from '../../../components/signature-fields.tsx';
import { useSignature } from '../../../components/use-signature.ts';
import { useCommand } from '../../../state/use-command.ts';

/** Admits a machine as a console once its fingerprint was compared. */
export function AdmitDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const admit = useCommand('hub.admit');
  const { signature, setSignature, isComplete, forgetPassphrase } = useSignature('hub.admit');
  const [code, setCode] = useState('');
  const [fingerprint, setFingerprint] = useState('');
  const [device, setDevice] = useState<string>();
  const submit = async (): Promise<void> => {
    if (device !== undefined) return onClose();
    const outcome = await admit.run({
      code: code.replaceAll(/\s+/g, ''),
      fingerprint: fingerprint.trim(),
      signature,
    });
    if (outcome.ok) setDevice(outcome.value.device);
    forgetPassphrase();
  };
  return (
    <FormDialog
      title={t('backup.hub.sharing.admit')}
      intro={t('backup.hub.sharing.admitIntro')}
      submit={t(device === undefined ? 'backup.hub.sharing.admit' : 'backup.hub.done')}
      isBusy={admit.isBusy}
      failure={admit.failure}
      canSubmit={
        device !== undefined || (code.trim() !== '' && fingerprint.trim() !== '' && isComplete)
      }
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Textarea
        label={t('backup.hub.sharing.code')}
        autosize
        minRows={3}
        spellCheck={false}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <TextInput
        label={t('backup.hub.sharing.fingerprint')}
        autoComplete="off"
        spellCheck={false}
        value={fingerprint}
        onChange={(event) => setFingerprint(event.currentTarget.value)}
      />
      {device === undefined ? (
        <SignatureFields value={signature} onChange={setSignature} />
      ) : (
        <Alert color="green">{t('backup.hub.sharing.admitted', { device })}</Alert>
      )}
    </FormDialog>
  );
}
