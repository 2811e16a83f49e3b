import { NumberInput, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../shared/contracts/index.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { ReasonField } from '../../components/reason-field.tsx';
import { useCommand } from '../../state/use-command.ts';
import { IssuedFile } from './issued-file.tsx';
import { LabelPicture } from './label-picture.tsx';
import { PrintedDialog } from './printed-dialog.tsx';
import { TemplateSelect } from './template-select.tsx';
import classes from './labels.module.css';

interface Properties {
  readonly shipment: string;
  onClose(): void;
}

/** The label for the box of a shipment. */
export function PrintShipperDialog({ shipment, onClose }: Properties) {
  const { t } = useTranslation();
  const print = useCommand('labels.printShipper');
  const [template, setTemplate] = useState<string | null>(null);
  const [copies, setCopies] = useState(1);
  const [reason, setReason] = useState('');
  const [issued, setIssued] = useState<OutputOf<'labels.printShipper'>>();
  const title = t('labels.printShipperTitle', { shipment });
  if (issued !== undefined) {
    return (
      <PrintedDialog title={title} onClose={onClose}>
        <IssuedFile {...issued} onSheet={1} firstPlace={1} onClose={onClose} />
      </PrintedDialog>
    );
  }
  const submit = async (): Promise<void> => {
    if (template === null) return;
    const given = reason.trim() === '' ? {} : { reason };
    const outcome = await print.run({ template, shipment, copies, ...given });
    if (outcome.ok) setIssued(outcome.value);
  };
  const { failure } = print;
  const isAgain =
    reason !== '' || (failure?.kind === 'refused' && failure.refusal.rule === 'labelled-before');
  return (
    <FormDialog
      title={title}
      submit={t('labels.issueSubmit', { count: copies })}
      size={760}
      isBusy={print.isBusy}
      failure={failure}
      canSubmit={template !== null}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <div className={classes.columns}>
        <Stack gap="md">
          <TemplateSelect kind="shipper" value={template} onChange={setTemplate} />
          <NumberInput
            label={t('labels.copies')}
            min={1}
            max={4}
            value={copies}
            onChange={(next) => setCopies(Number(next) || 1)}
          />
          {isAgain && (
            <ReasonField
              placeholder={t('labels.againReason')}
              value={reason}
              onChange={setReason}
            />
          )}
        </Stack>
        {template !== null && (
          <LabelPicture input={{ template, shipment }} name={template} explains />
        )}
      </div>
    </FormDialog>
  );
}
