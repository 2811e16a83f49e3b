import { Modal } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { PassphraseForm } from '../session/passphrase-form.tsx';

/** Changes one's own passphrase. */
export function ChangePassphraseDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('session.changePassphrase')}
      size={440}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <PassphraseForm
        onChanged={() => {
          notifications.show({ message: t('session.passphraseChanged') });
          onClose();
        }}
      />
    </Modal>
  );
}
