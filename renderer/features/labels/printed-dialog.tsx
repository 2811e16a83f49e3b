import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface Properties {
  readonly title: string;
  readonly children: ReactNode;
  onClose(): void;
}

/** What follows once labels are issued. */
export function PrintedDialog({ title, children, onClose }: Properties) {
  const { t } = useTranslation();
  return (
    <Modal
      opened
      onClose={onClose}
      size={620}
      title={title}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {children}
    </Modal>
  );
}
