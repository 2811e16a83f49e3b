import { announce } from '../../components/announce.ts';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../components/form-dialog.tsx';
import { ReasonField } from '../../components/reason-field.tsx';
import { useCommand } from '../../state/use-command.ts';
import { useDraftForm } from '../../state/use-draft-form.ts';

interface Properties {
  readonly subject: string;
  onClose(): void;
}

/** Records that a subject left the study. */
export function WithdrawDialog({ subject, onClose }: Properties) {
  const { t } = useTranslation();
  const withdraw = useCommand('subjects.withdraw');
  const form = useDraftForm<{ reason: string }>(`withdraw ${subject}`, {
    initialValues: { reason: '' },
  });
  const submit = async (): Promise<void> => {
    const outcome = await withdraw.run({ subject, reason: form.values.reason });
    if (!outcome.ok) return;
    form.dropDraft();
    announce({ message: t('subjects.withdrawn', { subject }) });
    onClose();
  };
  return (
    <FormDialog
      title={t('subjects.withdrawOne', { subject })}
      intro={t('subjects.withdrawIntro')}
      submit={t('subjects.withdraw')}
      isDangerous
      isBusy={withdraw.isBusy}
      failure={withdraw.failure}
      canSubmit={form.values.reason.trim().length >= 3}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <ReasonField
        value={form.values.reason}
        onChange={(reason) => form.setFieldValue('reason', reason)}
      />
    </FormDialog>
  );
}
