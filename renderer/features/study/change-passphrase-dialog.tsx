import { Modal } from '@mantine/core';
import { announce } from '../../components/announce.ts';
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
          announce({ message: t('session.passphraseChanged') });
          onClose();
        }}
      />
    </Modal>
  );
}
