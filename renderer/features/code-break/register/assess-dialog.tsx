import { Checkbox, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CodeBreakRow } from '../../../../shared/contracts/code-break.ts';
import {
  expectedness,
  laterKits,
  participations,
} from '../../../../shared/domain/code-break/code-break.ts';
import type {
  Expectedness,
  LaterKits,
  Participation,
} from '../../../../shared/domain/code-break/code-break.ts';
import { announce } from '../../../components/announce.ts';
import { FormDialog } from '../../../components/form-dialog.tsx';
import { ReasonField } from '../../../components/reason-field.tsx';
import { SignatureFields } from '../../../components/signature-fields.tsx';
import { useSignature } from '../../../components/use-signature.ts';
import { useCommand } from '../../../state/use-command.ts';
import { useDraftForm } from '../../../state/use-draft-form.ts';

interface Properties {
  readonly row: CodeBreakRow;
  onClose(): void;
}

interface Values extends Record<string, unknown> {
  readonly laterKits: LaterKits;
  readonly participation: Participation;
  readonly expectedness: Expectedness;
  readonly sponsorTold: boolean;
  readonly text: string;
}

const choices = [
  ['laterKits', 'kits', laterKits],
  ['participation', 'stays', participations],
  ['expectedness', 'expected', expectedness],
] as const;

/** What the break meant for the subject and the trial, signed by somebody else than who broke the code. */
export function AssessDialog({ row, onClose }: Properties) {
  const { t } = useTranslation();
  const assess = useCommand('codeBreak.assess');
  const sign = useSignature('codeBreak.assess');
  const form = useDraftForm<Values>(`assess ${row.code}`, {
    initialValues: {
      laterKits: 'continue',
      participation: 'continues',
      expectedness: 'expected',
      sponsorTold: false,
      text: '',
    },
  });
  const { values } = form;
  const submit = async (): Promise<void> => {
    const outcome = await assess.run({
      code: row.code,
      laterKits: values.laterKits,
      participation: values.participation,
      expectedness: values.expectedness,
      sponsorToldAt: values.sponsorTold ? new Date().toISOString() : null,
      reason: values.text,
      signature: sign.signature,
    });
    sign.forgetPassphrase();
    if (!outcome.ok) return;
    form.dropDraft();
    announce({ message: t('codeBreak.assessed', { code: row.code }) });
    onClose();
  };
  return (
    <FormDialog
      title={t('codeBreak.assessOne', { code: row.code })}
      intro={t('codeBreak.assessIntro', { name: row.shownTo })}
      submit={t('codeBreak.assess')}
      isBusy={assess.isBusy}
      failure={assess.failure}
      canSubmit={values.text.trim().length >= 3 && sign.isComplete}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      {choices.map(([field, words, options]) => (
        <Select
          key={field}
          label={t(`codeBreak.${field}`)}
          allowDeselect={false}
          value={values[field]}
          onChange={(next) => form.setFieldValue(field, next as never)}
          data={options.map((value) => ({ value, label: t(`codeBreak.${words}.${value}`) }))}
        />
      ))}
      <Checkbox
        label={t('codeBreak.sponsorToldNow')}
        checked={values.sponsorTold}
        onChange={(event) => form.setFieldValue('sponsorTold', event.currentTarget.checked)}
      />
      <ReasonField
        value={values.text}
        placeholder={t('codeBreak.assessPlaceholder')}
        onChange={(next) => form.setFieldValue('text', next)}
      />
      <SignatureFields value={sign.signature} onChange={sign.setSignature} />
    </FormDialog>
  );
}
