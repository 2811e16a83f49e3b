import { Modal, Stepper } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KitMappingInput } from '../../../../shared/contracts/kits.ts';
import type { ChosenFile } from '../../../components/save-file.ts';
import { useArmInformation } from '../../../state/arm-marks.ts';
import { ChooseKitFile } from './choose-kit-file.tsx';
import { ImportedNotice } from './imported-notice.tsx';
import { MapColumns } from './map-columns.tsx';
import { RunImport } from './run-import.tsx';
import type { FileReport } from './file-report.ts';

type Step = 0 | 1 | 2 | 3;

/** File → columns → report of every bad row → import of all rows or none. */
export function ImportKitsDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  useArmInformation(true);
  const [step, setStep] = useState<Step>(0);
  const [file, setFile] = useState<ChosenFile | null>(null);
  const [report, setReport] = useState<FileReport>();
  const [mapping, setMapping] = useState<KitMappingInput>();
  const [imported, setImported] = useState<number>();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('kits.import')}
      size={820}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stepper active={step} size="xs" iconSize={24} mb="xl" allowNextStepsSelect={false}>
        <Stepper.Step label={t('kits.step.file')} />
        <Stepper.Step label={t('kits.step.columns')} />
        <Stepper.Step label={t('kits.step.import')} />
      </Stepper>
      {step === 0 && (
        <ChooseKitFile
          file={file}
          onRead={(chosen, read) => {
            setFile(chosen);
            setReport(read);
            setMapping(undefined);
            setStep(1);
          }}
        />
      )}
      {step === 1 && file !== null && report !== undefined && (
        <MapColumns
          file={file}
          report={report}
          mapping={mapping}
          onBack={() => setStep(0)}
          onConfirm={(confirmed) => {
            setMapping(confirmed);
            setStep(2);
          }}
        />
      )}
      {step === 2 && file !== null && mapping !== undefined && (
        <RunImport
          file={file}
          mapping={mapping}
          onBack={() => setStep(1)}
          onDone={(count) => {
            setImported(count);
            setStep(3);
          }}
        />
      )}
      {step === 3 && imported !== undefined && (
        <ImportedNotice count={imported} onClose={onClose} />
      )}
    </Modal>
  );
}
