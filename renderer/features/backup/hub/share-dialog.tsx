import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../../components/form-dialog.tsx';
import { useCommand } from '../../../state/use-command.ts';

/** Begins to share the study. */
export function ShareDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const share = useCommand('hub.share');
  const submit = async (): Promise<void> => {
    const outcome = await share.run({});
    if (outcome.ok) onClose();
  };
  return (
    <FormDialog
      title={t('backup.hub.sharing.share')}
      intro={t('backup.hub.sharing.shareIntro')}
      submit={t('backup.hub.sharing.share')}
      isBusy={share.isBusy}
      failure={share.failure}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Text>{t('backup.hub.sharing.shareNote')}</Text>
    </FormDialog>
  );
}
