import { useTranslation } from 'react-i18next';
import { announce } from '../../../components/announce.ts';
import { FormDialog } from '../../../components/form-dialog.tsx';
import { ReasonField } from '../../../components/reason-field.tsx';
import { useCommand } from '../../../state/use-command.ts';
import { useDraftForm } from '../../../state/use-draft-form.ts';

interface Properties {
  readonly subject: string;
  onClose(): void;
}

/** Records that a screened subject is not randomized. */
export function FailScreeningDialog({ subject, onClose }: Properties) {
  const { t } = useTranslation();
  const fail = useCommand('subjects.failScreening');
  const form = useDraftForm<{ reason: string }>(`fail-screening ${subject}`, {
    initialValues: { reason: '' },
  });
  const { reason } = form.values;
  const submit = async (): Promise<void> => {
    const outcome = await fail.run({ subject, reason });
    if (!outcome.ok) return;
    form.dropDraft();
    announce({ message: t('subjects.screenFailed', { subject }) });
    onClose();
  };
  return (
    <FormDialog
      title={t('subjects.failScreeningOf', { subject })}
      intro={t('subjects.failScreeningIntro')}
      submit={t('subjects.failScreening')}
      isDangerous
      isBusy={fail.isBusy}
      failure={fail.failure}
      canSubmit={reason.trim().length >= 3}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <ReasonField value={reason} onChange={(next) => form.setFieldValue('reason', next)} />
    </FormDialog>
  );
}
