import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../../components/form-dialog.tsx';
import { SignatureFields } from '../../../components/signature-fields.tsx';
import { useSignature } from '../../../components/use-signature.ts';
import { useCommand } from '../../../state/use-command.ts';

/** Begins to share the study. */
export function ShareDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const share = useCommand('hub.share');
  const { signature, setSignature, isComplete, forgetPassphrase } = useSignature('hub.share');
  const submit = async (): Promise<void> => {
    const outcome = await share.run({ signature });
    if (outcome.ok) onClose();
    else forgetPassphrase();
  };
  return (
    <FormDialog
      title={t('backup.hub.sharing.share')}
      intro={t('backup.hub.sharing.shareIntro')}
      submit={t('backup.hub.sharing.share')}
      isBusy={share.isBusy}
      failure={share.failure}
      canSubmit={isComplete}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Text>{t('backup.hub.sharing.shareNote')}</Text>
      <SignatureFields value={signature} onChange={setSignature} />
    </FormDialog>
  );
}
