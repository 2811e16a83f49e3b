import { Modal } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Allocation } from '../../../../shared/contracts/subjects.ts';
import { useArmInformation } from '../../../state/arm-marks.ts';
import { useCommand } from '../../../state/use-command.ts';
import { useDraftForm } from '../../../state/use-draft-form.ts';
import { useStudy } from '../../../state/use-study.ts';
import { AllocationResult } from '../allocation-result.tsx';
import { AllocateForm } from './allocate-form.tsx';
import { allocateInput, emptyAllocateValues } from './allocate-values.ts';
import { ConfirmAllocation } from './confirm-allocation.tsx';
import { useOpenCohorts } from './use-open-cohorts.ts';

type Step = 'form' | 'confirm';

/** Randomizes a subject: what is known → a look at it → the kit numbers. A refusal consumes nothing and loses nothing. */
export function AllocateDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const study = useStudy();
  const openCohorts = useOpenCohorts();
  const allocate = useCommand('subjects.allocate');
  const [step, setStep] = useState<Step>('form');
  const [result, setResult] = useState<Allocation>();
  useArmInformation(result !== undefined && result.arm !== null);
  const form = useDraftForm('allocate', { initialValues: emptyAllocateValues });
  if (study === undefined) return null;
  const confirm = async (): Promise<void> => {
    const outcome = await allocate.run(allocateInput(form.values, openCohorts));
    if (!outcome.ok) return;
    form.dropDraft();
    setResult(outcome.value);
  };
  const title =
    result === undefined
      ? t('subjects.allocate')
      : t('subjects.allocated', { subject: result.subject });
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={680}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {result !== undefined && <AllocationResult allocation={result} onClose={onClose} />}
      {result === undefined && step === 'form' && (
        <AllocateForm
          study={study}
          form={form}
          onClose={onClose}
          onReview={() => setStep('confirm')}
        />
      )}
      {result === undefined && step === 'confirm' && (
        <ConfirmAllocation
          study={study}
          values={form.values}
          isBusy={allocate.isBusy}
          failure={allocate.failure}
          onBack={() => {
            allocate.reset();
            setStep('form');
          }}
          onConfirm={() => void confirm()}
        />
      )}
    </Modal>
  );
}
