import { Button, Group, Modal, Stack } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from '../randomization.module.css';

interface Properties {
  readonly list: string;
  readonly warnings: readonly string[];
  onClose(): void;
}

/** What those who sign have to know of a scheme that was accepted. */
export function SchemeWarnings({ list, warnings, onClose }: Properties) {
  const { t } = useTranslation();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('scheme.defined', { list })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="md">
        <div role="alert" className={classes.warnings}>
          <IconAlertTriangle size={18} stroke={1.8} aria-hidden />
          <div>
            <strong>{t('scheme.warnings')}</strong>
            {warnings.map((warning) => (
              <p key={warning}>{warning}</p>
            ))}
          </div>
        </div>
        <p className="quiet">{t('scheme.warningsNext')}</p>
        <Group justify="flex-end">
          <Button data-autofocus onClick={onClose}>
            {t('common.done')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
