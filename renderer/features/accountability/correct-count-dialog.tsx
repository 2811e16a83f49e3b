import { Group, NumberInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { announce } from '../../components/announce.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { ReasonField } from '../../components/reason-field.tsx';
import { useCommand } from '../../state/use-command.ts';
import { useDraftForm } from '../../state/use-draft-form.ts';

interface Properties {
  readonly number: string;
  readonly returned: number;
  readonly lost: number;
  onClose(): void;
}

/** Puts the count of a returned kit right; what stood before stays in the trail. */
export function CorrectCountDialog({ number, returned, lost, onClose }: Properties) {
  const { t } = useTranslation();
  const command = useCommand('accountability.correct');
  const form = useDraftForm<{ returned: number; lost: number; reason: string }>(
    `correct-count ${number}`,
    { initialValues: { returned, lost, reason: '' } },
  );
  const submit = async (): Promise<void> => {
    const outcome = await command.run({ number, ...form.values });
    if (!outcome.ok) return;
    form.dropDraft();
    announce({ message: t('accountability.corrected', { number }) });
    onClose();
  };
  return (
    <FormDialog
      title={t('accountability.correctKit', { number })}
      intro={t('accountability.correctIntro', { returned, lost })}
      submit={t('accountability.correct')}
      isBusy={command.isBusy}
      failure={command.failure}
      canSubmit={form.values.reason.trim().length >= 3}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Group grow>
        <NumberInput
          label={t('accountability.unit.returned')}
          min={0}
          allowDecimal={false}
          {...form.getInputProps('returned')}
        />
        <NumberInput
          label={t('accountability.unit.lost')}
          min={0}
          allowDecimal={false}
          {...form.getInputProps('lost')}
        />
      </Group>
      <ReasonField
        value={form.values.reason}
        onChange={(reason) => form.setFieldValue('reason', reason)}
      />
    </FormDialog>
  );
}
