import { Button, Group, Modal, Stack } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../transport/client.ts';
import { FailureNotice } from './failure-notice.tsx';

interface Properties {
  readonly title: string;
  readonly intro?: ReactNode;
  readonly submit: string;
  readonly isBusy: boolean;
  readonly failure: Failure | undefined;
  readonly isDangerous?: boolean;
  readonly canSubmit?: boolean;
  readonly size?: string | number;
  readonly children: ReactNode;
  onSubmit(event?: FormEvent<HTMLFormElement>): void;
  onClose(): void;
}

/** A dialog with one form and one thing that it does. A refusal leaves it open with everything as typed. */
export function FormDialog(properties: Properties) {
  const {
    title,
    intro,
    submit,
    isBusy,
    failure,
    isDangerous = false,
    canSubmit = true,
  } = properties;
  const { size = 520, children, onSubmit, onClose } = properties;
  const { t } = useTranslation();
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={size}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit(event);
        }}
      >
        <Stack gap="md">
          {intro !== undefined && <div className="quiet">{intro}</div>}
          {children}
          <FailureNotice failure={failure} />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button
              type="submit"
              loading={isBusy}
              disabled={!canSubmit}
              {...(isDangerous ? { color: 'red.8' } : {})}
            >
              {submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
