import { Modal, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Allocation } from '../../../shared/contracts/subjects.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { useArmInformation } from '../../state/arm-marks.ts';
import { useCommand } from '../../state/use-command.ts';
import { AllocationResult } from './allocation-result.tsx';
import { useVisitName } from './use-visit-name.ts';

interface Properties {
  readonly subject: string;
  readonly visit: string;
  onClose(): void;
}

/** Dispenses the first-expiring right kits for a later visit. */
export function DispenseDialog({ subject, visit, onClose }: Properties) {
  const { t } = useTranslation();
  useArmInformation(true);
  const visitName = useVisitName();
  const dispense = useCommand('subjects.dispense');
  const [reason, setReason] = useState('');
  const [result, setResult] = useState<Allocation>();
  const title = t('subjects.dispenseFor', { subject, visit: visitName(visit) });
  if (result !== undefined) {
    return (
      <Modal
        opened
        onClose={onClose}
        title={title}
        size={640}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <AllocationResult allocation={result} onClose={onClose} />
      </Modal>
    );
  }
  return (
    <FormDialog
      title={title}
      intro={t('subjects.dispenseIntro')}
      submit={t('subjects.dispense')}
      isBusy={dispense.isBusy}
      failure={dispense.failure}
      canSubmit={reason.trim() === '' || reason.trim().length >= 3}
      onSubmit={() =>
        void dispense
          .run({ subject, visit, ...(reason.trim() === '' ? {} : { reason }) })
          .then((outcome) => {
            if (outcome.ok) setResult(outcome.value);
          })
      }
      onClose={onClose}
    >
      <Textarea
        label={t('subjects.outsideReason')}
        description={t('subjects.outsideReasonNote')}
        autosize
        minRows={2}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
